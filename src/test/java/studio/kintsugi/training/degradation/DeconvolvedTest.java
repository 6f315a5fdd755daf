package studio.kintsugi.training.degradation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import studio.kintsugi.models.deconvolution.BlurKernel;
import studio.kintsugi.models.deconvolution.Wiener;
import studio.kintsugi.training.data.Batch;
import studio.kintsugi.training.data.Patch;
import studio.kintsugi.training.data.PhotoSet;
import studio.kintsugi.training.degradation.Degradations.Range;

/** What a deblurring network is shown in training. */
class DeconvolvedTest {
    private static final int SIDE = 120;

    private static PhotoSet photos() {
        byte[] rgb = new byte[SIDE * SIDE * 3];
        Random random = new Random(1);
        for (int n = 0; n < 200; n++) {
            int left = random.nextInt(SIDE);
            int top = random.nextInt(SIDE);
            byte value = (byte) random.nextInt(256);
            for (int i = 0; i < rgb.length; i++) {
                int x = i / 3 % SIDE;
                int y = i / 3 / SIDE;
                rgb[i] = x >= left && x < left + 14 && y >= top && y < top + 10 ? value : rgb[i];
            }
        }
        return new PhotoSet(List.of(new PhotoSet.Photo("blocks", SIDE, SIDE, rgb)));
    }

    @Test
    void theColorsStayAndTheGuidesFollow() {
        PhotoSet photos = photos();
        Degradation shaken = Degradations.parse(JsonParser.parseString("""
                [{"type": "camera_shake", "size": [9, 13]}, {"type": "gaussian_noise", "sigma": [1, 1]}]"""), photos);
        Degradation guided = Degradations.parse(JsonParser.parseString("""
                [{"type": "camera_shake", "size": [9, 13]}, {"type": "gaussian_noise", "sigma": [1, 1]},
                 {"type": "deconvolved"}]"""), photos);
        Patch clean = photos.draw(SIDE, new SplittableRandom(1));
        Patch seen = shaken.apply(clean.copy(), new SplittableRandom(2));
        Patch shown = guided.apply(clean.copy(), new SplittableRandom(2));
        assertEquals(3 + Wiener.GUIDES, shown.planes().length);
        assertArrayEquals(seen.planes()[1], shown.planes()[1]);
        Patch inner = shown.inner(guided.margin());
        assertEquals(3 + Wiener.GUIDES, inner.planes().length);
        assertArrayEquals(shown.planes()[5], guided.apply(clean.copy(), new SplittableRandom(2)).planes()[5]);
        assertArrayEquals(new long[] {1, 9, inner.height(), inner.width()}, Batch.Part.of(List.of(inner)).shape());
    }

    @Test
    void aBlurSaysWhatAPointBecame() {
        Patch point = Patch.blank(61, 61);
        point.planes()[0][30 * 61 + 30] = 1;
        Patch blurred = new Blur(new RandomKernels.CameraShake(new Range(9, 25)), 0)
                .apply(point, new SplittableRandom(7));
        BlurKernel kernel = blurred.kernel();
        assertNotNull(kernel);
        for (int i = 0; i < kernel.values().length; i++) {
            int y = 30 + i / kernel.side() - kernel.radius();
            int at = y * 61 + 30 + i % kernel.side() - kernel.radius();
            assertEquals(kernel.values()[i], blurred.planes()[0][at], 1e-6);
        }
        assertNull(new ObjectMotion(new RandomKernels.LinearMotion(new Range(5, 9)))
                .apply(point, new SplittableRandom(1))
                .kernel(), "where only one thing moved there is no kernel of all");
    }

    @Test
    void shakesAndGuessesHaveTheirMassInTheMiddle() {
        SplittableRandom random = new SplittableRandom(3);
        int right = 0;
        for (int n = 0; n < 200; n++) {
            BlurKernel kernel = BlurKernel.of(new RandomKernels.CameraShake(new Range(9, 25)).draw(random));
            assertMiddle(kernel);
            BlurKernel guess = KernelEstimateNoise.draw(kernel, random);
            assertEquals(KernelEstimateNoise.RADIUS, guess.radius());
            assertMiddle(guess);
            float largest = 0;
            float[] framed = kernel.within(KernelEstimateNoise.RADIUS).values();
            for (int i = 0; i < framed.length; i++) {
                largest = Math.max(largest, Math.abs(framed[i] - guess.values()[i]));
            }
            right += largest == 0 ? 1 : 0;
        }
        assertTrue(right > 10 && right < 100, right + " of 200 were right");
    }

    private static void assertMiddle(BlurKernel kernel) {
        double sum = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < kernel.values().length; i++) {
            float v = kernel.values()[i];
            sum += v;
            x += v * (i % kernel.side() - kernel.radius());
            y += v * (i / kernel.side() - kernel.radius());
        }
        assertEquals(1, sum, 1e-4);
        assertEquals(0, x, 0.1);
        assertEquals(0, y, 0.1);
    }
}
