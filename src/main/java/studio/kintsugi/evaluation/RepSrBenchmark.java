package studio.kintsugi.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.models.repsr.PlainSr;
import studio.kintsugi.models.repsr.RepSrConfig;
import studio.kintsugi.models.repsr.RepSrInit;
import studio.kintsugi.models.repsr.TrainingRepSr;
import studio.kintsugi.nn.Parameters;

/** How fast this machine enlarges twice with RepSR M8C32, collapsed and as it is trained. */
public final class RepSrBenchmark {
    private static final HyperParameters M8C32 = HyperParameters.of(
            Map.of("m_block", 8, "c_channel", 32, "scale", 2, "colors", 3, "freeze_at", 0));
    private static final int SIDE = 512;
    /** Passes until the collapsed network runs at its full speed. */
    private static final int WARM_UP = 6;

    private RepSrBenchmark() {}

    /**
     * Medians of passes that are timed by turns, so that other work slows both alike.
     *
     * @param megapixelsPerSecond of the collapsed network's input
     * @param gigaflops its plain convolutions', two for each multiply–accumulate, however they are computed
     * @param timesTraining how many times as fast as the network with its branches, both by the population's statistics
     * @param difference the largest between the two results
     * @param peakGigaflops of square matrix products in float32
     */
    public record Result(double megapixelsPerSecond, double gigaflops, double timesTraining, double difference,
            double peakGigaflops) implements BenchmarkResult {
        @Override
        public Map<String, Object> figures() {
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("upscale_megapixels_per_second", megapixelsPerSecond);
            out.put("upscale_gigaflops", gigaflops);
            out.put("upscale_share_of_peak", gigaflops / peakGigaflops);
            out.put("upscale_times_training_network", timesTraining);
            out.put("upscale_difference_from_training_network", difference);
            return out;
        }

        @Override
        public String sentence() {
            return String.format(Locale.ROOT, "RepSR M8C32 ×2, 512 × 512: %.2f MP/s, %.0f GFLOP/s counted as plain"
                    + " convolutions, %.0f %% of the %.0f of a matrix product; %.1f times as fast as the network"
                    + " that is trained, largest difference %.1g", megapixelsPerSecond, gigaflops,
                    100 * gigaflops / peakGigaflops, peakGigaflops, timesTraining, difference);
        }
    }

    /**
     * @param repeats timed passes of each
     */
    public static Result run(ComputeDevice device, int repeats) {
        RepSrConfig config = RepSrConfig.of(M8C32);
        try (NDManager manager = device.newManager();
                TrainingRepSr training = new TrainingRepSr(config, new Parameters(manager,
                        RepSrInit.weights(config, new SplittableRandom(1))));
                PlainSr plain = new PlainSr(config,
                        new Parameters(manager, training.export(training.parameters().stateDict())))) {
            NDArray x = manager.randomUniform(0, 1, new Shape(1, 3, SIDE, SIDE));
            ImageNetwork collapsed = plain.calibrated(x, manager, () -> false);
            double[] fast = new double[repeats];
            double[] slow = new double[repeats];
            float[] y = null;
            float[] z = null;
            for (int i = -WARM_UP; i < repeats; i++) {
                long began = System.nanoTime();
                y = values(manager, x, collapsed::forward);
                long between = System.nanoTime();
                // the engine needs no more than one pass to get going
                if (i >= -1) {
                    z = values(manager, x, v -> training.expanded(v, false));
                }
                if (i >= 0) {
                    fast[i] = (between - began) / 1e9;
                    slow[i] = (System.nanoTime() - between) / 1e9;
                }
            }
            double difference = 0;
            for (int i = 0; i < y.length; i++) {
                difference = Math.max(difference, Math.abs(y[i] - z[i]));
            }
            Arrays.sort(fast);
            Arrays.sort(slow);
            double seconds = fast[repeats / 2];
            double pixels = (double) SIDE * SIDE;
            return new Result(pixels / 1e6 / seconds, 2 * pixels * config.macsPerPixel() / 1e9 / seconds,
                    slow[repeats / 2] / seconds, difference, NetworkBenchmark.matrixProduct(device, repeats));
        }
    }

    private static float[] values(NDManager manager, NDArray x, UnaryOperator<NDArray> network) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray input = x.duplicate();
            input.attach(scope);
            return network.apply(input).toFloatArray();
        }
    }
}
