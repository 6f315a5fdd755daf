package studio.kintsugi.training.degradation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.kintsugi.models.deconvolution.BlurKernel;
import studio.kintsugi.training.data.Patch;

class DegradationsTest {
    private static final String GAUSSIAN = "{\"type\": \"gaussian_noise\", \"sigma\": [10, 50]}";
    private static final String SHAKE = "{\"type\": \"camera_shake\", \"size\": [5, 9], \"linear_light\": 0.5}";
    private static final String TURNING = "{\"type\": \"turning_shake\", \"size\": [5, 9], \"turn\": [1, 3]}";
    private static final String LINEAR = "{\"type\": \"linear_motion\", \"size\": [3, 9]}";
    private static final String DEFOCUS = "{\"type\": \"defocus\", \"radius\": [1, 4]}";
    private static final String BLUR = "{\"type\": \"gaussian_blur\", \"sigma\": [1, 3]}";
    private static final String DOWNSCALE = "{\"type\": \"downscale\", \"factor\": 2}";

    private static Degradation parse(String json) {
        return Degradations.parse(JsonParser.parseString(json), null);
    }

    /** Smooth waves, different in each channel, within 0–1. */
    private static Patch waves(int side) {
        Patch patch = Patch.blank(side, side);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < side * side; i++) {
                double wave = Math.sin(0.3 * (c + 1) * (i % side)) * Math.cos(0.2 * (i / side));
                patch.planes()[c][i] = (float) (0.5 + 0.4 * wave);
            }
        }
        return patch;
    }

    private static Patch gray(int side, float value) {
        Patch patch = Patch.blank(side, side);
        for (float[] plane : patch.planes()) {
            Arrays.fill(plane, value);
        }
        return patch;
    }

    private static double variance(Patch patch, double mean) {
        return Arrays.stream(patch.planes()).mapToDouble(p -> {
            double sum = 0;
            for (float v : p) {
                sum += (v - mean) * (v - mean);
            }
            return sum / p.length;
        }).average().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {GAUSSIAN, SHAKE, TURNING, LINEAR, DEFOCUS, BLUR, DOWNSCALE,
        "{\"type\": \"shot_noise\", \"shot\": [20, 50], \"read\": [5, 15]}",
        "{\"type\": \"jpeg\", \"quality\": [0.1, 0.6]}", "{\"type\": \"rescale\", \"factor\": [0.4, 0.8]}",
        "{\"type\": \"object_motion\", \"size\": [5, 9]}",
        "{\"type\": \"one_of\", \"of\": [" + GAUSSIAN + ", " + SHAKE + "]}",
        "[" + BLUR + ", " + DOWNSCALE + ", " + GAUSSIAN + "]"})
    void sameRandomNumbersGiveTheSamePictureWithinZeroToOne(String json) {
        Degradation degradation = parse(json);
        Patch first = degradation.apply(waves(64), new SplittableRandom(7));
        Patch again = degradation.apply(waves(64), new SplittableRandom(7));
        Patch input = waves(64);
        assertEquals(64 / degradation.scale(), first.width());
        assertEquals(64 / degradation.scale(), first.height());
        assertEquals(0, degradation.margin() % degradation.scale(), "the margin is a multiple of the scale");
        for (int c = 0; c < 3; c++) {
            assertArrayEquals(first.planes()[c], again.planes()[c]);
            assertFalse(Arrays.equals(input.planes()[c], first.planes()[c]), "something changes");
            for (float v : first.planes()[c]) {
                assertTrue(v >= 0 && v <= 1.00001f, "value " + v);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {GAUSSIAN, SHAKE, TURNING, LINEAR, DEFOCUS, BLUR})
    void otherRandomNumbersGiveAnotherPicture(String json) {
        assertFalse(Arrays.equals(parse(json).apply(waves(32), new SplittableRandom(1)).planes()[0],
                parse(json).apply(waves(32), new SplittableRandom(2)).planes()[0]));
    }

    /** A patch and the middle of it come out alike inside the margin: nothing there depends on what lies outside. */
    @ParameterizedTest
    @ValueSource(strings = {SHAKE, LINEAR, DEFOCUS, BLUR, DOWNSCALE, "[" + BLUR + ", " + DOWNSCALE + "]"})
    void nothingInsideTheMarginDependsOnTheOutside(String json) {
        Degradation degradation = parse(json);
        int cut = 16;
        Patch whole = waves(128);
        Patch middle = waves(128).inner(cut);
        int margin = degradation.margin() / degradation.scale();
        Patch a = degradation.apply(whole, new SplittableRandom(3)).inner(cut / degradation.scale() + margin);
        Patch b = degradation.apply(middle, new SplittableRandom(3)).inner(margin);
        assertTrue(b.width() > 4);
        for (int c = 0; c < 3; c++) {
            // rounded to 8 bits after a reduction: a value on the edge between two levels may fall to either side
            assertArrayEquals(a.planes()[c], b.planes()[c], degradation.scale() == 1 ? 1e-5f : 1.01f / 255);
        }
    }

    @Test
    void gaussianNoiseHasTheDeviationThatWasAskedFor() {
        Degradation noise = parse("{\"type\": \"gaussian_noise\", \"sigma\": [25, 25]}");
        Patch noisy = noise.apply(gray(128, 0.5f), new SplittableRandom(5));
        assertEquals(25 / 255.0, Math.sqrt(variance(noisy, 0.5)), 0.03 * 25 / 255);
    }

    /** Variance shot² · value + read². */
    @Test
    void sensorNoiseGrowsWithTheLight() {
        Degradation noise = parse("{\"type\": \"shot_noise\", \"shot\": [30, 30], \"read\": [10, 10]}");
        for (float value : new float[] {0.3f, 0.6f}) {
            Patch noisy = noise.apply(gray(128, value), new SplittableRandom(5));
            double expected = (900 * value + 100) / (255.0 * 255);
            assertEquals(expected, variance(noisy, value), 0.05 * expected);
        }
    }

    /** What a kernel gathers sums to what was there: an even picture stays even. */
    @ParameterizedTest
    @ValueSource(strings = {SHAKE, TURNING, LINEAR, DEFOCUS, BLUR})
    void blursKeepTheMeanAndKnowTheirKernel(String json) {
        Patch out = parse(json).apply(gray(40, 0.4f), new SplittableRandom(9));
        for (float v : out.planes()[1]) {
            assertEquals(0.4f, v, 1e-4f);
        }
        double sum = 0;
        for (float v : out.kernel().values()) {
            assertTrue(v >= 0);
            sum += v;
        }
        assertEquals(1, sum, 1e-4);
    }

    /** A lamp at each side: one turned about the middle leaves the longer trace, and only across the radius. */
    @Test
    void aTurnBlursMoreTheFurtherFromTheMiddle() {
        int side = 201;
        Patch lamps = Patch.blank(side, side);
        int middle = side / 2 * side + side / 2;
        int far = middle + 90;
        lamps.planes()[0][middle] = 1;
        lamps.planes()[0][far] = 1;
        Patch turned = parse("{\"type\": \"turning_shake\", \"size\": [1, 1], \"turn\": [6, 6]}")
                .apply(lamps, new SplittableRandom(4));
        float[] seen = turned.planes()[0];
        assertTrue(seen[middle] > 0.95f, "the middle stays: " + seen[middle]);
        int above = 0;
        for (int y = -12; y <= 12; y++) {
            above += seen[far + y * side] > 0.005f ? 1 : 0;
            assertEquals(0, seen[far + y * side + 4], 1e-4f);
        }
        assertTrue(above >= 7 && above <= 13, above + " pixels of an arc of 9.4");
    }

    @Test
    void theKernelOfATurningShakeIsThatOfTheMiddle() {
        Patch point = Patch.blank(61, 61);
        point.planes()[0][30 * 61 + 30] = 1;
        Patch shaken = parse("{\"type\": \"turning_shake\", \"size\": [9, 15], \"turn\": [0, 0]}")
                .apply(point, new SplittableRandom(7));
        BlurKernel kernel = shaken.kernel();
        for (int i = 0; i < kernel.values().length; i++) {
            int at = (30 + i / kernel.side() - kernel.radius()) * 61 + 30 + i % kernel.side() - kernel.radius();
            assertEquals(kernel.values()[i], shaken.planes()[0][at], 1e-3f);
        }
    }

    /** A lamp leaves a white trace, a white wall only the grey one that it has without its light. */
    @Test
    void lampsLeaveTracesAsWhiteAsTheyAreThemselves() {
        Patch lamp = gray(41, 0.1f);
        lamp.planes()[1][20 * 41 + 20] = 1;
        String blur = "{\"type\": \"linear_motion\", \"size\": [7, 7]}";
        float white = 0;
        float[] seen = parse("[{\"type\": \"highlights\", \"from\": [0.9, 0.9], \"gain\": [12, 12]}, " + blur + "]")
                .apply(lamp.copy(), new SplittableRandom(2)).planes()[1];
        float[] without = parse(blur).apply(lamp.copy(), new SplittableRandom(2)).planes()[1];
        for (int i = 0; i < seen.length; i++) {
            assertTrue(seen[i] <= 1 && seen[i] >= without[i] - 1e-6f);
            white += seen[i] > 0.9f ? 1 : 0;
            assertTrue(without[i] < 0.5f);
        }
        assertTrue(white >= 5, white + " white pixels");
        Patch dark = gray(41, 0.8f);
        assertArrayEquals(gray(41, 0.8f).planes()[0],
                parse("{\"type\": \"highlights\", \"from\": [0.9, 0.9], \"gain\": [12, 12]}")
                        .apply(dark, new SplittableRandom(2)).planes()[0]);
    }

    @Test
    void probabilitiesAndWeightsAreFrequencies() {
        Degradation half = parse("{\"type\": \"gaussian_noise\", \"sigma\": [30, 30], \"probability\": 0.25}");
        Degradation weighted = parse("{\"type\": \"one_of\", \"of\": ["
                + "{\"type\": \"gaussian_noise\", \"sigma\": [30, 30], \"weight\": 3}, []]}");
        SplittableRandom random = new SplittableRandom(11);
        int sometimes = 0;
        int chosen = 0;
        for (int i = 0; i < 2000; i++) {
            sometimes += half.apply(gray(2, 0.5f), random).planes()[0][0] != 0.5f ? 1 : 0;
            chosen += weighted.apply(gray(2, 0.5f), random).planes()[0][0] != 0.5f ? 1 : 0;
        }
        assertEquals(0.25, sometimes / 2000.0, 0.04);
        assertEquals(0.75, chosen / 2000.0, 0.04);
    }

    @Test
    void aSequencesMarginCountsPixelsOfItsInput() {
        Degradation sequence = parse("[" + DOWNSCALE + ", " + BLUR + "]");
        assertEquals(2, sequence.scale());
        // eight pixels of the reduction and nine of the blur, which are eighteen of the input
        assertEquals(8 + 18, sequence.margin());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\": \"fog\"}", "{\"type\": \"gaussian_noise\"}", "{}",
        "{\"type\": \"downscale\", \"factor\": 2, \"probability\": 0.5}",
        "{\"type\": \"one_of\", \"of\": [{\"type\": \"downscale\", \"factor\": 2}, []]}"})
    void whatCannotBeUsedIsRefused(String json) {
        assertThrows(IllegalArgumentException.class, () -> parse(json));
    }

    @Test
    void otherTonesStayWithinZeroToOneAndOneInFourIsLeftAsItIs() {
        SplittableRandom random = new SplittableRandom(13);
        int same = 0;
        for (int i = 0; i < 400; i++) {
            Patch patch = ToneAugmentation.change(waves(8), random);
            same += Arrays.equals(patch.planes()[0], waves(8).planes()[0]) ? 1 : 0;
            for (float[] plane : patch.planes()) {
                for (float v : plane) {
                    assertTrue(v >= 0 && v <= 1, "value " + v);
                }
            }
        }
        assertEquals(0.25, same / 400.0, 0.08);
    }
}
