package studio.kintsugi.training.degradation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
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
}
