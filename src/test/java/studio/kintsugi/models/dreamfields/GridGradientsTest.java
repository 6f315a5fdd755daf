package studio.kintsugi.models.dreamfields;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import studio.kintsugi.field.GridSpans;

class GridGradientsTest {
    private static final int SIDE = 11;
    private static final int TIMES = 2;

    private final SplittableRandom random = new SplittableRandom(4);
    private final boolean[] occupied = new boolean[SIDE * SIDE * SIDE];
    private final float[] gradient = new float[4 * occupied.length];

    /** Some cells, one of them in the grid's corner, with a gradient at their corners. */
    GridGradientsTest() {
        for (int cell : new int[] {0, at(3, 5, 4), at(6, 5, 4), at(9, 9, 9)}) {
            occupied[cell] = true;
            for (int corner = 0; corner < 8; corner++) {
                for (int c = 0; c < 4; c++) {
                    gradient[4 * (cell + (corner & 1) + SIDE * (corner >> 1 & 1) + SIDE * SIDE * (corner >> 2)) + c] =
                            (float) random.nextDouble(-1, 1);
                }
            }
        }
    }

    @Test
    void aBlurKeepsTheSumAndSpreadsToTheNeighboursAlongEachAxis() {
        float[] impulse = new float[gradient.length];
        impulse[4 * at(5, 5, 5) + 2] = 64;
        float[] blurred = new GridGradients(SIDE, GridSpans.all(SIDE)).blur(impulse, 1, 1);
        assertEquals(8, blurred[4 * at(5, 5, 5) + 2], 1e-5);
        assertEquals(4, blurred[4 * at(4, 5, 5) + 2], 1e-5);
        assertEquals(4, blurred[4 * at(5, 6, 5) + 2], 1e-5);
        assertEquals(4, blurred[4 * at(5, 5, 6) + 2], 1e-5);
        assertEquals(1, blurred[4 * at(6, 4, 6) + 2], 1e-5);
        double sum = 0;
        for (float v : blurred) {
            sum += v;
        }
        assertEquals(64, sum, 1e-4);
    }

    @Test
    void whereNothingIsNeedNotBeLookedAt() {
        float[] whole = new GridGradients(SIDE, GridSpans.all(SIDE)).blur(gradient.clone(), TIMES, 0.6f);
        float[] spans = new GridGradients(SIDE, GridSpans.around(occupied, SIDE, TIMES, false))
                .blur(gradient.clone(), TIMES, 0.6f);
        assertArrayEquals(whole, spans);
    }

    @Test
    void leftAndRightBecomeAlike() {
        float[] mirrored = gradient.clone();
        new GridGradients(SIDE, GridSpans.around(occupied, SIDE, 0, true)).mirror(mirrored);
        for (int corner = 0; corner < occupied.length; corner++) {
            int other = corner - corner % SIDE + SIDE - 1 - corner % SIDE;
            for (int c = 0; c < 4; c++) {
                assertEquals((gradient[4 * corner + c] + gradient[4 * other + c]) / 2, mirrored[4 * corner + c], 1e-6);
            }
        }
    }

    /** Against finite differences of the sum of squares; twice the gradient that is added, scaled to a share. */
    @Test
    void theVariationsGradientIsThatOfFiniteDifferences() {
        float[] raw = new float[gradient.length];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (float) random.nextDouble(-1, 1);
        }
        float[] added = gradient.clone();
        new GridGradients(SIDE, GridSpans.all(SIDE)).addVariation(added, raw, 0.5f, 0.5f);
        double[] ratio = new double[2];
        for (int corner : new int[] {at(0, 0, 0), at(10, 4, 3), at(4, 10, 0), at(5, 5, 10), at(2, 7, 6)}) {
            for (int c = 0; c < 4; c++) {
                int i = 4 * corner + c;
                float kept = raw[i];
                raw[i] = kept + 0.01f;
                double above = variation(raw);
                raw[i] = kept - 0.01f;
                double below = variation(raw);
                raw[i] = kept;
                double now = (added[i] - gradient[i]) / ((above - below) / 0.02);
                int which = c == 0 ? 0 : 1;
                ratio[which] = ratio[which] == 0 ? now : ratio[which];
                assertEquals(ratio[which], now, 0.02 * Math.abs(ratio[which]), "value " + i);
            }
        }
        assertEquals(0.5 * size(gradient, 0), size(minus(added, gradient), 0), 1e-4);
    }

    private static double variation(float[] raw) {
        double sum = 0;
        for (int z = 0; z < SIDE; z++) {
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    for (int c = 0; c < 4; c++) {
                        double here = raw[4 * at(x, y, z) + c];
                        sum += x == SIDE - 1 ? 0 : square(here - raw[4 * at(x + 1, y, z) + c]);
                        sum += y == SIDE - 1 ? 0 : square(here - raw[4 * at(x, y + 1, z) + c]);
                        sum += z == SIDE - 1 ? 0 : square(here - raw[4 * at(x, y, z + 1) + c]);
                    }
                }
            }
        }
        return sum;
    }

    private static double size(float[] values, int channel) {
        double sum = 0;
        for (int i = channel; i < values.length; i += 4) {
            sum += values[i] * values[i];
        }
        return Math.sqrt(sum);
    }

    private static float[] minus(float[] a, float[] b) {
        float[] out = a.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] -= b[i];
        }
        return out;
    }

    private static double square(double v) {
        return v * v;
    }

    private static int at(int x, int y, int z) {
        return (z * SIDE + y) * SIDE + x;
    }
}
