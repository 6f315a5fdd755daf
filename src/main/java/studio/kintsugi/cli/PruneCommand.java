package studio.kintsugi.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.common.CommonOptions;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.cli.common.ConsoleTrainingLog;
import studio.kintsugi.cli.common.StopOnInterrupt;
import studio.kintsugi.cli.common.UsageException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.service.training.TrainingJobs;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;
import studio.kintsugi.training.pruning.PruningReport;
import studio.kintsugi.training.pruning.PruningRun;

/** {@code prune}: makes a faster variant of a model. */
@Command(name = "prune", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Makes a faster variant of a model: learns which channels it can do without, removes them, and"
                + " trains the rest further. Ctrl-C saves the state, from which --resume continues.")
final class PruneCommand implements Callable<Integer> {
    /** What both models make of a picture, side by side. */
    private static final String SHEET = "before-after.png";

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "MODEL", description = "id or folder of the model")
    private String model;

    @Option(names = "--data", required = true, paramLabel = "DIR",
            description = "folder of photos; of coloured drawings for a model that colours sketches")
    private Path data;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "DIR",
            description = "folder for the state, the logs and the finished model")
    private Path output;

    @Option(names = "--target-macs", paramLabel = "SHARE", defaultValue = "0.5",
            description = "share of the multiply-accumulate operations to be left (default: ${DEFAULT-VALUE})")
    private double macs;

    @Option(names = "--target-ms", paramLabel = "MS",
            description = "milliseconds for each megapixel on this machine, instead of --target-macs")
    private double milliseconds;

    @Option(names = "--recipe", paramLabel = "RECIPE",
            description = "recipe the model was trained with (default: that of its name)")
    private String recipe;

    @Option(names = "--resume", description = "continue from the state in the output folder")
    private boolean resume;

    @Option(names = "--minutes", paramLabel = "M", defaultValue = "25",
            description = "time for all of it, earlier runs included (default: ${DEFAULT-VALUE})")
    private double minutes;

    private final ModelStore store;
    private final Console console;

    PruneCommand(ModelStore store, Console console) {
        this.store = store;
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        if (!(macs > 0 && macs < 1)) {
            throw new UsageException("--target-macs takes a share between 0 and 1, as 0.5.");
        }
        StoredModel whole = store.get(model);
        ComputeDevice device = common.preparedDevice(console);
        PruningRun run = new PruningRun(whole, recipe, data, output, new PruningRun.Target(macs, milliseconds), resume,
                minutes, device);
        try (JobRunner runner = new JobRunner(); TrainingJobs jobs = new TrainingJobs(runner)) {
            Job<?, PruningReport> job = jobs.prune(run, new ConsoleTrainingLog(console));
            try (StopOnInterrupt _ = new StopOnInterrupt(job)) {
                report(job.await());
            }
        }
        return 0;
    }

    private void report(PruningReport report) throws KintsugiException {
        Path sheet = output.resolve(SHEET);
        PictureWriter.write(report.sheet(), sheet, WriteOptions.DEFAULT);
        if (common.json()) {
            console.json(Map.of("model", report.model().id(), "folder", output.toString(),
                    "before", figures(report.before()), "after", figures(report.after()), "sheet", sheet.toString()));
        } else {
            print(report);
            console.line("a picture before and after: " + sheet);
        }
    }

    private static Map<String, Object> figures(PruningReport.Figures f) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("macs_per_pixel", f.macs());
        out.put("parameters", f.parameters());
        out.put("bytes_per_pixel", f.bytes());
        out.put("seconds_per_megapixel", f.secondsPerMegapixel());
        out.put("psnr", f.psnr());
        return out;
    }

    private void print(PruningReport r) {
        console.line(output + ": " + r.model().title());
        row("", "before", "after");
        row("MACs per pixel", whole(r.before().macs()), whole(r.after().macs()));
        row("parameters", whole(r.before().parameters()), whole(r.after().parameters()));
        row("memory, bytes per pixel", whole(r.before().bytes()), whole(r.after().bytes()));
        row("ms per megapixel, here", whole(1000 * r.before().secondsPerMegapixel()),
                whole(1000 * r.after().secondsPerMegapixel()));
        r.before().psnr().forEach((name, value) -> row(name, String.format(Locale.ROOT, "%.2f", value),
                String.format(Locale.ROOT, "%.2f", r.after().psnr().get(name))));
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private void row(String name, String before, String after) {
        console.line(String.format(Locale.ROOT, "  %-28s %12s %12s", name, before, after));
    }
}
