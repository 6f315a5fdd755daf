package studio.kintsugi.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EmptySpaceTest {
    private static final int SIDE = 42;
    private static final float SHORT = 0.05f;

    /** On every ray that passes over what it is told is free, nothing was there; and most of the way is free. */
    @Test
    void nothingIsPassedOver() {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[4 * SIDE * SIDE * SIDE];
        for (int i = 0; i < 12; i++) {
            values[4 * random.nextInt(SIDE * SIDE * SIDE)] = 1;
        }
        EmptySpace space = EmptySpace.of(values, SIDE, 1);
        float free = 0;
        float all = 0;
        for (int i = 0; i < 2000; i++) {
            float[] place = new float[3];
            float[] pace = new float[3];
            for (int a = 0; a < 3; a++) {
                place[a] = (float) random.nextDouble(0, SIDE - 1);
                pace[a] = i % 5 == a ? 0 : (float) random.nextGaussian();
            }
            while (inside(place)) {
                float way = space.free(place[0], place[1], place[2], pace[0], pace[1], pace[2]);
                for (float t = 0; t < Math.min(way, 2 * SIDE) - SHORT; t += SHORT) {
                    float[] there = {place[0] + t * pace[0], place[1] + t * pace[1], place[2] + t * pace[2]};
                    assertTrue(!inside(there) || !occupied(values, there), "passed over at " + t);
                    free += SHORT;
                }
                float gone = Math.max(SHORT, Math.min(way, 2 * SIDE));
                all += gone;
                for (int a = 0; a < 3; a++) {
                    place[a] += gone * pace[a];
                }
            }
        }
        assertTrue(free > 0.8 * all, free + " of " + all);
    }

    @Test
    void blocksWithSomethingInThemAreNotFree() {
        float[] values = new float[4 * SIDE * SIDE * SIDE];
        values[4 * ((21 * SIDE + 21) * SIDE + 21)] = 1;
        EmptySpace space = EmptySpace.of(values, SIDE, 1);
        assertEquals(0, space.free(22, 21.5f, 20.5f, 1, 0, 0));
        assertEquals(8, space.free(12, 21.5f, 20.5f, 1, 0, 0), "the block at 20 holds something");
    }

    private static boolean inside(float[] place) {
        boolean out = true;
        for (float p : place) {
            out &= p >= 0 && p <= SIDE - 1;
        }
        return out;
    }

    /** Whether any corner of the cell there is dense. */
    private static boolean occupied(float[] values, float[] place) {
        for (int c = 0; c < 8; c++) {
            int x = Math.min(SIDE - 2, (int) place[0]) + (c & 1);
            int y = Math.min(SIDE - 2, (int) place[1]) + (c >> 1 & 1);
            int z = Math.min(SIDE - 2, (int) place[2]) + (c >> 2);
            if (values[4 * ((z * SIDE + y) * SIDE + x)] >= 1) {
                return true;
            }
        }
        return false;
    }
}
