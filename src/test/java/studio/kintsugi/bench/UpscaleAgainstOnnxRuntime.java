package studio.kintsugi.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.repsr.RepSrConfig;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.LocalInferenceService;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/**
 * A built-in upscaler from 720p on, through the whole service from planes to planes, and its network in ONNX Runtime
 * from array to array, turn by turn in one process. A program, not a test: {@code main [model] [repeats] [tile]}.
 */
final class UpscaleAgainstOnnxRuntime {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int MATRIX = 1024;

    private UpscaleAgainstOnnxRuntime() {}

    public static void main(String[] args) throws Exception {
        String id = args.length > 0 ? args[0] : "upscale-x2";
        int repeats = args.length > 1 ? Integer.parseInt(args[1]) : 9;
        int tile = args.length > 2 ? Integer.parseInt(args[2]) : 0;
        ModelStore store = new ModelStore(Path.of("nowhere"));
        StoredModel model = store.find(id).orElseThrow();
        RepSrConfig config = RepSrConfig.of(model.card().hyperParameters());
        int n = WIDTH * HEIGHT;
        float[][] planes = new float[3][n];
        float[] input = new float[3 * n];
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) (0.5 + 0.3 * Math.sin(i % WIDTH / 9.0) + 0.1 * random.nextDouble());
            planes[i / n][i % n] = input[i];
        }
        Picture picture = Picture.of(WIDTH, HEIGHT, planes);
        Step step = new Step("upscale", id, "", Map.of());
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(2);
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        byte[] onnx = OnnxRepSr.model(model.weights(), config.blocks(), config.scale(), HEIGHT, WIDTH);
        double[] here = new double[repeats];
        double[] there = new double[repeats];
        double worst = 0;
        try (OrtSession session = environment.createSession(onnx, options);
                InferenceService service = new LocalInferenceService(store, BuiltInArchitectures.all(),
                        ComputeDevice.processor())) {
            float[] b = new float[input.length * config.scale() * config.scale()];
            for (int i = -2; i < repeats; i++) {
                long t0 = System.nanoTime();
                Picture a = service.run(picture, step, new RunOptions(null, false, tile), JobListener.none()).await()
                        .picture();
                long t1 = System.nanoTime();
                try (OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input),
                                new long[] {1, 3, HEIGHT, WIDTH});
                        OrtSession.Result result = session.run(Map.of("x", x))) {
                    ((OnnxTensor) result.get(0)).getFloatBuffer().get(b);
                }
                long t2 = System.nanoTime();
                if (i >= 0) {
                    here[i] = (t1 - t0) / 1e6;
                    there[i] = (t2 - t1) / 1e6;
                }
                worst = 0;
                int plane = b.length / 3;
                for (int k = 0; k < b.length; k++) {
                    worst = Math.max(worst, Math.abs(Math.clamp(b[k], 0, 1) - a.plane(k / plane)[k % plane]));
                }
            }
        }
        Arrays.sort(here);
        Arrays.sort(there);
        double c = config.channels();
        double macs = 9.0 * n * c * (3 + c * config.blocks() + 3.0 * config.scale() * config.scale());
        System.out.printf("%s, %d × %d: here %.0f ms, ONNX Runtime %.0f ms (medians of %d), ratio %.2f, largest"
                        + " difference %.2g; %.0f GFLOP/s of the %.0f of a matrix product%n", id, WIDTH, HEIGHT,
                here[repeats / 2], there[repeats / 2], repeats, there[repeats / 2] / here[repeats / 2], worst,
                2 * macs / here[repeats / 2] / 1e6, matrixProduct());
    }

    private static double matrixProduct() {
        double best = 0;
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            NDArray a = manager.randomUniform(0, 1, new Shape(MATRIX, MATRIX));
            for (int i = 0; i < 20; i++) {
                long t = System.nanoTime();
                a.matMul(a).close();
                best = Math.max(best, 2 * Math.pow(MATRIX, 3) / (System.nanoTime() - t));
            }
        }
        return best;
    }
}
