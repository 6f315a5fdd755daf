package studio.kintsugi.cli.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.common.CommonOptions;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.cli.common.UsageException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.experiments.ColorizationExperiment;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.store.Directories;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/** {@code experiment colorize}. */
@Command(name = "colorize", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Colours held-out drawings with their warped selves, a grey sheet and other drawings as the"
                + " reference (SCFT, section 4). Prints the scores.")
final class ColorizationCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "folder of drawings")
    private Path data;

    @Option(names = {"-m", "--model"}, paramLabel = "ID|PATH", defaultValue = "colorize",
            description = "model to measure (default: ${DEFAULT-VALUE})")
    private String model;

    @Option(names = "--drawings", paramLabel = "N", defaultValue = "64",
            description = "how many at most (default: ${DEFAULT-VALUE})")
    private int drawings;

    @Option(names = "--sheet", paramLabel = "FILE", description = "a contact sheet to write: lines, warped self,"
            + " result, truth, another drawing, result after that")
    private Path sheet;

    private final ModelStore store;
    private final Console console;

    ColorizationCommand(ModelStore store, Console console) {
        this.store = store;
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        if (drawings < 3) {
            throw new UsageException("--drawings takes a number of at least 3.");
        }
        StoredModel stored = store.get(model);
        ComputeDevice device = common.preparedDevice(console);
        List<Picture> sheets = new ArrayList<>();
        ColorizationExperiment.Result r = new ColorizationExperiment(stored, data,
                Directories.cache().resolve("drawings"), drawings, device).run(
                        fraction -> console.progress("colouring", fraction, Double.NaN), sheets::add);
        if (sheet != null) {
            PictureWriter.write(sheets.getFirst(), sheet, WriteOptions.DEFAULT);
        }
        if (common.json()) {
            console.json(Map.of("model", stored.card().id(), "drawings", r.drawings(), "psnr", r.psnr(),
                    "distance", r.distance(), "distance_unguided", r.unguided(), "correlation", r.correlation(),
                    "followed", r.followed()));
        } else {
            console.line(String.format(Locale.ROOT, "%d held-out drawings%n"
                    + "with their warped selves as reference: %.2f dB, colour distance %.3f (%.3f with a grey sheet)%n"
                    + "with another drawing as reference: colour correlation %.2f, higher than with a third one in"
                    + " %.0f %%",
                    r.drawings(), r.psnr(), r.distance(), r.unguided(), r.correlation(), 100 * r.followed()));
        }
        return 0;
    }
}
