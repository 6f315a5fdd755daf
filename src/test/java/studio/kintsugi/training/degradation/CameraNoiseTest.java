package studio.kintsugi.training.degradation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import studio.kintsugi.training.data.Patch;
import studio.kintsugi.training.degradation.Degradations.Range;

/** Noise from a sensor through to a picture. */
class CameraNoiseTest {
    private static final int SIDE = 64;
    private static final Degradation AS_PUBLISHED = Degradations.parse(
            JsonParser.parseString("{\"type\": \"camera_noise\", \"shot\": [0.0001, 0.012]}"), null);

    @Test
    void theSameSeedGivesTheSamePictureWithin0To1() {
        Patch a = AS_PUBLISHED.apply(random(), new SplittableRandom(7));
        Patch b = AS_PUBLISHED.apply(random(), new SplittableRandom(7));
        Patch other = AS_PUBLISHED.apply(random(), new SplittableRandom(8));
        for (int c = 0; c < 3; c++) {
            assertArrayEquals(a.planes()[c], b.planes()[c]);
            assertFalse(Arrays.equals(a.planes()[c], other.planes()[c]));
            for (float x : a.planes()[c]) {
                assertTrue(x >= 0 && x <= 1, "out of range: " + x);
            }
        }
    }

    @Test
    void withoutNoiseThePictureStaysAsItIs() {
        Patch clean = random();
        Patch same = new CameraNoise(new Range(0, 0)).apply(clean.copy(), new SplittableRandom(1));
        for (int c = 0; c < 3; c++) {
            assertArrayEquals(clean.planes()[c], same.planes()[c], 1e-6f);
        }
    }

    @Test
    void aCameraUndoesWhatItDid() {
        Patch gray = gray(0.6f);
        for (int seed = 0; seed < 20; seed++) {
            CameraPipeline camera = CameraPipeline.draw(new SplittableRandom(seed));
            BayerMosaic mosaic = new BayerMosaic(SIDE, SIDE, seed % 2, seed / 2 % 2);
            float[][] back = camera.developed(mosaic.of(camera.exposed(gray.planes())), mosaic);
            for (int c = 0; c < 3; c++) {
                assertArrayEquals(gray.planes()[c], back[c], 1e-3f);
            }
        }
    }

    @Test
    void aSensorsVarianceGrowsWithLight() {
        for (float light : new float[] {0, 0.25f, 1}) {
            float[] raw = new float[40000];
            Arrays.fill(raw, light);
            float[] noisy = CameraNoise.noisy(raw, 0.01, 0.0004, new SplittableRandom(3));
            double sum = 0;
            for (float x : noisy) {
                sum += (x - light) * (x - light);
            }
            double expected = 0.01 * light + 0.0004;
            assertEquals(expected, sum / noisy.length, 0.04 * expected);
        }
    }

    @Test
    void noiseAsAShareOfTheValueGrowsWithDarkness() {
        double dark = deviation(0.15f);
        double middle = deviation(0.5f);
        double light = deviation(0.85f);
        assertTrue(dark > light, dark + " in shadows, " + light + " in lights");
        assertTrue(middle > light, middle + " in the middle, " + light + " in lights");
        assertTrue(dark / 0.15 > 2 * middle / 0.5, dark + " in shadows, " + middle + " in the middle");
    }

    @Test
    void moreShotNoiseIsMoreNoise() {
        assertTrue(deviation(residual(gray(0.4f), 0.01)) > 3 * deviation(residual(gray(0.4f), 0.0003)));
    }

    @Test
    void noiseIsCoarserThanAPixel() {
        double camera = alike(residual(gray(0.4f), 0.004)[0]);
        Patch patch = new Noise.Gaussian(new Range(10, 10)).apply(gray(0.4f), new SplittableRandom(5));
        double gaussian = alike(minus(patch, gray(0.4f))[0]);
        assertTrue(camera > 0.2, "neighbours are alike by " + camera);
        assertEquals(0, gaussian, 0.06);
    }

    @Test
    void demosaickingKeepsEvenSlopesAndWhatEachPixelSaw() {
        for (int phase = 0; phase < 4; phase++) {
            BayerMosaic mosaic = new BayerMosaic(SIDE, SIDE, phase % 2, phase / 2);
            float[] slope = new float[SIDE * SIDE];
            for (int i = 0; i < slope.length; i++) {
                slope[i] = 0.1f + 0.006f * (i % SIDE) + 0.004f * (i / SIDE);
            }
            float[] raw = mosaic.of(new float[][] {slope, slope, slope});
            float[][] out = mosaic.demosaicked(raw);
            Patch inner = new Patch(SIDE, SIDE, out).inner(BayerMosaic.REACH);
            Patch expected = new Patch(SIDE, SIDE, new float[][] {slope, slope, slope}).inner(BayerMosaic.REACH);
            for (int c = 0; c < 3; c++) {
                assertArrayEquals(expected.planes()[c], inner.planes()[c], 1e-5f);
            }
            Patch random = random();
            assertArrayEquals(mosaic.of(random.planes()), mosaic.of(mosaic.demosaicked(mosaic.of(random.planes()))));
        }
    }

    @Test
    void aQuarterOfAMosaicSeesRedAndAHalfGreen() {
        for (int phase = 0; phase < 4; phase++) {
            int[] counts = new int[3];
            BayerMosaic mosaic = new BayerMosaic(SIDE, SIDE, phase % 2, phase / 2);
            for (int i = 0; i < SIDE * SIDE; i++) {
                counts[mosaic.color(i)]++;
            }
            assertArrayEquals(new int[] {SIDE * SIDE / 4, SIDE * SIDE / 2, SIDE * SIDE / 4}, counts);
            assertEquals(0, mosaic.color(phase / 2 * SIDE + phase % 2));
        }
    }

    private static double deviation(float level) {
        return deviation(residual(gray(level), 0.003));
    }

    private static double deviation(float[][] residual) {
        double sum = 0;
        for (float[] plane : residual) {
            for (float x : plane) {
                sum += x * x;
            }
        }
        return Math.sqrt(sum / 3 / residual[0].length);
    }

    /** Correlation of neighbours in a row. */
    private static double alike(float[] residual) {
        double product = 0;
        double square = 0;
        for (int i = 0; i < residual.length - 1; i++) {
            product += residual[i] * residual[i + 1];
            square += residual[i] * residual[i];
        }
        return product / square;
    }

    private static float[][] residual(Patch clean, double shot) {
        return minus(new CameraNoise(new Range(shot, shot)).apply(clean.copy(), new SplittableRandom(2)), clean);
    }

    private static float[][] minus(Patch a, Patch b) {
        float[][] out = new float[3][SIDE * SIDE];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < out[c].length; i++) {
                out[c][i] = a.planes()[c][i] - b.planes()[c][i];
            }
        }
        return out;
    }

    private static Patch gray(float level) {
        Patch patch = Patch.blank(SIDE, SIDE);
        for (float[] plane : patch.planes()) {
            Arrays.fill(plane, level);
        }
        return patch;
    }

    private static Patch random() {
        Patch patch = Patch.blank(SIDE, SIDE);
        Random random = new Random(1);
        for (float[] plane : patch.planes()) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = random.nextFloat();
            }
        }
        return patch;
    }
}
