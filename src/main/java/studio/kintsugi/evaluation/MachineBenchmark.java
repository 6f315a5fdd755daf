package studio.kintsugi.evaluation;

import java.util.Map;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.viewport.ViewportException;

/**
 * Measures a machine, part by part.
 *
 * @param side of NAFNet's square input, pixels
 * @param repeats timed passes of each part
 * @param threads for the field
 */
public record MachineBenchmark(int side, int repeats, int threads) {
    private static final int FRAMES_PER_REPEAT = 5;

    /** What can be measured, in the order in which it is. */
    public enum Part {
        NAFNET, UPSCALE, FIELD, VIEWPORT;

        /** Whether the part runs a network, so that PyTorch must have been prepared. */
        public boolean needsDevice() {
            return this == NAFNET || this == UPSCALE;
        }
    }

    /** A part that this machine or session can't run. */
    private record LeftOut(String reason) implements BenchmarkResult {
        @Override
        public Map<String, Object> figures() {
            return Map.of("viewport_left_out", reason);
        }

        @Override
        public String sentence() {
            return "The viewport was left out. " + reason;
        }
    }

    /**
     * Measures a part.
     *
     * @param device for networks
     */
    public BenchmarkResult run(Part part, ComputeDevice device) {
        return switch (part) {
            case NAFNET -> NetworkBenchmark.nafNet(device, side, repeats);
            case UPSCALE -> RepSrBenchmark.run(device, repeats);
            case FIELD -> FieldBenchmark.run(FRAMES_PER_REPEAT * repeats, threads);
            case VIEWPORT -> viewport();
        };
    }

    private BenchmarkResult viewport() {
        try {
            return ViewportBenchmark.run(FRAMES_PER_REPEAT * repeats);
        } catch (ViewportException e) {
            return new LeftOut(e.getMessage());
        }
    }
}
