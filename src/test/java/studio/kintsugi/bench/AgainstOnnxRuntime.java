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
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.nafnet.NafNet;
import studio.kintsugi.models.nafnet.NafNetConfig;
import studio.kintsugi.models.nafnet.NafNetInit;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.nn.Parameters;

/**
 * NAFNet width 32 in the GoPro configuration, here and in ONNX Runtime, turn by turn in one process. A program, not a
 * test: {@code main [side] [repeats]}. Needs the launcher's environment: {@code OMP_WAIT_POLICY} and
 * {@code GLIBC_TUNABLES}.
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
            ImageNetwork ours = network.calibrated(manager.create(input, new Shape(1, 3, side, side)), keeper,
                    () -> false);
            double[] here = new double[repeats];
            double[] there = new double[repeats];
            float[] a = null;
            float[] b = null;
            for (int i = -2; i < repeats; i++) {
                long t0 = System.nanoTime();
                try (NDManager scope = manager.newSubManager()) {
                    a = ours.forward(scope.create(input, new Shape(1, 3, side, side))).toFloatArray();
                }
                long t1 = System.nanoTime();
                try (OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input),
                                new long[] {1, 3, side, side});
                        OrtSession.Result result = session.run(Map.of("x", x))) {
                    b = new float[input.length];
                    ((OnnxTensor) result.get(0)).getFloatBuffer().get(b);
                }
                long t2 = System.nanoTime();
                if (i >= 0) {
                    here[i] = (t1 - t0) / 1e6;
                    there[i] = (t2 - t1) / 1e6;
                }
            }
            double worst = 0;
            for (int i = 0; i < a.length; i++) {
                worst = Math.max(worst, Math.abs(a[i] - b[i]));
            }
            Arrays.sort(here);
            Arrays.sort(there);
            System.out.printf("%d × %d: here %.0f ms, ONNX Runtime %.0f ms (medians of %d), ratio %.2f, largest"
                    + " difference %.2g%n", side, side, here[repeats / 2], there[repeats / 2], repeats,
                    there[repeats / 2] / here[repeats / 2], worst);
        }
    }
}
