package studio.kintsugi.cli.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.common.CommonOptions;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.cli.common.RowReport;
import studio.kintsugi.cli.common.UsageException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.experiments.AlignmentExperiment;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/** {@code experiment alignment}. */
@Command(name = "alignment", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Trains a model on misaligned pairs, once with each loss, and measures it on aligned ones"
                + " (ERRNet, section 4.3). Prints a table in Markdown.")
final class AlignmentCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "folder of photos")
    private Path data;

    @Option(names = {"-m", "--model"}, paramLabel = "ID|PATH", defaultValue = "dereflect",
            description = "model to begin with (default: ${DEFAULT-VALUE})")
    private String model;

    @Option(names = "--shift", paramLabel = "PIXELS", defaultValue = "8",
            description = "largest shift along each axis (default: ${DEFAULT-VALUE})")
    private int shift;

    @Option(names = "--patch", paramLabel = "PIXELS", defaultValue = "96",
            description = "side of the training patches (default: ${DEFAULT-VALUE})")
    private int patch;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "300",
            description = "training steps with each loss (default: ${DEFAULT-VALUE})")
    private int steps;

    private final ModelStore store;
    private final Console console;

    AlignmentCommand(ModelStore store, Console console) {
        this.store = store;
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        if (shift < 0 || shift > 64 || steps < 3 || patch < 32 || patch > AlignmentExperiment.MOST_PATCH) {
            throw new UsageException("--shift takes 0 to 64 pixels, --patch 32 to " + AlignmentExperiment.MOST_PATCH
                    + ", and --steps at least 3.");
        }
        StoredModel start = store.get(model);
        ComputeDevice device = common.preparedDevice(console);
        RowReport report = new RowReport(console, common.json(), "| Trained with | PSNR on aligned truth | Seconds"
                + " per step |",
                "|---|---|---|");
        new AlignmentExperiment(start, store, data, shift, patch, steps, device).run(row -> {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("loss", row.loss());
            values.put("psnr", row.psnr());
            if (!Double.isNaN(row.secondsPerStep())) {
                values.put("seconds_per_step", row.secondsPerStep());
            }
            report.add(String.format(Locale.ROOT, "| %s | %.2f dB | %s |", row.loss(), row.psnr(),
                    Double.isNaN(row.secondsPerStep()) ? "" : String.format(Locale.ROOT, "%.3f", row.secondsPerStep())),
                    values);
        });
        report.end(Map.of("model", start.card().id(), "shift", shift, "patch", patch, "steps", steps));
        return 0;
    }
}
