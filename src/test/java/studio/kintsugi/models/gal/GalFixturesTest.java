package studio.kintsugi.models.gal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import studio.kintsugi.Fixtures;
import studio.kintsugi.checkpoint.Checkpoints;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.optim.Fista;

/** GAL against outputs of the official code. */
class GalFixturesTest {
    @TestFactory
    List<DynamicTest> masksFollowFista() {
        return Fixtures.cases("gal", n -> n.startsWith("fista")).stream()
                .map(c -> DynamicTest.dynamicTest(c.getFileName().toString(), () -> fista(c))).toList();
    }

    private static void fista(Path folder) throws Exception {
        JsonObject json = Fixtures.json(folder);
        float[] x = Fixtures.npy(folder.resolve("x0.npy")).toFloats();
        float[] gradients = Fixtures.npy(folder.resolve("grads.npy")).toFloats();
        float[] expected = Fixtures.npy(folder.resolve("x_after_each_step.npy")).toFloats();
        float[] alphas = Fixtures.npy(folder.resolve("alpha_after_each_step.npy")).toFloats();
        float[] data = Fixtures.npy(folder.resolve("state_data_after_each_step.npy")).toFloats();
        JsonArray restarts = json.getAsJsonArray("decay_flags");
        Fista fista = new Fista(new float[x.length], 0);
        for (int i = 0; i < restarts.size(); i++) {
            int from = i * x.length;
            fista.step(x, Arrays.copyOfRange(gradients, from, from + x.length), json.get("lr").getAsFloat(),
                    json.get("gamma").getAsFloat(), restarts.get(i).getAsBoolean());
            assertArrayEquals(Arrays.copyOfRange(expected, from, from + x.length), x, 2e-6f, "step " + i);
            assertArrayEquals(Arrays.copyOfRange(data, from, from + x.length), fista.previous(), 2e-6f, "step " + i);
            assertEquals(alphas[from], fista.alpha(), 2e-6f);
        }
    }

    @Test
    void lossesAreThoseOfTheOfficialCode() throws Exception {
        Path folder = Fixtures.cases("gal", "loss_terms"::equals).getFirst();
        JsonObject json = Fixtures.json(folder);
        try (NDManager m = NDManager.newBaseManager(Device.cpu());
                Parameters p = new Parameters(m, discriminator(folder.resolve("disc.pt")))) {
            GalDiscriminator d = new GalDiscriminator(p);
            NDArray teacher = array(m, folder, "features_teacher.npy");
            NDArray student = array(m, folder, "features_student.npy");
            NDArray mask = array(m, folder, "mask.npy");
            student.setRequiresGradient(true);
            mask.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray ofTeacher = d.apply(teacher);
                NDArray ofStudent = d.apply(student);
                same(folder, "disc_teacher.npy", ofTeacher, 2e-6f);
                same(folder, "disc_student.npy", ofStudent, 2e-6f);
                same(json, "error_real", GalLosses.crossEntropy(ofTeacher, true));
                same(json, "error_fake", GalLosses.crossEntropy(ofStudent, false));
                same(json, "error_reg", GalLosses.crossEntropy(ofStudent, true));
                same(json, "error_d", GalLosses.discriminator(ofTeacher, ofStudent));
                NDArray generator = GalLosses.generator(ofStudent);
                same(json, "error_g", generator);
                NDArray data = GalLosses.data(teacher, student).mul(json.get("miu").getAsFloat());
                same(json, "error_data", data);
                NDArray sparse = GalLosses.sparsity(mask, json.get("sparse_lambda").getAsFloat());
                same(json, "error_sparse", sparse);
                collector.backward(data.add(generator).add(sparse));
            }
            same(folder, "grad_student_of_data_plus_g.npy", student.getGradient(), 2e-6f);
            same(folder, "grad_mask_of_sparse.npy", mask.getGradient(), 1e-7f);
        }
    }

    @TestFactory
    List<DynamicTest> logitsOfMaskedNetworks() {
        return Fixtures.cases("gal", n -> n.startsWith("formula") || n.startsWith("densenet")).stream()
                .map(c -> DynamicTest.dynamicTest(c.getFileName().toString(), () -> {
                    StateDict weights = weights(c, GalNetworks.architecture(c));
                    same(c, "logits.npy", weights, "logits");
                })).toList();
    }

    @Test
    void costsAreThoseOfThePapersTable() throws Exception {
        cost("resnet_56", 125.49, 0.85);
        cost("vgg_16_bn", 313.73, 14.98);
        cost("densenet_40", 282.92, 1.04);
        cost("googlenet", 1520, 6.15);
    }

    private static void cost(String network, double millionMacs, double millionParameters) throws Exception {
        GalCost cost = GalCost.of(GalNetworks.shapes(network));
        assertEquals(millionMacs, cost.macs() / 1e6, millionMacs > 1000 ? 5 : 0.005, network);
        assertEquals(millionParameters, cost.parameters() / 1e6, 0.005, network);
    }

    @TestFactory
    List<DynamicTest> trainingStepsAreThoseOfTheOfficialCode() {
        return Fixtures.cases("gal", n -> n.startsWith("train")).stream()
                .map(c -> DynamicTest.dynamicTest(c.getFileName().toString(), () -> train(c))).toList();
    }

    private static void train(Path folder) throws Exception {
        JsonObject json = Fixtures.json(folder);
        JsonObject hyper = json.getAsJsonObject("hyper");
        StateDict start = Checkpoints.read(folder.resolve("before.pt"));
        Map<String, TensorData> whole = new LinkedHashMap<>(start.tensors());
        whole.keySet().removeIf(n -> n.contains("mask"));
        try (NDManager m = NDManager.newBaseManager(Device.cpu());
                Parameters student = new Parameters(m, start);
                Parameters teacher = new Parameters(m, new StateDict(whole));
                Parameters judge = new Parameters(m, GalNetworks.discriminator(folder.resolve("before.pt")))) {
            Classifier sparse = GalNetworks.of(student);
            GalStep step = new GalStep(GalNetworks.of(teacher), sparse, judge, new GalStep.Settings(
                    hyper.get("lr").getAsDouble(), hyper.get("momentum").getAsDouble(),
                    hyper.get("weight_decay").getAsDouble(), hyper.get("sparse_lambda").getAsDouble(),
                    hyper.get("miu").getAsDouble()));
            for (int i = 0; i < hyper.get("iterations").getAsInt(); i++) {
                GalStep.Losses losses;
                try (NDManager scope = m.newSubManager()) {
                    losses = step.step(array(scope, folder, "batch" + i + ".npy"), 1, true, i == 0);
                }
                traced(json, "discriminator_loss", i, losses.discriminator());
                traced(json, "data_loss", i, losses.data());
                traced(json, "generator_loss", i, losses.generator());
                traced(json, "sparse_loss", i, losses.sparsity());
            }
            StateDict after = Checkpoints.read(GalNetworks.files(folder, "(after|model_\\d+)\\.pt").getFirst());
            student.names().forEach(n ->
                    assertArrayEquals(after.get(n).toFloats(), student.get(n).toFloatArray(), 2e-5f, n));
            same(folder, "student_logits_after.npy",
                    sparse.forward(array(m, folder, "eval_input.npy"), false), 1e-4f);
        }
    }

    private static void traced(JsonObject json, String name, int step, double actual) {
        double expected = json.getAsJsonObject("loss_trace").getAsJsonArray(name).get(step).getAsDouble();
        assertEquals(expected, actual, 2e-4 * expected, name + " of step " + step);
    }

    @TestFactory
    List<DynamicTest> prunedNetworks() {
        return Fixtures.cases("gal", n -> n.startsWith("prune")).stream()
                .map(c -> DynamicTest.dynamicTest(c.getFileName().toString(), () -> prune(c))).toList();
    }

    private static void prune(Path folder) throws Exception {
        JsonObject json = Fixtures.json(folder);
        Path file = folder.resolve("sparse_before.pt");
        StateDict before = Files.exists(file) ? Checkpoints.read(file) : zeroed(json, weights(folder, "googlenet"));
        same(folder, "logits_sparse_before.npy", before, "logits_sparse_before");
        StateDict pruned = HardRemoval.of(before);
        same(folder, "logits_pruned.npy", pruned, "logits_pruned");
        for (String key : new String[] {"pruned_model", "pruned_shapes"}) {
            if (json.has(key)) {
                json.getAsJsonObject(key).entrySet().forEach(e -> assertArrayEquals(
                        GalNetworks.longs(e.getValue().getAsJsonArray()), pruned.get(e.getKey()).shape(), e.getKey()));
            }
        }
        StateDict loose = withoutCounters(pruned);
        for (Path official : GalNetworks.files(folder, ".*_pruned_\\d+\\.pt")) {
            StateDict expected = withoutCounters(Checkpoints.read(official));
            same(folder, "logits_pruned.npy", expected, "logits_pruned");
            expected.tensors().forEach((name, t) -> {
                assertArrayEquals(t.shape(), pruned.get(name).shape(), name);
                assertArrayEquals(t.toFloats(), pruned.get(name).toFloats(), 1e-6f, name);
            });
            assertEquals(expected.names(), loose.names());
        }
    }

    private static StateDict withoutCounters(StateDict weights) {
        Map<String, TensorData> out = new LinkedHashMap<>(weights.tensors());
        out.keySet().removeIf(n -> n.endsWith("num_batches_tracked"));
        return new StateDict(out);
    }

    private static StateDict zeroed(JsonObject json, StateDict weights) {
        List<Integer> zeros = json.getAsJsonArray("zeroed_branch_mask_indices").asList().stream()
                .map(e -> e.getAsInt()).toList();
        Map<String, TensorData> out = new LinkedHashMap<>(weights.tensors());
        List<String> masks = weights.names().stream().filter(n -> n.matches(".*mask\\d\\.weight")).toList();
        zeros.forEach(i -> out.put(masks.get(i), TensorData.ofFloats(new float[1], 1)));
        return new StateDict(out);
    }

    private static StateDict weights(Path folder, String architecture) throws Exception {
        return GalNetworks.weights(folder, architecture);
    }

    private static StateDict discriminator(Path file) throws Exception {
        return GalNetworks.discriminator(file);
    }

    private static NDArray array(NDManager m, Path folder, String file) throws Exception {
        TensorData t = Fixtures.npy(folder.resolve(file));
        return m.create(t.toFloats(), new Shape(t.shape()));
    }

    private static void same(Path folder, String output, StateDict weights, String tolerance) throws Exception {
        try (NDManager m = NDManager.newBaseManager(Device.cpu()); Parameters p = new Parameters(m, weights)) {
            NDArray logits = GalNetworks.of(p).forward(array(m, folder, "input.npy"), false);
            same(folder, output, logits, Fixtures.json(folder).getAsJsonObject("tolerance")
                    .getAsJsonObject(tolerance).get("max_abs").getAsFloat());
        }
    }

    private static void same(Path folder, String file, NDArray actual, float tolerance) throws Exception {
        assertArrayEquals(Fixtures.npy(folder.resolve(file)).toFloats(), actual.toFloatArray(), tolerance, file);
    }

    private static void same(JsonObject json, String name, NDArray actual) {
        assertEquals(json.getAsJsonObject("outputs").getAsJsonObject(name).get("value").getAsDouble(),
                actual.getFloat(), json.getAsJsonObject("tolerance").getAsJsonObject(name).get("max_abs").getAsDouble(),
                name);
    }
}
