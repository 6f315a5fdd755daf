package studio.kintsugi.models.errnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static studio.kintsugi.Fixtures.array;
import static studio.kintsugi.Fixtures.checkValue;
import static studio.kintsugi.Fixtures.tolerance;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import studio.kintsugi.Fixtures;
import studio.kintsugi.checkpoint.Checkpoints;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.nafnet.Formula;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.models.vgg.Vgg;
import studio.kintsugi.nn.Initializer;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.losses.AdversarialLoss;

/** ERRNet against outputs, gradients and training steps of the official code. */
class ErrNetFixturesTest {
    private static final HyperParameters LITE =
            HyperParameters.of(Map.of("in_channels", 12, "out_channels", 12, "n_feats", 8,
            "n_resblocks", 2, "se_reduction", 4, "pyramid", true, "res_scale", 1.0, "fold", 2, "residual", true));
    private static final HyperParameters OFFICIAL =
            HyperParameters.of(Map.of("in_channels", 1475, "out_channels", 3, "n_feats", 256,
            "n_resblocks", 13, "se_reduction", 8, "pyramid", true, "res_scale", 0.1));
    private static final float ADAM_RATE = 1e-4f;

    @Test
    void theNetworkWithoutFeaturesMeetsItsTolerance() throws Exception {
        Path folder = Fixtures.cases("errnet", "basenet_w16"::equals).getFirst();
        check(folder, weights(folder, "basenet.pt"), Map.of());
    }

    @TestFactory
    List<DynamicTest> theNetworkWithVggsFeaturesMeetsItsTolerance() {
        return Fixtures.cases("errnet", n -> n.startsWith("gen_")).stream().map(c -> DynamicTest.dynamicTest(
                c.getFileName().toString(), () -> check(c, weights(c, "errnet_060_00463920.pt"),
                        weights(c, "vgg19.pth").tensors()))).toList();
    }

    /** Without padding and cropping, as the official network takes pictures. */
    private static void check(Path folder, StateDict own, Map<String, TensorData> vgg) throws Exception {
        Recognition known = BuiltInArchitectures.all().recognize(own);
        assertEquals("errnet", known.architecture().id());
        try (NDManager manager = ComputeDevice.processor().newManager();
                ErrNet network = new ErrNetArchitecture().build(known.hyperParameters(),
                        new Parameters(manager, together(own, vgg)))) {
            NDArray x = array(manager, folder, "input");
            Fixtures.check(folder, "output", network.whole(x));
            if (!vgg.isEmpty()) {
                JsonArray channels = Fixtures.json(folder).getAsJsonObject("outputs")
                        .getAsJsonObject("hypercolumn_selected").getAsJsonArray("channel_indices");
                assertHypercolumn(folder, "hypercolumn_selected", x, network.parameters(),
                        channels.asList().stream().map(e -> e.getAsInt()).toList());
            }
        }
    }

    private static void assertHypercolumn(Path folder, String name, NDArray x, Parameters p, List<Integer> channels)
            throws Exception {
        long[] size = {x.getShape().get(2), x.getShape().get(3)};
        NDArray all = x;
        for (NDArray level : new Vgg(p).features(x, Vgg.FIRST_RELUS)) {
            all = all.concat(level.getNDArrayInternal().interpolation(size, 1, false), 1);
        }
        int plane = (int) (size[0] * size[1]);
        float[] expected = Fixtures.floats(folder, name);
        for (int i = 0; i < channels.size(); i++) {
            float[] of = new float[plane];
            System.arraycopy(expected, i * plane, of, 0, plane);
            assertArrayEquals(of, all.get("0, {}", channels.get(i)).toFloatArray(), tolerance(folder, name));
        }
    }

    @Test
    void theFullNetworkMeetsItsTolerance() throws Exception {
        Path folder = Fixtures.cases("errnet", "formula_full_errnet"::equals).getFirst();
        JsonObject formula = Fixtures.json(folder).getAsJsonObject("formula");
        StateDict own = Formula.weights(formula, "rules_icnn",
                new ErrNetArchitecture().initialWeights(OFFICIAL, new SplittableRandom(0)));
        Map<String, TensorData> vgg = Formula.weights(formula, "rules_vgg", vgg19()).tensors();
        try (NDManager manager = ComputeDevice.processor().newManager();
                ErrNet network = new ErrNetArchitecture()
                        .build(OFFICIAL, new Parameters(manager, together(own, vgg)))) {
            NDArray x = array(manager, folder, "input");
            Fixtures.check(folder, "output", network.forward(x));
            List<Integer> hundreds = new ArrayList<>();
            for (int c = 0; c < OFFICIAL.integer("in_channels"); c += 100) {
                hundreds.add(c);
            }
            assertHypercolumn(folder, "hypercolumn_every_100th_channel", x, network.parameters(), hundreds);
        }
    }

    private static StateDict vgg19() {
        int[] layers = {0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28};
        int[] widths = {64, 64, 128, 128, 256, 256, 256, 256, 512, 512, 512, 512, 512};
        Initializer init = new Initializer(new SplittableRandom(0));
        for (int i = 0; i < layers.length; i++) {
            init.conv("features." + layers[i], widths[i], i == 0 ? 3 : widths[i - 1], 3);
        }
        return init.weights();
    }

    @Test
    void aFreshLiteNetworkReturnsPicturesOfAnySizeAsTheyAre() {
        try (NDManager manager = ComputeDevice.processor().newManager();
                ErrNet network = new ErrNetArchitecture().build(LITE, new Parameters(manager,
                        new ErrNetArchitecture().initialWeights(LITE, new SplittableRandom(1))))) {
            for (int[] size : new int[][] {{1, 1}, {64, 64}, {67, 130}}) {
                NDArray x = manager.randomUniform(0, 1, new Shape(2, 3, size[0], size[1]));
                assertArrayEquals(x.toFloatArray(), network.forward(x).toFloatArray());
            }
        }
    }

    /** The discriminator's step comes first, and the generator's loss sees the new discriminator. */
    @Test
    void anAlignedTrainingStepIsTheOfficialOne() throws Exception {
        Path folder = Fixtures.cases("errnet", "train_step_aligned"::equals).getFirst();
        StateDict expected = weights(folder, "grads_G.pt", "grads.");
        try (NDManager manager = ComputeDevice.processor().newManager();
                ErrNet network = trained(folder, manager);
                Parameters netD = new Parameters(manager, weights(folder, "before.pt", "netD."));
                Parameters vgg = new Parameters(manager, weights(folder, "vgg19.pth"))) {
            NDArray input = array(manager, folder, "input");
            NDArray target = array(manager, folder, "target_t");
            Fixtures.check(folder, "netD_of_target_before", ErrNetDiscriminator.whole(target, netD));
            AdversarialLoss gan = AdversarialLoss.RELATIVISTIC_AVERAGE;
            netD.names().forEach(n -> netD.get(n).setRequiresGradient(true));
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray loss = gan.discriminator(ErrNetDiscriminator.whole(target, netD),
                        ErrNetDiscriminator.whole(network.whole(input).stopGradient(), netD));
                checkValue(folder, "loss_D", loss);
                collector.backward(loss.mul(0.01f));
            }
            for (String n : netD.names()) {
                NDArray g = netD.get(n).getGradient();
                netD.get(n).setRequiresGradient(false);
                netD.get(n).subi(g.div(g.abs().add(1e-8f)).mul(ADAM_RATE));
            }
            own(network).forEach(n -> network.parameters().get(n).setRequiresGradient(true));
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray out = network.whole(input);
                NDArray adversarial = gan.generator(ErrNetDiscriminator.whole(target, netD),
                        ErrNetDiscriminator.whole(out, netD));
                NDArray pixel = ErrNetLosses.pixel(out, target);
                NDArray perceptual = ErrNetLosses.perceptual(new Vgg(vgg), out, target);
                checkValue(folder, "loss_G", adversarial);
                checkValue(folder, "loss_IPixel", pixel);
                checkValue(folder, "loss_VGG", perceptual);
                collector.backward(adversarial.mul(0.01f).add(pixel).add(perceptual.mul(0.1f)));
            }
            assertGradients(expected, network, tolerance(folder, "grads_G"));
        }
    }

    @Test
    void aTrainingStepOnPairsThatDoNotLineUpIsTheOfficialOne() throws Exception {
        Path folder = Fixtures.cases("errnet", "train_step_unaligned_vgg"::equals).getFirst();
        StateDict expected = weights(folder, "grads_G.pt", "grads.");
        try (NDManager manager = ComputeDevice.processor().newManager();
                ErrNet network = trained(folder, manager);
                Parameters vgg = new Parameters(manager, weights(folder, "vgg19.pth"))) {
            own(network).forEach(n -> network.parameters().get(n).setRequiresGradient(true));
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray loss = ErrNetLosses.alignmentInvariant(new Vgg(vgg),
                        network.whole(array(manager, folder, "input")), array(manager, folder, "target_t"));
                checkValue(folder, "loss_CX", loss);
                collector.backward(loss);
            }
            assertGradients(expected, network, tolerance(folder, "grads_G"));
        }
    }

    private static ErrNet trained(Path folder, NDManager manager) throws Exception {
        StateDict own = weights(folder, "before.pt", "icnn.");
        return new ErrNetArchitecture().build(BuiltInArchitectures.all().recognize(own).hyperParameters(),
                new Parameters(manager, together(own, weights(folder, "vgg19.pth").tensors())));
    }

    private static List<String> own(ErrNet network) {
        return network.parameters().names().stream().filter(n -> !n.startsWith("features.")).toList();
    }

    private static void assertGradients(StateDict expected, ErrNet network, float tolerance) {
        assertEquals(expected.names().size(), own(network).size());
        for (String name : own(network)) {
            assertArrayEquals(expected.get(name).toFloats(),
                    network.parameters().get(name).getGradient().toFloatArray(), tolerance, name);
        }
    }

    private static StateDict together(StateDict own, Map<String, TensorData> more) {
        Map<String, TensorData> all = new LinkedHashMap<>(own.tensors());
        all.putAll(more);
        return new StateDict(all);
    }

    static StateDict weights(Path folder, String file) throws Exception {
        return Checkpoints.open(folder.resolve(file)).weights();
    }

    /** One of several networks in a file. */
    private static StateDict weights(Path folder, String file, String prefix) throws Exception {
        Map<String, TensorData> out = new LinkedHashMap<>();
        Checkpoints.everything(folder.resolve(file)).tensors().forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                out.put(name.substring(prefix.length()), tensor);
            }
        });
        return new StateDict(out);
    }
}
