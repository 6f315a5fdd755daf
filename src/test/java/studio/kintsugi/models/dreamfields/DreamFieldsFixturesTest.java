package studio.kintsugi.models.dreamfields;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.kintsugi.Fixtures;
import studio.kintsugi.checkpoint.Checkpoints;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.clip.Clip;
import studio.kintsugi.models.dreamfields.network.ConicalFrustums;
import studio.kintsugi.models.dreamfields.network.Encoding;
import studio.kintsugi.models.dreamfields.network.MlpField;
import studio.kintsugi.models.dreamfields.network.MlpRenderer;
import studio.kintsugi.models.dreamfields.network.PaperBackgrounds;
import studio.kintsugi.models.dreamfields.network.PaperCamera;
import studio.kintsugi.models.dreamfields.network.PaperSchedule;
import studio.kintsugi.models.dreamfields.network.VolumeRendering;
import studio.kintsugi.models.nafnet.Formula;
import studio.kintsugi.nn.Parameters;

/** The paper's formulas against the official code's results. */
class DreamFieldsFixturesTest {
    private static final int PICTURES = 80;

    private final NDManager manager = ComputeDevice.processor().newManager();
    private Path folder;
    private JsonObject json;

    @AfterEach
    void close() {
        manager.close();
    }

    private void open(String name) throws Exception {
        folder = Fixtures.cases("dreamfields", name::equals).getFirst();
        json = Fixtures.json(folder);
    }

    private float[] floats(String name) throws Exception {
        return Fixtures.floats(folder, name);
    }

    private NDArray array(String name) throws Exception {
        return Fixtures.array(manager, folder, name);
    }

    private float tolerance(String name) throws Exception {
        return Fixtures.tolerance(folder, name);
    }

    private void compare(String name, float[] actual) throws Exception {
        assertArrayEquals(floats(name), actual, tolerance(name), name);
    }

    private void compare(String name, NDArray actual) throws Exception {
        compare(name, actual.toFloatArray());
    }

    private ConicalFrustums cones() throws Exception {
        return new ConicalFrustums(array("ray_o"), array("ray_d"), array("ray_radius"));
    }

    @Test
    void encodings() throws Exception {
        open("encodings");
        compare("posenc_deg4", Encoding.positional(array("points"), 4));
        ConicalFrustums.Gaussians pieces = cones().cut(array("t"));
        compare("mean", pieces.mean());
        compare("cov", pieces.covariance());
        for (String name : new String[] {"axis", "fourfeat_official"}) {
            NDArray basis = name.equals("axis") ? Encoding.axes(manager, 5) : Encoding.fourier(manager);
            compare("basis_" + name, basis);
            compare("ipe_" + name + "_scale1", Encoding.integrated(pieces.mean(), pieces.covariance(), basis, 1));
            compare("ipe_" + name + "_scale2", Encoding.integrated(pieces.mean(), pieces.covariance(), basis, 2));
            compare("pe_" + name + "_nocov", Encoding.plain(pieces.mean(), basis));
        }
    }

    @Test
    void volumeRenderingAndItsGradients() throws Exception {
        open("volume_render");
        NDArray density = array("sigma");
        NDArray colors = array("rgb_samples");
        density.setRequiresGradient(true);
        colors.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            VolumeRendering seen = VolumeRendering.of(density, colors, array("t"), array("ray_d"));
            compare("rgb", seen.color());
            compare("depth", seen.depth());
            compare("acc", seen.opacity());
            compare("weights", seen.weights());
            compare("trans", seen.transmittance());
            collector.backward(seen.color().square().sum().add(seen.opacity().sum()));
            compare("grad_sigma_of_sum_rgb2_plus_acc", density.getGradient());
            compare("grad_rgb_of_sum_rgb2_plus_acc", colors.getGradient());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"render_axis_small", "render_fourfeat_test_white"})
    void wholeRenderings(String name) throws Exception {
        open(name);
        JsonObject arch = json.getAsJsonObject("arch");
        JsonObject camera = json.getAsJsonObject("camera");
        PaperCamera looking = new PaperCamera(camera.get("theta").getAsDouble(), camera.get("phi").getAsDouble(),
                camera.get("radius").getAsDouble(), camera.get("focal_mult").getAsDouble());
        assertArrayEquals(floats("pose"), floats(looking.pose()), tolerance("pose"));
        ConicalFrustums unmoved = looking.cones(manager, camera.get("width").getAsInt());
        assertArrayEquals(floats("ray_o"), unmoved.origins().toFloatArray(), 1e-5f);
        assertArrayEquals(floats("ray_d"), unmoved.directions().toFloatArray(), 1e-5f);
        assertArrayEquals(floats("ray_radius"), unmoved.radii().toFloatArray(), 1e-6f);
        ConicalFrustums cones = cones().shifted(array("origin"));
        double half = json.get("mask_rad").getAsDouble();
        NDArray path = json.get("intersect_box").getAsBoolean() ? cones.throughCube(half)
                : cones.roundSphere(json.getAsJsonObject("camera").get("radius").getAsDouble());
        NDArray t = ConicalFrustums.steps(path, json.get("num_samples").getAsInt(),
                json.getAsJsonObject("inputs").has("jitter") ? array("jitter") : null);
        compare("t", t);
        NDArray basis = arch.get("fourfeat").getAsBoolean() ? Encoding.fourier(manager)
                : Encoding.axes(manager, arch.get("posenc_deg").getAsInt());
        try (Parameters parameters = new Parameters(manager, Checkpoints.read(folder.resolve("nerf.pt")))) {
            MlpRenderer.Seen seen = new MlpRenderer(new MlpField(parameters), basis, half).render(cones, t, 1);
            compare("rgb", json.get("white_bkgd").getAsBoolean() ? seen.picture().onWhite() : seen.picture().color());
            compare("depth", seen.picture().depth());
            compare("acc", seen.picture().opacity());
            compare("scene_origin", seen.center());
            assertEquals(json.getAsJsonObject("outputs").getAsJsonObject("total_sigma").get("value").getAsDouble(),
                    seen.density(), tolerance("total_sigma"));
        }
    }

    private static float[] floats(double[] values) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) values[i];
        }
        return out;
    }

    @Test
    void theOfficialSize() throws Exception {
        open("formula_full_mlp");
        ConicalFrustums cones = cones();
        try (Parameters parameters = new Parameters(manager, formulaWeights())) {
            NDArray t = ConicalFrustums.steps(cones.throughCube(1),
                    json.get("num_samples").getAsInt(), null);
            VolumeRendering seen = new MlpRenderer(new MlpField(parameters), Encoding.fourier(manager), 1)
                    .render(cones, t, 1).picture();
            compare("rgb", seen.color());
            compare("depth", seen.depth());
            compare("acc", seen.opacity());
        }
    }

    private StateDict formulaWeights() {
        int[][] dense = {{262, 128}, {128, 256}, {256, 128}, {128, 256}, {256, 128}, {128, 256}, {256, 128}, {128, 256},
            {256, 128}, {128, 128}, {128, 4}};
        Map<String, TensorData> out = new LinkedHashMap<>();
        for (int i = 0; i < dense.length; i++) {
            // the case says it in words: kernels reach 1.2 · √(3 / inputs) far
            formula(out, "Dense_" + i + "/kernel", 0, 1.2 * Math.sqrt(3.0 / dense[i][0]), dense[i][0], dense[i][1]);
            formula(out, "Dense_" + i + "/bias", dense[i][1]);
        }
        for (int i = 0; i < 4; i++) {
            formula(out, "LayerNorm_" + i + "/scale", 128);
            formula(out, "LayerNorm_" + i + "/bias", 128);
        }
        return new StateDict(out);
    }

    /** By the first of the case's rules that fits the name. */
    private void formula(Map<String, TensorData> out, String name, long... shape) {
        JsonObject rule = json.getAsJsonObject("formula").getAsJsonArray("rules").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(r -> Pattern.compile(r.get("match").getAsString()).matcher(name).find()).findFirst()
                .orElseThrow();
        formula(out, name, rule.get("center").getAsDouble(), rule.get("scale").getAsDouble(), shape);
    }

    private void formula(Map<String, TensorData> out, String name, double center, double scale, long... shape) {
        String key = "params/" + name;
        float[] values = Formula.values(json.getAsJsonObject("formula").get("seed").getAsLong(), key,
                (int) LongStream.of(shape).reduce(1, (a, b) -> a * b), center, scale);
        JsonElement probe = json.getAsJsonObject("probe").get(key);
        if (probe != null) {
            assertEquals(probe.getAsJsonArray().get(0).getAsDouble(), values[0], 1e-7, key);
        }
        out.put(key, TensorData.ofFloats(values, shape));
    }

    @Test
    void schedulesAndTheLossOnTransmittance() throws Exception {
        open("transmittance_loss_schedule");
        double tolerance = tolerance("rows");
        for (JsonElement e : json.getAsJsonArray("rows")) {
            JsonObject row = e.getAsJsonObject();
            int step = row.get("step").getAsInt();
            double wanted = PaperSchedule.transmittance(step, row.get("focal_mult").getAsDouble(),
                    row.get("radius").getAsDouble());
            assertEquals(row.get("tau").getAsDouble(), wanted, tolerance);
            double opacity = 0;
            float[] acc = floats("acc_" + step);
            for (float a : acc) {
                opacity += a / acc.length;
            }
            assertEquals(-row.get("reg").getAsDouble(), PaperSchedule.transmittanceLoss(wanted, 1 - opacity),
                    tolerance);
            assertEquals(row.get("total").getAsDouble(), PaperSchedule.loss(floats("z_img_" + step),
                    floats("z_txt_" + step), wanted, 1 - opacity), tolerance);
            assertEquals(row.get("lr").getAsDouble(), PaperSchedule.learningRate(step), 1e-9);
            assertEquals(row.get("ipe_scale").getAsDouble(), PaperSchedule.encodingScale(step), tolerance);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"backgrounds_even", "backgrounds_odd_size"})
    void backgrounds(String name) throws Exception {
        open(name);
        int side = json.get("size").getAsInt();
        double sigma = json.get("blur_sigma").getAsDouble();
        float[] waves = PaperBackgrounds.waves(floats("fft_noise"), side);
        compare("fft_raw", waves);
        float[] texture = PaperBackgrounds.texture(waves);
        compare("fft_bg", texture);
        float[] checkers = PaperBackgrounds.checkers(floats("color1"), floats("color2"), side,
                json.get("nsq").getAsInt());
        compare("checker_bg", checkers);
        compare("noise_blurred", PaperBackgrounds.blurred(floats("uniform_noise"), side, sigma));
        float[] blurred = PaperBackgrounds.blurred(texture, side, sigma);
        compare("fft_blurred", blurred);
        compare("checker_blurred", PaperBackgrounds.blurred(checkers, side, sigma));
        JsonObject crop = json.getAsJsonObject("crop");
        float[] opacity = floats("render_acc");
        float[] before = PaperBackgrounds.before(blurred, side, floats("render_rgb"), opacity,
                (int) Math.sqrt(opacity.length), crop.get("ix").getAsInt(), crop.get("iy").getAsInt(),
                crop.get("crop_width").getAsInt());
        compare("composited_with_blurred_fft", before);
        float[] planes = new float[before.length];
        for (int i = 0; i < before.length; i++) {
            planes[i % 3 * side * side + i / 3] = before[i];
        }
        compare("clip_normalised", Clip.normalized(manager.create(planes, new Shape(1, 3, side, side)))
                .transpose(0, 2, 3, 1));
    }

    /** Means, deviations and correlations of many pictures. */
    @Test
    void backgroundsAreSpreadAsTheOfficialOnesAre() throws Exception {
        JsonObject all = JsonParser.parseString(Files.readString(Fixtures.cases("dreamfields",
                "background_statistics"::equals).getFirst()
                .resolve("statistics.json"))).getAsJsonObject();
        int side = all.get("size").getAsInt();
        JsonObject statistics = all.getAsJsonObject("statistics");
        SplittableRandom random = new SplittableRandom(1);
        Supplier<float[]> noise = () -> uniform(3 * side * side, random);
        spread(statistics.getAsJsonObject("fft"), PICTURES, side, () -> {
            float[] waves = new float[6 * side * (side / 2 + 1)];
            for (int k = 0; k < waves.length; k++) {
                waves[k] = (float) random.nextGaussian();
            }
            return PaperBackgrounds.texture(PaperBackgrounds.waves(waves, side));
        });
        // two colours a picture: many pictures until their mean settles
        spread(statistics.getAsJsonObject("checkerboard"), 40 * PICTURES, side,
                () -> PaperBackgrounds.checkers(uniform(3, random), uniform(3, random), side, 8));
        spread(statistics.getAsJsonObject("uniform_noise"), PICTURES, side, noise);
        for (int sigma : new int[] {1, 5, 10}) {
            spread(statistics.getAsJsonObject("uniform_noise_blur_" + sigma), PICTURES / 4, side,
                    () -> PaperBackgrounds.blurred(noise.get(), side, sigma));
        }
    }

    private static float[] uniform(int count, SplittableRandom random) {
        float[] out = new float[count];
        for (int i = 0; i < count; i++) {
            out[i] = random.nextFloat();
        }
        return out;
    }

    /** Within the tolerances that the case suggests. */
    private static void spread(JsonObject expected, int pictures, int side, Supplier<float[]> picture) {
        double[] mean = new double[3];
        double[] square = new double[3];
        double redGreen = 0;
        double[] left = new double[2];
        double[] right = new double[2];
        double neighbors = 0;
        long count = 0;
        long pairs = 0;
        double[] deviations = new double[3];
        for (int n = 0; n < pictures; n++) {
            float[] p = picture.get();
            for (int i = 0; i < side * side; i++) {
                for (int c = 0; c < 3; c++) {
                    mean[c] += p[3 * i + c];
                    square[c] += p[3 * i + c] * p[3 * i + c];
                }
                redGreen += p[3 * i] * p[3 * i + 1];
                count++;
                if (i % side > 0) {
                    neighbors += p[3 * i] * p[3 * i - 3];
                    left[0] += p[3 * i - 3];
                    left[1] += p[3 * i - 3] * p[3 * i - 3];
                    right[0] += p[3 * i];
                    right[1] += p[3 * i] * p[3 * i];
                    pairs++;
                }
            }
        }
        for (int c = 0; c < 3; c++) {
            mean[c] /= count;
            deviations[c] = Math.sqrt(square[c] / count - mean[c] * mean[c]);
            assertEquals(expected.getAsJsonArray("mean_rgb").get(c).getAsDouble(), mean[c], 0.02, "mean");
            double deviation = expected.getAsJsonArray("std_rgb_all_pixels").get(c).getAsDouble();
            assertEquals(deviation, deviations[c], 0.1 * deviation, "deviation");
        }
        assertEquals(expected.get("corr_rg").getAsDouble(), (redGreen / count - mean[0] * mean[1]) / deviations[0]
                / deviations[1], 0.05, "red and green");
        double alike = (pairs * neighbors - left[0] * right[0]) / Math.sqrt(pairs * left[1] - left[0] * left[0])
                / Math.sqrt(pairs * right[1] - right[0] * right[0]);
        assertEquals(expected.get("neighbour_corr_horizontal").getAsDouble(), alike, 0.05, "neighbours");
    }
}
