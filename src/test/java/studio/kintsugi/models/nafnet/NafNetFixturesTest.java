package studio.kintsugi.models.nafnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.Fixtures.array;
import static studio.kintsugi.Fixtures.check;
import static studio.kintsugi.Fixtures.checkValue;
import static studio.kintsugi.Fixtures.tolerance;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import studio.kintsugi.Fixtures;
import studio.kintsugi.checkpoint.Checkpoints;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.losses.Losses;

/** NAFNet against outputs of the official code. */
class NafNetFixturesTest {
    @TestFactory
    List<DynamicTest> outputsMeetTheirTolerance() {
        return Fixtures.cases("nafnet", n -> !n.startsWith("nafssr") && !n.startsWith("train"))
                .stream().map(c -> DynamicTest.dynamicTest(c.getFileName().toString(), () -> checkOutput(c))).toList();
    }

    private static void checkOutput(Path folder) throws Exception {
        JsonObject json = Fixtures.json(folder);
        NafNetConfig config = config(json);
        StateDict weights = weights(folder, json, config);
        try (NDManager manager = ComputeDevice.processor().newManager();
                NafNet network = new NafNet(config, new Parameters(manager, weights),
                        json.get("cls").getAsString().startsWith("Baseline") ? NafBlock.BASELINE : NafBlock.NAF)) {
            check(folder, "output", network.forward(array(manager, folder, "input")));
        }
    }

    private static StateDict weights(Path folder, JsonObject json, NafNetConfig config) throws Exception {
        if (json.has("formula")) {
            StateDict shapes = NafNetInit.weights(config, new java.util.SplittableRandom(0));
            return Formula.weights(json.getAsJsonObject("formula"), shapes);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return Checkpoints.read(files.filter(f -> f.toString().endsWith(".pth")).findFirst().orElseThrow());
        }
    }

    private static NafNetConfig config(JsonObject json) {
        NafNetConfig c = NafNetConfig.of(new Gson().fromJson(json.get("arch"), HyperParameters.class));
        if (!json.has("tlc")) {
            return c;
        }
        JsonArray train = json.getAsJsonObject("tlc").getAsJsonArray("train_size");
        return new NafNetConfig(c.channels(), c.width(), c.encoders(), c.middle(), c.decoders(),
                train.get(2).getAsInt(), train.get(3).getAsInt());
    }

    @Test
    void stereoSuperResolutionMeetsItsTolerance() throws Exception {
        Path folder = Fixtures.cases("nafnet", "nafssr_x2"::equals).getFirst();
        JsonObject arch = Fixtures.json(folder).getAsJsonObject("arch");
        try (NDManager manager = ComputeDevice.processor().newManager();
                NafSsr network = new NafSsr(
                        new Parameters(manager, Checkpoints.read(folder.resolve("net_g.pth"))),
                        arch.get("up_scale").getAsInt(), arch.get("num_blks").getAsInt())) {
            check(folder, "output", network.forward(array(manager, folder, "input")));
        }
    }

    @Test
    void lossAndGradientsAreThoseOfTheOfficialTrainingStep() throws Exception {
        Path folder = Fixtures.cases("nafnet", "train_step_psnr"::equals).getFirst();
        JsonObject json = Fixtures.json(folder);
        StateDict expected = Checkpoints.read(folder.resolve("grads.pth"));
        try (NDManager manager = ComputeDevice.processor().newManager();
                NafNet network = new NafNet(config(json),
                        new Parameters(manager, Checkpoints.read(folder.resolve("before.pth"))))) {
            Parameters p = network.parameters();
            p.names().forEach(n -> p.get(n).setRequiresGradient(true));
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray loss = Losses.negativePsnr(network.forward(array(manager, folder, "input")),
                        array(manager, folder, "gt"));
                collector.backward(loss);
                checkValue(folder, "loss", loss);
            }
            assertTrue(expected.names().containsAll(p.names()), expected.names().toString());
            for (String name : p.names()) {
                assertArrayEquals(expected.get(name).toFloats(), p.get(name).getGradient().toFloatArray(),
                        tolerance(folder, "grads"), name);
            }
        }
    }
}
