package studio.kintsugi.imaging.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Colours are compared wherever they lie. */
class ColorHistogramTest {
    /** A tenth of each, the rest white. */
    private static float[][] picture(float[]... colors) {
        float[][] out = new float[3][100];
        for (float[] plane : out) {
            Arrays.fill(plane, 1);
        }
        for (int k = 0; k < colors.length; k++) {
            for (int i = 0; i < 10; i++) {
                for (int c = 0; c < 3; c++) {
                    out[c][10 * k + i] = colors[k][c];
                }
            }
        }
        return out;
    }

    private static final float[] RED = {0.9f, 0.1f, 0.1f};
    private static final float[] BLUE = {0.1f, 0.2f, 0.8f};
    private static final float[] GREEN = {0.1f, 0.7f, 0.2f};

    @Test
    void theSameColorsElsewhereAreNoDifference() {
        ColorHistogram a = ColorHistogram.of(picture(RED, BLUE), true);
        ColorHistogram b = ColorHistogram.of(picture(BLUE, RED), true);
        assertEquals(0, a.distance(b), 1e-9);
        assertEquals(1, a.correlation(b), 1e-9);
    }

    @Test
    void otherColorsCountByTheirShare() {
        ColorHistogram a = ColorHistogram.of(picture(RED, BLUE), true);
        assertEquals(0.1, a.distance(ColorHistogram.of(picture(RED, GREEN), true)), 1e-3);
        ColorHistogram inkOnly = ColorHistogram.of(picture(RED, BLUE), false);
        assertEquals(0.5, inkOnly.distance(ColorHistogram.of(picture(RED, GREEN), false)), 1e-3);
        assertTrue(inkOnly.correlation(ColorHistogram.of(picture(GREEN), false)) < 0.01);
    }

    @Test
    void aLittleDarkerIsALittleFurther() {
        float[] darker = {0.87f, 0.1f, 0.1f};
        double near = ColorHistogram.of(picture(RED), false).distance(ColorHistogram.of(picture(darker), false));
        assertTrue(near > 0.05 && near < 0.3, "" + near);
    }

    @Test
    void aBlankPageHasNoColors() {
        ColorHistogram none = ColorHistogram.of(picture(), false);
        assertEquals(0.5, none.distance(ColorHistogram.of(picture(RED), false)), 1e-6);
        assertEquals(0, none.correlation(none), 1e-9);
    }
}
