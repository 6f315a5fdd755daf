package studio.kintsugi.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import studio.kintsugi.compute.Autocast;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.compute.Precision;
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
    private static final int WARM_UP = 2;

    private NetworkBenchmark() {}

    /**
     * Medians of one run.
     *
     * @param side of the square input, pixels
     * @param megapixelsPerSecond of NAFNet width 32, GoPro configuration, at full tiles, in float32
     * @param gigaflops that network's, two for each multiply–accumulate
     * @param peakGigaflops of square matrix products in float32
     * @param reduced the same network in bfloat16; empty where that is not asked for or the processor has none
     */
    public record Result(int side, double megapixelsPerSecond, double gigaflops, double peakGigaflops,
            Optional<Reduced> reduced) implements BenchmarkResult {
        @Override
        public Map<String, Object> figures() {
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("megapixels_per_second", megapixelsPerSecond);
            out.put("gigaflops", gigaflops);
            out.put("matrix_product_gigaflops", peakGigaflops);
            out.put("share_of_peak", gigaflops / peakGigaflops);
            reduced.ifPresent(r -> {
                out.put("bf16_megapixels_per_second", r.megapixelsPerSecond());
                out.put("bf16_gigaflops", r.gigaflops());
                out.put("bf16_matrix_product_gigaflops", r.peakGigaflops());
                out.put("bf16_largest_difference", r.largestDifference());
                out.put("bf16_rms_difference", r.rmsDifference());
            });
            return out;
        }

        @Override
        public String sentence() {
            return String.format(Locale.ROOT,
                    "NAFNet width 32, %d × %d: %.3f MP/s, %.0f GFLOP/s, %.0f %% of the %.0f GFLOP/s of a matrix"
                            + " product",
                    side, side, megapixelsPerSecond, gigaflops, 100 * gigaflops / peakGigaflops, peakGigaflops)
                    + reduced.map(r -> String.format(Locale.ROOT, "; in bfloat16 %.3f MP/s, %.0f GFLOP/s,"
                            + " %.0f %% of the %.0f of a matrix product; %.2f times as fast, largest difference"
                            + " %.2f of 255, rms %.3f", r.megapixelsPerSecond(), r.gigaflops(),
                            100 * r.gigaflops() / r.peakGigaflops(), r.peakGigaflops(),
                            r.megapixelsPerSecond() / megapixelsPerSecond, 255 * r.largestDifference(),
                            255 * r.rmsDifference())).orElse("");
        }
    }

    /**
     * A network in bfloat16 against itself in float32, on noise.
     *
     * @param peakGigaflops of square matrix products in bfloat16
     * @param largestDifference of a value, where white is 1
     * @param rmsDifference likewise
     */
    public record Reduced(double megapixelsPerSecond, double gigaflops, double peakGigaflops, double largestDifference,
            double rmsDifference) {}

    /**
     * Passes in float32 and bfloat16 by turns, so that other work slows both alike.
     *
     * @param side of the square input, pixels
     * @param repeats timed passes, after two that are not
     */
    public static Result nafNet(ComputeDevice device, int side, int repeats) {
        try (NDManager manager = device.newManager();
                NafNet network = new NafNet(GOPRO_32,
                        new Parameters(manager, NafNetInit.weights(GOPRO_32, new SplittableRandom(1))));
                NDManager keeper = manager.newSubManager()) {
            NDArray x = manager.randomUniform(0, 1, new Shape(1, 3, side, side));
            List<ImageNetwork> networks = new ArrayList<>();
            networks.add(network.calibrated(x, keeper, () -> false));
            if (device.precision() != Precision.FLOAT32) {
                networks.add(networks.getFirst().reduced());
            }
            double[][] seconds = new double[networks.size()][repeats];
            float[][] results = new float[networks.size()][];
            for (int i = -WARM_UP; i < repeats; i++) {
                for (int n = 0; n < networks.size(); n++) {
                    long began = System.nanoTime();
                    try (NDManager scope = manager.newSubManager()) {
                        results[n] = networks.get(n).forward(scope.create(x.toFloatArray(), x.getShape()))
                                .toFloatArray();
                    }
                    if (i >= 0) {
                        seconds[n][i] = (System.nanoTime() - began) / 1e9;
                    }
                }
            }
            double megapixels = (double) side * side / 1e6;
            double gigaflop = 2 * NafNetCost.macs(GOPRO_32, (long) side * side) / 1e9;
            double whole = median(seconds[0]);
            Optional<Reduced> reduced = Optional.empty();
            if (networks.size() > 1) {
                double half = median(seconds[1]);
                double[] differences = differences(results[0], results[1]);
                reduced = Optional.of(new Reduced(megapixels / half, gigaflop / half,
                        Autocast.during(() -> matrixProduct(device, repeats)), differences[0], differences[1]));
            }
            return new Result(side, megapixels / whole, gigaflop / whole, matrixProduct(device, repeats), reduced);
        }
    }

    /** The largest, and the root of their mean square. */
    private static double[] differences(float[] expected, float[] got) {
        double largest = 0;
        double squares = 0;
        for (int i = 0; i < expected.length; i++) {
            double d = Math.abs(expected[i] - got[i]);
            largest = Math.max(largest, d);
            squares += d * d;
        }
        return new double[] {largest, Math.sqrt(squares / expected.length)};
    }

    /** Thousand million operations a second in square matrix products in the precision of the thread. */
    static double matrixProduct(ComputeDevice device, int repeats) {
        try (NDManager manager = device.newManager()) {
            NDArray drawn = manager.randomUniform(0, 1, new Shape(MATRIX, MATRIX));
            // a product, since that is in the thread's precision already
            NDArray a = drawn.matMul(drawn);
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
        return median(seconds);
    }

    private static double median(double[] seconds) {
        Arrays.sort(seconds);
        return seconds[seconds.length / 2];
    }
}
