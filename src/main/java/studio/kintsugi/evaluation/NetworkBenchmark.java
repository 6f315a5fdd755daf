package studio.kintsugi.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.nafnet.NafNet;
import studio.kintsugi.models.nafnet.NafNetConfig;
import studio.kintsugi.models.nafnet.NafNetCost;
import studio.kintsugi.models.nafnet.NafNetInit;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.nn.Parameters;

/** How fast this machine runs a NAFNet, against how fast it multiplies matrices. */
public final class NetworkBenchmark {
    private static final NafNetConfig GOPRO_32 =
            new NafNetConfig(3, 32, List.of(1, 1, 1, 28), 1, List.of(1, 1, 1, 1), 0, 0);
    private static final int MATRIX = 1024;

    private NetworkBenchmark() {}

    /**
     * Medians of one run.
     *
     * @param side of the square input, pixels
     * @param megapixelsPerSecond of NAFNet width 32, GoPro configuration, at full tiles
     * @param gigaflops that network's, two for each multiply–accumulate
     * @param peakGigaflops of square matrix products in float32
     */
    public record Result(int side, double megapixelsPerSecond, double gigaflops, double peakGigaflops)
            implements BenchmarkResult {
        @Override
        public Map<String, Object> figures() {
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("megapixels_per_second", megapixelsPerSecond);
            out.put("gigaflops", gigaflops);
            out.put("matrix_product_gigaflops", peakGigaflops);
            out.put("share_of_peak", gigaflops / peakGigaflops);
            return out;
        }

        @Override
        public String sentence() {
            return String.format(Locale.ROOT,
                    "NAFNet width 32, %d × %d: %.3f MP/s, %.0f GFLOP/s, %.0f %% of the %.0f GFLOP/s of a matrix"
                            + " product",
                    side, side, megapixelsPerSecond, gigaflops, 100 * gigaflops / peakGigaflops, peakGigaflops);
        }
    }

    /**
     * @param side of the square input, pixels
     * @param repeats timed passes, after two that are not
     */
    public static Result nafNet(ComputeDevice device, int side, int repeats) {
        try (NDManager manager = device.newManager();
                NafNet network = new NafNet(GOPRO_32,
                        new Parameters(manager, NafNetInit.weights(GOPRO_32, new SplittableRandom(1))))) {
            NDArray x = manager.randomUniform(0, 1, new Shape(1, 3, side, side));
            double seconds;
            try (NDManager keeper = manager.newSubManager()) {
                ImageNetwork calibrated = network.calibrated(x, keeper, () -> false);
                seconds = median(repeats, () -> {
                    try (NDManager scope = manager.newSubManager()) {
                        calibrated.forward(scope.create(x.toFloatArray(), x.getShape())).toFloatArray();
                    }
                });
            }
            double macs = NafNetCost.macs(GOPRO_32, (long) side * side);
            return new Result(side, (double) side * side / 1e6 / seconds, 2 * macs / 1e9 / seconds,
                    matrixProduct(device, repeats));
        }
    }

    /** Thousand million operations a second in square matrix products in float32. */
    static double matrixProduct(ComputeDevice device, int repeats) {
        try (NDManager manager = device.newManager()) {
            NDArray a = manager.randomUniform(0, 1, new Shape(MATRIX, MATRIX));
            return 2 * Math.pow(MATRIX, 3) / 1e9 / median(repeats * 3, () -> a.matMul(a).close());
        }
    }

    private static double median(int repeats, Runnable work) {
        work.run();
        work.run();
        double[] seconds = new double[repeats];
        for (int i = 0; i < repeats; i++) {
            long began = System.nanoTime();
            work.run();
            seconds[i] = (System.nanoTime() - began) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds[repeats / 2];
    }
}
