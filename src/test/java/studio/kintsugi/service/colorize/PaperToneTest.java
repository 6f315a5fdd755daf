package studio.kintsugi.service.colorize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PaperToneTest {
    private static final int SIDE = 200;

    /** Horizontal lines, two pixels high, every twenty. */
    private static boolean isLine(int i) {
        return i / SIDE % 20 < 2;
    }

    /** A sheet with grain, whose light falls off to a share of it at one side. */
    private static float[] sheet(float pencil, double dimmest) {
        SplittableRandom random = new SplittableRandom(1);
        float[] out = new float[SIDE * SIDE];
        for (int i = 0; i < out.length; i++) {
            double light = 0.92 * (1 - (1 - dimmest) * (i % SIDE) / SIDE) + 0.01 * random.nextGaussian();
            out[i] = (float) (light * (isLine(i) ? pencil : 1));
        }
        return out;
    }

    @Test
    void unevenPaperBecomesWhiteAndPencilInk() {
        float[] white = PaperTone.whitened(sheet(0.72f, 0.55), SIDE, SIDE);
        for (int i = 0; i < white.length; i++) {
            assertTrue(isLine(i) ? white[i] < 0.65f : white[i] > 0.7f, "at " + i % SIDE + ": " + white[i]);
        }
    }

    @Test
    void aDrawingOfOneWhiteKeepsItsGreys() {
        float[] drawing = new float[SIDE * SIDE];
        Arrays.fill(drawing, 0.8f);
        float[] expected = new float[SIDE * SIDE];
        Arrays.fill(expected, 1);
        for (int i = 0; i < drawing.length; i++) {
            if (isLine(i)) {
                drawing[i] = 0.6f;
                expected[i] = 0.75f;
            }
        }
        assertArrayEquals(expected, PaperTone.whitened(drawing, SIDE, SIDE), 0.01f);
    }

    /** A black dress on a shaded sheet is no shadow. */
    @Test
    void whatIsPaintedBlackStaysBlack() {
        float[] sheet = sheet(0.3f, 0.6);
        for (int y = 60; y < 140; y++) {
            Arrays.fill(sheet, y * SIDE + 60, y * SIDE + 140, 0.06f);
        }
        float[] white = PaperTone.whitened(sheet, SIDE, SIDE);
        assertTrue(white[100 * SIDE + 100] < 0.2f, "" + white[100 * SIDE + 100]);
        assertTrue(white[30 * SIDE + 190] > 0.8f, "" + white[30 * SIDE + 190]);
    }

    @Test
    void anEmptySheetStaysEmpty() {
        SplittableRandom random = new SplittableRandom(2);
        float[] grain = new float[SIDE * SIDE];
        for (int i = 0; i < grain.length; i++) {
            grain[i] = (float) (0.8 - 0.2 * (i / SIDE) / SIDE + 0.01 * random.nextGaussian());
        }
        int dark = 0;
        for (float v : PaperTone.whitened(grain, SIDE, SIDE)) {
            dark += v < 0.9f ? 1 : 0;
        }
        assertEquals(0, dark, 40);
    }
}
