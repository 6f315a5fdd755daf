package studio.kintsugi.training.degradation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import studio.kintsugi.Fixtures;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.training.data.Patch;
import studio.kintsugi.training.data.PhotoSet;

/** Synthesis of reflections, against the official code. */
class ReflectionTest {
    @TestFactory
    List<DynamicTest> blendsAreThoseOfTheOfficialCode() {
        return Fixtures.cases("errnet", n -> n.startsWith("synthesis"))
                .stream().map(c -> DynamicTest.dynamicTest(c.getFileName().toString(), () -> check(c))).toList();
    }

    private static void check(Path folder) throws Exception {
        JsonObject json = Fixtures.json(folder);
        TensorData expected = Fixtures.npy(folder.resolve("M.npy"));
        int h = (int) expected.shape()[0];
        int w = (int) expected.shape()[1];
        float[][] behind = planes(Fixtures.npyBytes(folder.resolve("B_u8.npy")));
        float[][] reflected = planes(Fixtures.npyBytes(folder.resolve("R_u8.npy")));
        float[] kernel = ReflectionModel.gaussian(ReflectionModel.RADIUS, json.get("sigma").getAsDouble());
        for (int c = 0; c < 3; c++) {
            reflected[c] = ReflectionModel.blur(reflected[c], w, h, kernel);
        }
        ReflectionModel.Blend blend = ReflectionModel.add(behind, reflected, json.get("gamma").getAsDouble());
        assertPixels(expected.toFloats(), blend.mixture());
        assertPixels(Fixtures.npy(folder.resolve("R_blur.npy")).toFloats(), blend.reflection());
    }

    private static float[][] planes(byte[] rgb) {
        float[][] out = new float[3][rgb.length / 3];
        for (int i = 0; i < rgb.length; i++) {
            out[i % 3][i / 3] = (rgb[i] & 0xff) / 255f;
        }
        return out;
    }

    private static void assertPixels(float[] expected, float[][] planes) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], planes[i % 3][i / 3], 2e-6);
        }
    }

    @Test
    void aReflectionOnlyAddsLightAndIsTheSameForTheSameSeed() {
        byte[] rgb = new byte[96 * 96 * 3];
        new Random(1).nextBytes(rgb);
        PhotoSet photos = new PhotoSet(List.of(new PhotoSet.Photo("noise", 96, 96, rgb)));
        Degradation glass = Degradations.parse(JsonParser.parseString("""
                {"type": "reflection", "sigma": [1, 4], "strength": [0.3, 0.8], "ghost_shift": [2, 9],
                 "ghost_strength": [0.1, 0.5], "dimming": [1.2, 1.3], "linear_light": 0.5}"""), photos);
        for (int seed = 0; seed < 6; seed++) {
            Patch clean = photos.draw(32, new SplittableRandom(seed)).rounded();
            Patch seen = glass.apply(clean.copy(), new SplittableRandom(seed));
            Patch again = glass.apply(clean.copy(), new SplittableRandom(seed));
            double added = 0;
            for (int i = 0; i < 32 * 32; i++) {
                assertTrue(seen.planes()[1][i] >= clean.planes()[1][i] - 1e-6);
                assertEquals(seen.planes()[1][i], again.planes()[1][i]);
                added += seen.planes()[1][i] - clean.planes()[1][i];
            }
            assertTrue(added > 0);
        }
    }

    /** A grey scene in a coloured pane before black: the ghost has the pane's colour, the first reflection none. */
    @Test
    void colouredGlassTintsTheGhostAlone() {
        byte[] rgb = new byte[96 * 96 * 3];
        Arrays.fill(rgb, (byte) 100);
        PhotoSet photos = new PhotoSet(List.of(new PhotoSet.Photo("grey", 96, 96, rgb)));
        String pane = """
                {"type": "reflection", "sigma": [1, 1], "strength": [0.5, 0.5], "ghost_shift": [2, 2],
                 "ghost_strength": [%s, %s], "dimming": [1, 1], "tint": [0.2, 1]}""";
        Patch none = Degradations.parse(JsonParser.parseString(pane.formatted("0", "0")), photos)
                .apply(Patch.blank(32, 32), new SplittableRandom(1));
        Patch ghost = Degradations.parse(JsonParser.parseString(pane.formatted("0.5", "0.5")), photos)
                .apply(Patch.blank(32, 32), new SplittableRandom(1));
        int at = 16 * 32 + 16;
        assertEquals(none.planes()[0][at], none.planes()[2][at]);
        assertTrue(Math.abs(ghost.planes()[0][at] - ghost.planes()[1][at])
                + Math.abs(ghost.planes()[1][at] - ghost.planes()[2][at]) > 0.004f);
        for (float[] plane : ghost.planes()) {
            assertTrue(plane[at] < none.planes()[0][at], "a pane takes light away");
        }
    }

    @Test
    void lampsAreReflectedBrighterThanWhitePaper() {
        byte[] rgb = new byte[96 * 96 * 3];
        for (int i = 0; i < rgb.length; i += 3 * 24) {
            Arrays.fill(rgb, i, i + 3, (byte) 255);
        }
        PhotoSet photos = new PhotoSet(List.of(new PhotoSet.Photo("lamps", 96, 96, rgb)));
        String pane = """
                {"type": "reflection", "sigma": [2, 2], "strength": [0.5, 0.5], "dimming": [1, 1],
                 "glints": [%s, %s]}""";
        double[] light = new double[2];
        for (int i = 0; i < light.length; i++) {
            String gain = i == 0 ? "1" : "8";
            for (float v : Degradations.parse(JsonParser.parseString(pane.formatted(gain, gain)), photos)
                    .apply(Patch.blank(32, 32), new SplittableRandom(1)).planes()[1]) {
                light[i] += v;
                assertTrue(v <= 1);
            }
        }
        assertTrue(light[1] > 3 * light[0], light[0] + " to " + light[1]);
    }

    @Test
    void aPartialPaneLeavesTheRestOfThePictureAsItWas() {
        byte[] rgb = new byte[96 * 96 * 3];
        Arrays.fill(rgb, (byte) 120);
        PhotoSet photos = new PhotoSet(List.of(new PhotoSet.Photo("grey", 96, 96, rgb)));
        Degradation pane = Degradations.parse(JsonParser.parseString("""
                {"type": "partial", "of": {"type": "reflection", "sigma": [2, 2], "strength": [0.5, 0.5],
                 "dimming": [1, 1]}}"""), photos);
        for (int seed = 0; seed < 8; seed++) {
            int left = 0;
            int mirrored = 0;
            for (float v : pane.apply(Patch.blank(40, 40), new SplittableRandom(seed)).planes()[0]) {
                left += v == 0 ? 1 : 0;
                mirrored += v > 0.2f ? 1 : 0;
            }
            assertTrue(left > 100 && mirrored > 100 && left + mirrored > 1400, left + " and " + mirrored);
        }
    }
}
