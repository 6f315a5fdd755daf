package studio.kintsugi.models.repsr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.google.gson.JsonObject;
import java.nio.file.Path;
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
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.nn.Parameters;

/** RepSR against outputs of the public re-implementation with exact merging. */
class RepSrFixturesTest {
    @TestFactory
    List<DynamicTest> blocks() {
        return Fixtures.cases("repsr", n -> n.startsWith("block")).stream()
                .map(c -> DynamicTest.dynamicTest(c.getFileName().toString(), () -> checkBlock(c))).toList();
    }

    private static void checkBlock(Path folder) throws Exception {
        Case c = new Case(folder);
        Map<String, TensorData> named = new LinkedHashMap<>();
        Checkpoints.read(folder.resolve("block.pt")).tensors().forEach((n, t) -> named.put("b." + n, t));
        try (NDManager manager = ComputeDevice.processor().newManager();
                Parameters p = new Parameters(manager, new StateDict(named))) {
            NDArray x = c.array(manager, "input");
            c.check("output_eval", RepBlock.expanded(x, p, "b", false));
            RepBlock.Merged merged = RepBlock.merge(manager, p, "b");
            c.check("merged_weight", merged.weight());
            c.check("merged_bias", merged.bias());
            c.check("merged_output",
                    studio.kintsugi.nn.Functional.conv2d(x, merged.weight(), merged.bias(), 1, 1, 1));
            checkGradients(c, manager, p, false);
            checkGradients(c, manager, p, true);
            c.check("output_train_batchstats", RepBlock.expanded(x, p, "b", true));
            c.check("after_train_branch1_1_running_mean", p.get("b.branch1.1.running_mean"));
            c.check("after_train_branch1_1_running_var", p.get("b.branch1.1.running_var"));
        }
    }

    /** With frozen statistics, both path by path and through the re-parameterisation. */
    private static void checkGradients(Case c, NDManager manager, Parameters p, boolean merged) throws Exception {
        NDArray gamma = p.get("b.branch1.1.weight");
        NDArray x = c.array(manager, "input");
        x.setRequiresGradient(true);
        gamma.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray y;
            if (merged) {
                RepBlock.Merged m = RepBlock.merge(manager, p, "b");
                y = studio.kintsugi.nn.Functional.conv2d(x, m.weight(), m.bias(), 1, 1, 1);
            } else {
                y = RepBlock.expanded(x, p, "b", false);
            }
            c.check("frozenbn_output", y);
            collector.backward(y.square().mean());
        }
        c.check("frozenbn_grad_input_of_mean_sq", x.getGradient());
        c.check("frozenbn_grad_branch1_bn_weight", gamma.getGradient());
        gamma.getGradient().muli(0);
        gamma.setRequiresGradient(false);
    }

    @Test
    void networksMeetTheirTolerances() throws Exception {
        Case c = new Case(Fixtures.cases("repsr", "net_m4c16_x4_y"::equals).getFirst());
        RepSrConfig config = c.config(0);
        StateDict trained = Checkpoints.read(c.folder.resolve("train_net.pt"));
        try (NDManager manager = ComputeDevice.processor().newManager();
                TrainingRepSr training = new TrainingRepSr(config, new Parameters(manager, trained));
                PlainSr plain = plain(manager, config, Checkpoints.read(c.folder.resolve("plain.pt")));
                PlainSr exact = plain(manager, config,
                        Checkpoints.read(c.folder.resolve("plain_exact_eps1e-5.pt")));
                PlainSr ours = plain(manager, config, training.export(trained))) {
            NDArray x = c.array(manager, "input");
            c.check("output_train_net_eval", training.expanded(x, false));
            c.check("output_train_net_eval", training.forward(x));
            c.check("output_plain", plain.chain(x));
            c.check("output_plain_exact", exact.chain(x));
            c.check("output_plain_exact", ours.chain(x));
        }
    }

    @Test
    void collapsedNetworkIsRecognized() throws Exception {
        Case c = new Case(Fixtures.cases("repsr", "net_m4c16_x4_y"::equals).getFirst());
        Recognition r = BuiltInArchitectures.all().recognize(Checkpoints.read(c.folder.resolve("plain.pt")));
        assertEquals("repsr", r.architecture().id());
        assertEquals(c.config(0.5), RepSrConfig.of(r.hyperParameters()));
    }

    @Test
    void lumaNetworksEnlargeColorPictures() {
        RepSrArchitecture architecture = new RepSrArchitecture();
        HyperParameters hyper = HyperParameters.of(Map.of("m_block", 2, "c_channel", 8, "scale", 2, "colors", 1));
        try (NDManager manager = ComputeDevice.processor().newManager();
                TrainingRepSr training = (TrainingRepSr) architecture.buildForTraining(hyper, new Parameters(manager,
                        architecture.initialWeights(hyper, new SplittableRandom(3))));
                PlainSr plain = new PlainSr(RepSrConfig.of(hyper),
                        new Parameters(manager, training.export(training.parameters().stateDict())))) {
            NDArray gray = manager.ones(new Shape(1, 1, 9, 7)).mul(0.4f);
            NDArray y = plain.forward(gray.repeat(1, 3));
            assertEquals(new Shape(1, 3, 18, 14), y.getShape());
            float[] v = y.toFloatArray();
            int plane = 18 * 14;
            for (int i = 0; i < plane; i++) {
                assertTrue(Math.abs(v[i] - v[plane + i]) < 1e-5 && Math.abs(v[i] - v[2 * plane + i]) < 1e-5);
            }
        }
    }

    private static PlainSr plain(NDManager manager, RepSrConfig config, StateDict weights) {
        return new PlainSr(config, new Parameters(manager, weights));
    }

    /** A folder of fixtures. */
    private record Case(Path folder, JsonObject json) {
        Case(Path folder) throws Exception {
            this(folder, Fixtures.json(folder));
        }

        NDArray array(NDManager manager, String name) throws Exception {
            return Fixtures.array(manager, folder, name);
        }

        void check(String name, NDArray actual) throws Exception {
            Fixtures.check(folder, name, actual);
        }

        RepSrConfig config(double freezeAt) {
            JsonObject arch = json.getAsJsonObject("arch");
            return new RepSrConfig(arch.get("m_block").getAsInt(), arch.get("c_channel").getAsInt(),
                    arch.get("scale").getAsInt(), arch.get("colors").getAsInt(), freezeAt);
        }
    }
}
