package studio.kintsugi.bench;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.Autocast;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.nafnet.NafNet;
import studio.kintsugi.models.nafnet.NafNetConfig;
import studio.kintsugi.models.nafnet.NafNetInit;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.nn.Parameters;

/**
 * NAFNet width 32 in the GoPro configuration, here in float32 and, where the processor has it, in bfloat16, and in ONNX
 * Runtime in float32, turn by turn in one process. A program, not a test: {@code main [side] [repeats]}. Needs the
 * launcher's environment: {@code OMP_WAIT_POLICY} and {@code GLIBC_TUNABLES}.
 */
final class AgainstOnnxRuntime {
    private AgainstOnnxRuntime() {}

    public static void main(String[] args) throws Exception {
        int side = args.length > 0 ? Integer.parseInt(args[0]) : 512;
        int repeats = args.length > 1 ? Integer.parseInt(args[1]) : 9;
        ComputeDevice.processor().prepare(fraction -> {});
        NafNetConfig config = new NafNetConfig(3, 32, List.of(1, 1, 1, 28), 1, List.of(1, 1, 1, 1), 0, 0);
        StateDict weights = TestWeights.scaled(NafNetInit.weights(config, new SplittableRandom(1)));
        float[] input = new float[3 * side * side];
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) random.nextDouble();
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(2);
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        options.addConfigEntry("session.intra_op.allow_spinning", "1");
        try (OrtSession session = environment.createSession(OnnxNafNet.model(config, weights, side), options);
                NDManager manager = ComputeDevice.processor().newManager();
                NafNet network = new NafNet(config, new Parameters(manager, weights));
                NDManager keeper = manager.newSubManager()) {
            ImageNetwork whole = network.calibrated(manager.create(input, new Shape(1, 3, side, side)), keeper,
                    () -> false);
            List<ImageNetwork> ours = Autocast.isSupported() ? List.of(whole, whole.reduced()) : List.of(whole);
            double[][] here = new double[ours.size()][repeats];
            double[] there = new double[repeats];
            float[][] results = new float[ours.size()][];
            float[] expected = new float[input.length];
            for (int i = -2; i < repeats; i++) {
                for (int n = 0; n < ours.size(); n++) {
                    long began = System.nanoTime();
                    try (NDManager scope = manager.newSubManager()) {
                        results[n] = ours.get(n).forward(scope.create(input, new Shape(1, 3, side, side)))
                                .toFloatArray();
                    }
                    here[n][Math.max(0, i)] = (System.nanoTime() - began) / 1e6;
                }
                long began = System.nanoTime();
                try (OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input),
                                new long[] {1, 3, side, side});
                        OrtSession.Result result = session.run(Map.of("x", x))) {
                    ((OnnxTensor) result.get(0)).getFloatBuffer().get(expected);
                }
                there[Math.max(0, i)] = (System.nanoTime() - began) / 1e6;
            }
            System.out.printf("%d × %d, medians of %d: ONNX Runtime %.0f ms%n", side, side, repeats, median(there));
            for (int n = 0; n < ours.size(); n++) {
                System.out.printf("%s: %.0f ms, %.2f times as fast, %s%n", n == 0 ? "float32" : "bfloat16",
                        median(here[n]), median(there) / median(here[n]), difference(results[n], expected));
            }
        }
    }

    private static double median(double[] ms) {
        double[] sorted = ms.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String difference(float[] got, float[] expected) {
        double worst = 0;
        double squares = 0;
        for (int i = 0; i < got.length; i++) {
            double d = 255 * (got[i] - expected[i]);
            worst = Math.max(worst, Math.abs(d));
            squares += d * d;
        }
        return String.format("differs by %.2g of 255 at most, rms %.2g", worst, Math.sqrt(squares / got.length));
    }
}
