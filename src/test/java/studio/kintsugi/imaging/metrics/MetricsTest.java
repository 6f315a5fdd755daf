package studio.kintsugi.imaging.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void aTenthOfTheErrorIsTenDecibelsMore() {
        assertEquals(0, Metrics.psnr(1), 1e-12);
        assertEquals(20, Metrics.psnr(0.01), 1e-12);
        assertEquals(30, Metrics.psnr(0.001), 1e-12);
        assertEquals(Double.POSITIVE_INFINITY, Metrics.psnr(0));
    }

    @Test
    void predictionsAreClampedAndTargetsAreNot() {
        // errors 0, 0.5 and 0.5 after clamping: a mean square of 1/6
        double expected = 10 * Math.log10(6);
        assertEquals(expected, Metrics.clampedPsnr(new float[] {-3, 0.5f, 7}, new float[] {0, 1, 0.5f}), 1e-6);
    }

    @Test
    void whatIsPerfectCountsOneHundredDecibels() {
        assertEquals(100, Metrics.clampedPsnr(new float[] {0.25f, 1.5f}, new float[] {0.25f, 1}));
    }

    @Test
    void planesCountAsOnePicture() {
        float[][] prediction = {{0.1f, 0.2f}, {0.3f, 0.9f}};
        float[][] target = {{0.2f, 0.2f}, {0.3f, 0.4f}};
        assertEquals(Metrics.clampedPsnr(new float[] {0.1f, 0.2f, 0.3f, 0.9f}, new float[] {0.2f, 0.2f, 0.3f, 0.4f}),
                Metrics.clampedPsnr(prediction, target), 1e-12);
    }

    @Test
    void differentSizesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Metrics.clampedPsnr(new float[3], new float[4]));
    }
}
