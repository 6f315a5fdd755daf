package studio.kintsugi.models.scft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static studio.kintsugi.Fixtures.array;
import static studio.kintsugi.Fixtures.check;
import static studio.kintsugi.Fixtures.checkValue;
import static studio.kintsugi.Fixtures.tolerance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
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
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.nafnet.Formula;
import studio.kintsugi.models.network.ReferenceFeatures;
import studio.kintsugi.nn.Parameters;

/** SCFT against the paper's formulas and the unofficial codes. */
class ScftFixturesTest {
    @Test
    void attentionIsThePapers() throws Exception {
        Path folder = Fixtures.cases("scft", "scft_paper_and_zhao"::equals).getFirst();
        JsonObject arch = Fixtures.json(folder).getAsJsonObject("arch");
        try (NDManager manager = ComputeDevice.processor().newManager();
                Parameters p = new Parameters(manager, weights(folder, "scft.pt"))) {
            NDArray sketch = Attention.places(array(manager, folder, "f_sketch"));
            NDArray reference = Attention.places(array(manager, folder, "f_reference"));
            NDArray attention = Attention.weights(linear(sketch, "w_q", p), linear(reference, "w_k", p),
                    Math.sqrt(arch.get("d_v").getAsInt()), null);
            check(folder, "paper_attention", attention);
            NDArray sum = sketch.add(attention.matMul(linear(reference, "w_v", p)));
            check(folder, "paper_output",
                    Attention.plane(sum, arch.get("h").getAsInt(), arch.get("w").getAsInt()));
        }
    }

    private static NDArray linear(NDArray x, String layer, Parameters p) {
        return x.matMul(p.get(layer + ".weight").transpose()).add(p.get(layer + ".bias"));
    }

    @Test
    void style2PaintsTransferMeetsItsTolerance() throws Exception {
        Path folder = Fixtures.cases("scft", "scft_serial_c16"::equals).getFirst();
        StateDict own = weights(folder, "scft.pt");
        Map<String, TensorData> named = new LinkedHashMap<>();
        own.tensors().forEach((name, t) -> named.put("scft." + name, t));
        try (NDManager manager = ComputeDevice.processor().newManager();
                Parameters p = new Parameters(manager, new StateDict(named))) {
            ReferenceFeatures memory = Style2Paint.memory(array(manager, folder, "vr"), p);
            check(folder, "output", Style2Paint.transfer(array(manager, folder, "vs"), memory, p).features());
        }
    }

    @TestFactory
    List<DynamicTest> style2PaintMeetsItsTolerance() {
        return Fixtures.cases("scft", n -> n.startsWith("generator_serial")).stream().map(folder ->
                DynamicTest.dynamicTest(folder.getFileName().toString(), () -> {
                    try (NDManager manager = ComputeDevice.processor().newManager();
                            Style2Paint network =
                                    new Style2Paint(new Parameters(manager, weights(folder, "model.pt")))) {
                        NDArray reference = array(manager, folder, "reference").add(1).div(2);
                        NDArray picture = network.color(array(manager, folder, "sketch"),
                                network.remember(reference)).picture();
                        check(folder, "output", picture.mul(2).sub(1));
                    }
                })).toList();
    }

    @Test
    void theNetworkOfThePapersSizeMeetsItsTolerance() throws Exception {
        Path folder = Fixtures.cases("scft", "formula_zhao_generator"::equals).getFirst();
        ScftConfig config = new ScftConfig(16, 5, 4, 1, 0, 4, false, false, true);
        StateDict shapes = Scft.initialWeights(config, new SplittableRandom(1));
        StateDict weights = Formula.weights(Fixtures.json(folder).getAsJsonObject("formula"), shapes);
        try (NDManager manager = ComputeDevice.processor().newManager();
                Scft network = new Scft(config, new Parameters(manager, weights))) {
            NDArray picture = network.color(bytes(manager, folder, "gray_u8"), null,
                    network.remember(bytes(manager, folder, "reference_u8"))).picture();
            check(folder, "output_stride4", picture.mul(2).sub(1).get(":,:,::4,::4"));
        }
    }

    /** Samples of a batch of pictures, as parts of one. */
    private static NDArray bytes(NDManager manager, Path folder, String name) throws Exception {
        byte[] values = Fixtures.npyBytes(folder.resolve(name + ".npy"));
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (values[i] & 0xff) / 255f;
        }
        JsonArray shape = Fixtures.json(folder).getAsJsonObject("inputs").getAsJsonObject(name).getAsJsonArray("shape");
        return manager.create(out, new Shape(shape.asList().stream().mapToLong(JsonElement::getAsLong).toArray()));
    }

    @TestFactory
    List<DynamicTest> theTripletLossMeetsItsTolerance() {
        return Fixtures.cases("scft", n -> n.startsWith("triplet")).stream().map(folder -> DynamicTest.dynamicTest(
                folder.getFileName().toString(), () -> {
                    try (NDManager manager = ComputeDevice.processor().newManager()) {
                        NDArray loss = ScftLosses.triplet(array(manager, folder, "v_q"), array(manager, folder, "v_p"),
                                array(manager, folder, "v_n"), Fixtures.json(folder).get("gamma").getAsDouble());
                        check(folder, "per_row", loss);
                        checkValue(folder, "mean", loss.mean());
                    }
                })).toList();
    }

    @Test
    void theOtherLossesMeetTheirTolerance() throws Exception {
        Path folder = Fixtures.cases("scft", "gram_style_adv"::equals).getFirst();
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            NDArray a = array(manager, folder, "feat_a");
            NDArray b = array(manager, folder, "feat_b");
            check(folder, "gram_a", ScftLosses.gram(a));
            checkValue(folder, "style_l1", ScftLosses.style(a, b));
            checkValue(folder, "gen_softplus", ScftLosses.Adversarial.SOFTPLUS.generator(a));
            checkValue(folder, "dis_softplus", ScftLosses.Adversarial.SOFTPLUS.discriminator(a, b));
            checkValue(folder, "dis_hinge", ScftLosses.Adversarial.HINGE.discriminator(a, b));
        }
    }

    @TestFactory
    List<DynamicTest> thinPlateSplinesMeetTheirTolerance() {
        return Fixtures.cases("scft", n -> n.startsWith("tps_")).stream().map(folder -> DynamicTest.dynamicTest(
                folder.getFileName().toString(), () -> checkSpline(folder))).toList();
    }

    private static void checkSpline(Path folder) throws Exception {
        JsonObject json = Fixtures.json(folder);
        ThinPlateSpline spline = new ThinPlateSpline(points(json.getAsJsonArray("c_src")),
                points(json.getAsJsonArray("c_dst")));
        float[] theta = Fixtures.floats(folder, "theta_full");
        for (int i = 0; i < theta.length; i++) {
            assertEquals(theta[i], spline.theta()[i / 2][i % 2], tolerance(folder, "theta_full"));
        }
        int h = json.getAsJsonArray("size_hw").get(0).getAsInt();
        int w = json.getAsJsonArray("size_hw").get(1).getAsInt();
        byte[] image = Fixtures.npyBytes(folder.resolve("image_u8_hwc.npy"));
        float[] grid = Fixtures.floats(folder, "grid");
        float[] cubic = Fixtures.floats(folder, "exact_bicubic_a-0.75_f32");
        for (int c = 0; c < 3; c++) {
            float[] plane = new float[w * h];
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (image[3 * i + c] & 0xff) / 255f;
            }
            for (int i = 0; i < plane.length; i++) {
                double[] at = spline.source((i % w) / (w - 1.0), (i / w) / (h - 1.0));
                assertEquals(grid[2 * i], at[0], tolerance(folder, "grid"));
                assertEquals(grid[2 * i + 1], at[1], tolerance(folder, "grid"));
                assertEquals(cubic[3 * i + c], Warp.cubic(plane, w, h, at[0] * w, at[1] * h, 0),
                        tolerance(folder, "exact_bicubic_a-0.75_f32"));
            }
        }
    }

    private static double[][] points(JsonArray a) {
        return a.asList().stream().map(e -> new double[] {e.getAsJsonArray().get(0).getAsDouble(),
            e.getAsJsonArray().get(1).getAsDouble()}).toArray(double[][]::new);
    }

    private static StateDict weights(Path folder, String file) throws Exception {
        return Checkpoints.open(folder.resolve(file)).weights();
    }
}
