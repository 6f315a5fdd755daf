package studio.kintsugi.cli;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
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
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.evaluation.FieldBenchmark;
import studio.kintsugi.evaluation.NetworkBenchmark;
import studio.kintsugi.evaluation.RepSrBenchmark;
import studio.kintsugi.evaluation.ViewportBenchmark;
import studio.kintsugi.viewport.ViewportException;

/** {@code bench}: how fast this machine is. */
@Command(name = "bench", mixinStandardHelpOptions = true,
        description = "Measures this machine: NAFNet (width 32, GoPro configuration), RepSR (M8C32, ×2), optimising a"
                + " radiance field, and the viewport.")
final class BenchCommand implements Callable<Integer> {
    private static final int FRAMES_PER_REPEAT = 5;

    @Mixin
    private CommonOptions common;

    @Option(names = "--side", defaultValue = "512", description = "side of NAFNet's input (default: ${DEFAULT-VALUE})")
    private int side;

    @Option(names = "--repeats", defaultValue = "9", description = "timed passes (default: ${DEFAULT-VALUE})")
    private int repeats;

    @Option(names = "--only", arity = "1..*", paramLabel = "PART", description = "${COMPLETION-CANDIDATES} (default: all)")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    private final Console console;

    BenchCommand(Console console) {
        this.console = console;
    }

    private enum Part { NAFNET, UPSCALE, FIELD, VIEWPORT }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        if (side < 16 || repeats < 1) {
            throw new UsageException("--side takes at least 16, --repeats at least 1.");
        }
        Map<String, Object> report = new LinkedHashMap<>();
        if (parts.contains(Part.NAFNET)) {
            nafNet(report);
        }
        if (parts.contains(Part.UPSCALE)) {
            upscale(report);
        }
        if (parts.contains(Part.FIELD)) {
            field(report);
        }
        if (parts.contains(Part.VIEWPORT)) {
            viewport(report);
        }
        if (common.json()) {
            console.json(report);
        }
        return 0;
    }

    private void nafNet(Map<String, Object> report) throws KintsugiException {
        ComputeDevice device = common.preparedDevice(console);
        NetworkBenchmark.Result r = NetworkBenchmark.nafNet(device, side, repeats);
        report.put("megapixels_per_second", r.megapixelsPerSecond());
        report.put("gigaflops", r.gigaflops());
        report.put("matrix_product_gigaflops", r.peakGigaflops());
        report.put("share_of_peak", r.gigaflops() / r.peakGigaflops());
        say("NAFNet width 32, %d × %d: %.3f MP/s, %.0f GFLOP/s, %.0f %% of the %.0f GFLOP/s of a matrix product", side,
                side, r.megapixelsPerSecond(), r.gigaflops(), 100 * r.gigaflops() / r.peakGigaflops(),
                r.peakGigaflops());
    }

    private void upscale(Map<String, Object> report) throws KintsugiException {
        ComputeDevice device = common.preparedDevice(console);
        RepSrBenchmark.Result r = RepSrBenchmark.run(device, repeats);
        double peak = NetworkBenchmark.matrixProduct(device, repeats);
        report.put("upscale_megapixels_per_second", r.megapixelsPerSecond());
        report.put("upscale_gigaflops", r.gigaflops());
        report.put("upscale_share_of_peak", r.gigaflops() / peak);
        report.put("upscale_times_training_network", r.timesTraining());
        report.put("upscale_difference_from_training_network", r.difference());
        say("RepSR M8C32 ×2, 512 × 512: %.2f MP/s, %.0f GFLOP/s counted as plain convolutions, %.0f %% of the %.0f of a"
                + " matrix product; %.1f times as fast as the network that is trained, largest difference %.1g",
                r.megapixelsPerSecond(), r.gigaflops(), 100 * r.gigaflops() / peak, peak, r.timesTraining(),
                r.difference());
    }

    private void field(Map<String, Object> report) {
        FieldBenchmark.Result r = FieldBenchmark.run(FRAMES_PER_REPEAT * repeats, common.threads());
        report.put("field_steps_per_second", r.stepsPerSecond());
        report.put("field_forward_ms", r.forward());
        report.put("field_backward_ms", r.backward());
        report.put("field_update_ms", r.update());
        report.put("field_memory_floor_ms", r.floor());
        report.put("memory_gigabytes_per_second", r.bandwidth());
        say("Field of 56³, 8 views of 64 × 64, %.2f million samples in matter: %.0f steps/s; forward %.1f ms, backward"
                + " %.1f ms, grid %.1f ms; all its bytes from memory at the %.0f GB/s of a copy: %.1f ms",
                r.samples(), r.stepsPerSecond(), r.forward(), r.backward(), r.update(), r.bandwidth(), r.floor());
    }

    private void viewport(Map<String, Object> report) {
        try {
            ViewportBenchmark.Result r = ViewportBenchmark.run(FRAMES_PER_REPEAT * repeats);
            report.put("viewport_fps_rest", r.rest());
            report.put("viewport_fps_motion", r.motion());
            report.put("viewport_fps_rest_filling", r.restFilling());
            report.put("viewport_fps_motion_filling", r.motionFilling());
            say("Viewport, field of 64³ at 512 × 512: %.0f frames/s at rest, %.0f in motion; filling the view %.0f and"
                    + " %.0f", r.rest(), r.motion(), r.restFilling(), r.motionFilling());
        } catch (ViewportException e) {
            report.put("viewport_left_out", e.getMessage());
            console.note("The viewport was left out. " + e.getMessage());
        }
    }

    private void say(String format, Object... figures) {
        if (!common.json()) {
            console.line(String.format(Locale.ROOT, format, figures));
        }
    }
}
