package studio.kintsugi.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Colours are compared wherever they lie. */
class ColourHistogramTest {
    /** A tenth of each, the rest white. */
    private static float[][] picture(float[]... colours) {
        float[][] out = new float[3][100];
        for (float[] plane : out) {
            Arrays.fill(plane, 1);
        }
        for (int k = 0; k < colours.length; k++) {
            for (int i = 0; i < 10; i++) {
                for (int c = 0; c < 3; c++) {
                    out[c][10 * k + i] = colours[k][c];
                }
            }
        }
        return out;
    }

    private static final float[] RED = {0.9f, 0.1f, 0.1f};
    private static final float[] BLUE = {0.1f, 0.2f, 0.8f};
    private static final float[] GREEN = {0.1f, 0.7f, 0.2f};

    @Test
    void theSameColoursElsewhereAreNoDifference() {
        ColourHistogram a = ColourHistogram.of(picture(RED, BLUE), true);
        ColourHistogram b = ColourHistogram.of(picture(BLUE, RED), true);
        assertEquals(0, a.distance(b), 1e-9);
        assertEquals(1, a.correlation(b), 1e-9);
    }

    @Test
    void otherColoursCountByTheirShare() {
        ColourHistogram a = ColourHistogram.of(picture(RED, BLUE), true);
        assertEquals(0.1, a.distance(ColourHistogram.of(picture(RED, GREEN), true)), 1e-3);
        ColourHistogram inkOnly = ColourHistogram.of(picture(RED, BLUE), false);
        assertEquals(0.5, inkOnly.distance(ColourHistogram.of(picture(RED, GREEN), false)), 1e-3);
        assertTrue(inkOnly.correlation(ColourHistogram.of(picture(GREEN), false)) < 0.01);
    }

    @Test
    void aLittleDarkerIsALittleFurther() {
        float[] darker = {0.87f, 0.1f, 0.1f};
        double near = ColourHistogram.of(picture(RED), false).distance(ColourHistogram.of(picture(darker), false));
        assertTrue(near > 0.05 && near < 0.3, "" + near);
    }

    @Test
    void aBlankPageHasNoColours() {
        ColourHistogram none = ColourHistogram.of(picture(), false);
        assertEquals(0.5, none.distance(ColourHistogram.of(picture(RED), false)), 1e-6);
        assertEquals(0, none.correlation(none), 1e-9);
    }
}
