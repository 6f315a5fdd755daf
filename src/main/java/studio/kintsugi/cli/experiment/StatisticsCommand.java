package studio.kintsugi.cli.experiment;

import java.io.IOException;
import java.nio.file.Files;
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
import studio.kintsugi.experiments.LineChart;
import studio.kintsugi.experiments.StatisticsExperiment;

/** {@code experiment statistics}. */
@Command(name = "statistics", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Trains two small RepSR networks, one by the statistics of the mini-batch to the end and one"
                + " by those of the population from some point on (RepSR, section 3.3). Prints both validation"
                + " curves as CSV.")
final class StatisticsCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "folder of photos")
    private Path data;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "2000",
            description = "training steps of each run (default: ${DEFAULT-VALUE})")
    private int steps;

    @Option(names = "--every", paramLabel = "N", defaultValue = "20",
            description = "steps between two validations (default: ${DEFAULT-VALUE})")
    private int every;

    @Option(names = "--figure", paramLabel = "FILE", description = "a figure to write, SVG")
    private Path figure;

    private final Console console;

    StatisticsCommand(Console console) {
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
        RowReport report = new RowReport(console, common.json(), "statistics,step,psnr");
        new StatisticsExperiment(data, steps, every, 0.5, device).run(p -> {
            String kind = p.changed() ? "population from half way" : "mini-batch";
            (p.changed() ? population : batch).add(new double[] {p.step(), p.psnr()});
            report.add(String.format(Locale.ROOT, "%s,%d,%.3f", kind, p.step(), p.psnr()),
                    Map.of("statistics", kind, "step", p.step(), "psnr", p.psnr()));
        });
        if (figure != null) {
            write(new LineChart("step", "PSNR, dB").add("mini-batch statistics", batch)
                    .add("population's from half way on", population).svg());
        }
        report.end(Map.of());
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
