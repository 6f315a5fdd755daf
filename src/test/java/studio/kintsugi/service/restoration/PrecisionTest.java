package studio.kintsugi.service.restoration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.compute.Autocast;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.compute.DeviceChoice;
import studio.kintsugi.compute.Precision;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.nafnet.NafNet;
import studio.kintsugi.models.nafnet.NafNetConfig;
import studio.kintsugi.models.nafnet.NafNetInit;
import studio.kintsugi.models.network.MixedPrecision;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.settings.MeasuredPrecisions;
import studio.kintsugi.settings.MeasuredSpeeds;
import studio.kintsugi.settings.ToolDefaults;
import studio.kintsugi.store.ModelStore;

class PrecisionTest {
    private static final int SIDE = 72;

    @TempDir
    private Path folder;

    /** Deblurring looks for a kernel first; the others begin with the network. */
    @Test
    void builtInModelsGiveNearlyTheSameInBf16() throws Exception {
        for (String model : List.of("denoise", "deblur", "dereflect", "upscale-x2")) {
            Picture expected = restored(model, Precision.FLOAT32);
            Picture got = restored(model, Precision.BF16);
            float largest = 0;
            for (int c = 0; c < Picture.CHANNELS; c++) {
                for (int i = 0; i < expected.plane(c).length; i++) {
                    largest = Math.max(largest, Math.abs(expected.plane(c)[i] - got.plane(c)[i]));
                }
            }
            assertTrue(largest <= 2f / 255, model + ": " + largest * 255);
        }
    }

    @Test
    void aTrialDecidesOnceAndIsRemembered() throws Exception {
        MeasuredPrecisions remembered = new MeasuredPrecisions(folder);
        try (LocalInferenceService service = service(Precision.AUTO, remembered)) {
            assumeTrue(Autocast.isSupported());
            assertEquals(Optional.empty(), service.precision("denoise"));
            service.run(picture(), step("denoise"), RunOptions.WHOLE, JobListener.none()).await();
            boolean reduced = service.precision("denoise").orElseThrow() == Precision.BF16;
            String hash = service.model("denoise").orElseThrow().sha256();
            assertEquals(Optional.of(reduced), new MeasuredPrecisions(folder).isReduced(hash));
        }
    }

    @Test
    void onlyWhatIsAccurateAndFasterWins() {
        assertTrue(new PrecisionTrial(1.4, 0.1, 1.5).isWon());
        assertFalse(new PrecisionTrial(1.6, 0.1, 1.5).isWon());
        assertFalse(new PrecisionTrial(1.4, 0.3, 1.5).isWon());
        assertFalse(new PrecisionTrial(1.4, 0.1, 1).isWon());
        assertFalse(new PrecisionTrial(Double.NaN, 0.1, 2).isWon());
    }

    @Test
    void gradientsPassThroughBf16() throws Exception {
        ComputeDevice device = ComputeDevice.processor();
        device.prepare(fraction -> {});
        assumeTrue(Autocast.isSupported());
        NafNetConfig config = new NafNetConfig(3, 16, List.of(1), 1, List.of(1), 0, 0);
        try (NDManager manager = device.newManager();
                NafNet network = new NafNet(config, new Parameters(manager, NafNetInit.weights(config,
                        new SplittableRandom(1))))) {
            for (String name : network.parameters().names()) {
                NDArray p = network.parameters().get(name);
                if (name.endsWith("beta") || name.endsWith("gamma")) {
                    float[] ones = new float[(int) p.size()];
                    Arrays.fill(ones, 0.5f);
                    p.set(FloatBuffer.wrap(ones));
                }
                p.setRequiresGradient(true);
            }
            NDArray x = manager.randomUniform(0, 1, new Shape(1, 3, 32, 32));
            float[] expected = gradient(network, x, false);
            float[] got = gradient(network, x, true);
            double difference = 0;
            double all = 0;
            for (int i = 0; i < expected.length; i++) {
                difference += Math.pow(expected[i] - got[i], 2);
                all += Math.pow(expected[i], 2);
            }
            assertTrue(difference < 1e-3 * all, difference + " of " + all);
        }
    }

    private static float[] gradient(NafNet network, NDArray x, boolean reduced) {
        NDArray weight = network.parameters().get("encoders.0.0.conv1.weight");
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray y = reduced ? new MixedPrecision(network).forward(x) : network.forward(x);
            collector.backward(y.square().mean());
        }
        float[] out = weight.getGradient().toFloatArray();
        network.parameters().names().forEach(n ->
                network.parameters().get(n).getGradient().set(new NDIndex("..."), 0));
        return out;
    }

    private Picture restored(String model, Precision precision) throws Exception {
        try (LocalInferenceService service = service(precision, MeasuredPrecisions.unsaved())) {
            Picture out = service.run(picture(), step(model), RunOptions.WHOLE, JobListener.none()).await().picture();
            Precision used = service.precision(model).orElseThrow();
            assertTrue(used == precision || used == Precision.FLOAT32, used.toString());
            return out;
        }
    }

    private LocalInferenceService service(Precision precision, MeasuredPrecisions precisions) throws Exception {
        ComputeDevice device = ComputeDevice.of(DeviceChoice.CPU, precision, remark -> {});
        device.prepare(fraction -> {});
        return new LocalInferenceService(new ModelStore(folder.resolve("models")), BuiltInArchitectures.all(),
                ToolDefaults.unsaved(), MeasuredSpeeds.unsaved(), precisions, device, new JobRunner());
    }

    private static Step step(String model) {
        return new Step(model.contains("-") ? model.substring(0, model.indexOf('-')) : model, model, "", Map.of());
    }

    private static Picture picture() {
        SplittableRandom random = new SplittableRandom(3);
        float[][] planes = new float[Picture.CHANNELS][SIDE * SIDE];
        for (int c = 0; c < Picture.CHANNELS; c++) {
            for (int i = 0; i < SIDE * SIDE; i++) {
                double edge = (i % SIDE / 18 + i / SIDE / 12) % 2 == 0 ? 0.7 : 0.3;
                planes[c][i] = (float) Math.clamp(edge + 0.05 * random.nextGaussian(), 0, 1);
            }
        }
        return new Picture(SIDE, SIDE, planes, null, PictureInfo.SRGB_8);
    }
}
