package studio.kintsugi.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.service.Benchmark;

/** {@code bench}: how fast this machine is. */
@Command(name = "bench", mixinStandardHelpOptions = true,
        description = "Measures NAFNet (width 32, GoPro configuration) on this machine.")
final class BenchCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Option(names = "--side", defaultValue = "512", description = "side of the input (default: ${DEFAULT-VALUE})")
    private int side;

    @Option(names = "--repeats", defaultValue = "9", description = "timed passes (default: ${DEFAULT-VALUE})")
    private int repeats;

    private final Console console;

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        if (side < 16 || repeats < 1) {
            throw new KintsugiException("--side takes at least 16, --repeats at least 1.");
        }
        Benchmark.Result r = Benchmark.nafNet(side, repeats);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("megapixels_per_second", r.megapixelsPerSecond());
        report.put("gigaflops", r.gigaflops());
        report.put("matrix_product_gigaflops", r.peakGigaflops());
        report.put("share_of_peak", r.gigaflops() / r.peakGigaflops());
        if (common.json()) {
            console.json(report);
        } else {
            console.line(String.format("NAFNet width 32, %d × %d: %.3f MP/s, %.0f GFLOP/s, %.0f %% of the %.0f GFLOP/s"
                            + " of a matrix product", side, side, r.megapixelsPerSecond(), r.gigaflops(),
                    100 * r.gigaflops() / r.peakGigaflops(), r.peakGigaflops()));
        }
        return 0;
    }
}
