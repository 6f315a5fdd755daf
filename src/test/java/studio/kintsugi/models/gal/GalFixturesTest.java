package studio.kintsugi.models.gal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static studio.kintsugi.Fixtures.array;
import static studio.kintsugi.Fixtures.check;
import static studio.kintsugi.Fixtures.checkValue;
import static studio.kintsugi.Fixtures.floats;
import static studio.kintsugi.Fixtures.tolerance;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
import studio.kintsugi.compute.ComputeDevice;
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
        float[] x = floats(folder, "x0");
        float[] gradients = floats(folder, "grads");
        float[] expected = floats(folder, "x_after_each_step");
        float[] alphas = floats(folder, "alpha_after_each_step");
        float[] data = floats(folder, "state_data_after_each_step");
        JsonArray restarts = json.getAsJsonArray("decay_flags");
        Fista fista = new Fista(new float[x.length], 0);
        for (int i = 0; i < restarts.size(); i++) {
            int from = i * x.length;
            fista.step(x, Arrays.copyOfRange(gradients, from, from + x.length), json.get("lr").getAsFloat(),
                    json.get("gamma").getAsFloat(), restarts.get(i).getAsBoolean());
            assertArrayEquals(Arrays.copyOfRange(expected, from, from + x.length), x,
                    tolerance(folder, "x_after_each_step"), "step " + i);
            assertArrayEquals(Arrays.copyOfRange(data, from, from + x.length), fista.previous(),
                    tolerance(folder, "state_data_after_each_step"), "step " + i);
            assertEquals(alphas[from], fista.alpha(), tolerance(folder, "alpha_after_each_step"));
        }
    }

    @Test
    void lossesAreThoseOfTheOfficialCode() throws Exception {
        Path folder = Fixtures.cases("gal", "loss_terms"::equals).getFirst();
        JsonObject json = Fixtures.json(folder);
        try (NDManager m = ComputeDevice.processor().newManager();
                Parameters p = new Parameters(m, discriminator(folder.resolve("disc.pt")))) {
            GalDiscriminator d = new GalDiscriminator(p);
            NDArray teacher = array(m, folder, "features_teacher");
            NDArray student = array(m, folder, "features_student");
            NDArray mask = array(m, folder, "mask");
            student.setRequiresGradient(true);
            mask.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray ofTeacher = d.apply(teacher);
                NDArray ofStudent = d.apply(student);
                check(folder, "disc_teacher", ofTeacher);
                check(folder, "disc_student", ofStudent);
                checkValue(folder, "error_real", GalLosses.crossEntropy(ofTeacher, true));
                checkValue(folder, "error_fake", GalLosses.crossEntropy(ofStudent, false));
                checkValue(folder, "error_reg", GalLosses.crossEntropy(ofStudent, true));
                checkValue(folder, "error_d", GalLosses.discriminator(ofTeacher, ofStudent));
                NDArray generator = GalLosses.generator(ofStudent);
                checkValue(folder, "error_g", generator);
                NDArray data = GalLosses.data(teacher, student).mul(json.get("miu").getAsFloat());
                checkValue(folder, "error_data", data);
                NDArray sparse = GalLosses.sparsity(mask, json.get("sparse_lambda").getAsFloat());
                checkValue(folder, "error_sparse", sparse);
                collector.backward(data.add(generator).add(sparse));
            }
            check(folder, "grad_student_of_data_plus_g", student.getGradient());
            check(folder, "grad_mask_of_sparse", mask.getGradient());
        }
    }

    @TestFactory
    List<DynamicTest> logitsOfMaskedNetworks() {
        return Fixtures.cases("gal", n -> n.startsWith("formula") || n.startsWith("densenet")).stream()
                .map(c -> DynamicTest.dynamicTest(c.getFileName().toString(), () -> {
                    StateDict weights = weights(c, GalNetworks.architecture(c));
                    checkLogits(c, "logits", weights);
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
        try (NDManager m = ComputeDevice.processor().newManager();
                Parameters student = new Parameters(m, start);
                Parameters teacher = new Parameters(m, new StateDict(whole));
                Parameters discriminator = new Parameters(m, GalNetworks.discriminator(folder.resolve("before.pt")))) {
            Classifier sparse = GalNetworks.of(student);
            GalStep step = new GalStep(GalNetworks.of(teacher), sparse, discriminator, new GalStep.Settings(
                    hyper.get("lr").getAsDouble(), hyper.get("momentum").getAsDouble(),
                    hyper.get("weight_decay").getAsDouble(), hyper.get("sparse_lambda").getAsDouble(),
                    hyper.get("miu").getAsDouble()));
            for (int i = 0; i < hyper.get("iterations").getAsInt(); i++) {
                GalStep.Losses losses;
                try (NDManager scope = m.newSubManager()) {
                    losses = step.step(array(scope, folder, "batch" + i), 1,
                            (i + 1) % hyper.get("mask_step").getAsInt() == 0, i == 0);
                }
                traced(json, "discriminator_loss", i, losses.discriminator());
                traced(json, "data_loss", i, losses.data());
                traced(json, "generator_loss", i, losses.generator());
                traced(json, "sparse_loss", i, losses.sparsity());
            }
            float ofState = tolerance(folder, "after_state");
            StateDict after = Checkpoints.read(GalNetworks.files(folder, "(after|model_\\d+)\\.pt").getFirst());
            student.names().forEach(n ->
                    assertArrayEquals(after.get(n).toFloats(), student.get(n).toFloatArray(), ofState, n));
            check(folder, "student_logits_after", sparse.forward(array(m, folder, "eval_input"), false));
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
        checkLogits(folder, "logits_sparse_before", before);
        StateDict pruned = HardRemoval.of(before);
        checkLogits(folder, "logits_pruned", pruned);
        for (String key : new String[] {"pruned_model", "pruned_shapes"}) {
            if (json.has(key)) {
                json.getAsJsonObject(key).entrySet().forEach(e -> assertArrayEquals(
                        GalNetworks.longs(e.getValue().getAsJsonArray()), pruned.get(e.getKey()).shape(), e.getKey()));
            }
        }
        StateDict loose = withoutCounters(pruned);
        for (Path official : GalNetworks.files(folder, ".*_pruned_\\d+\\.pt")) {
            StateDict expected = withoutCounters(Checkpoints.read(official));
            checkLogits(folder, "logits_pruned", expected);
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

    private static void checkLogits(Path folder, String output, StateDict weights) throws Exception {
        try (NDManager m = ComputeDevice.processor().newManager(); Parameters p = new Parameters(m, weights)) {
            check(folder, output, GalNetworks.of(p).forward(array(m, folder, "input"), false));
        }
    }
}
