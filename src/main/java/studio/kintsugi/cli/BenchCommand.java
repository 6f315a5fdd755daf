package studio.kintsugi.cli;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.common.CommonOptions;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.cli.common.UsageException;
import studio.kintsugi.evaluation.BenchmarkResult;
import studio.kintsugi.evaluation.MachineBenchmark;
import studio.kintsugi.evaluation.MachineBenchmark.Part;

/** {@code bench}: how fast this machine is. */
@Command(name = "bench", mixinStandardHelpOptions = true,
        description = "Measures this machine: NAFNet (width 32, GoPro configuration), RepSR (M8C32, ×2), optimising a"
                + " radiance field, and the viewport.")
final class BenchCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Option(names = "--side", defaultValue = "512", description = "side of NAFNet's input (default: ${DEFAULT-VALUE})")
    private int side;

    @Option(names = "--repeats", defaultValue = "9", description = "timed passes (default: ${DEFAULT-VALUE})")
    private int repeats;

    @Option(names = "--only", arity = "1..*", paramLabel = "PART", description = "${COMPLETION-CANDIDATES}"
            + " (default: all)")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    private final Console console;

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        if (side < 16 || repeats < 1) {
            throw new UsageException("--side takes at least 16, --repeats at least 1.");
        }
        MachineBenchmark benchmark = new MachineBenchmark(side, repeats, common.threads());
        Map<String, Object> report = new LinkedHashMap<>();
        for (Part part : Part.values()) {
            if (parts.contains(part)) {
                BenchmarkResult result = benchmark.run(part,
                        part.needsDevice() ? common.preparedDevice(console) : common.device(console));
                report.putAll(result.figures());
                say(result);
            }
        }
        if (common.json()) {
            console.json(report);
        }
        return 0;
    }

    private void say(BenchmarkResult result) {
        if (common.json()) {
            console.note(result.sentence());
        } else {
            console.line(result.sentence());
        }
    }
}
