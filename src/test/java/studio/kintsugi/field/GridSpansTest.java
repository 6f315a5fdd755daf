package studio.kintsugi.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GridSpansTest {
    private static final int SIDE = 9;

    @Test
    void allIsEveryRow() {
        assertEquals(4 * SIDE * SIDE * SIDE, length(GridSpans.all(SIDE)));
        assertEquals(2 * SIDE * SIDE, GridSpans.all(SIDE).length);
    }

    /** A cell has eight corners: two rows of two on each of two sheets. */
    @Test
    void aCellsCorners() {
        boolean[] occupied = new boolean[SIDE * SIDE * SIDE];
        occupied[corner(2, 3, 4)] = true;
        int[] expected = {corner(2, 3, 4), corner(4, 3, 4), corner(2, 4, 4), corner(4, 4, 4),
            corner(2, 3, 5), corner(4, 3, 5), corner(2, 4, 5), corner(4, 4, 5)};
        assertArrayEquals(Arrays.stream(expected).map(i -> 4 * i).toArray(),
                GridSpans.around(occupied, SIDE, 0, false));
    }

    @Test
    void aMarginEndsAtTheGridsEdges() {
        boolean[] occupied = new boolean[SIDE * SIDE * SIDE];
        occupied[corner(0, 1, 7)] = true;
        // 0–3 along x, 0–4 along y, 5–8 along z
        int[] spans = GridSpans.around(occupied, SIDE, 2, false);
        assertEquals(4 * 4 * 5 * 4, length(spans));
        assertEquals(4 * corner(0, 0, 5), spans[0]);
    }

    @Test
    void theLeftMayHaveWhatTheRightHas() {
        boolean[] occupied = new boolean[SIDE * SIDE * SIDE];
        occupied[corner(1, 4, 4)] = true;
        int[] spans = GridSpans.around(occupied, SIDE, 0, true);
        assertEquals(4 * corner(1, 4, 4), spans[0]);
        assertEquals(4 * corner(SIDE - 1, 4, 4), spans[1], "corners 1 and 2 stand opposite to 7 and 6");
    }

    @Test
    void nothingOfAnEmptyGrid() {
        assertEquals(0, GridSpans.around(new boolean[SIDE * SIDE * SIDE], SIDE, 3, true).length);
    }

    private static int corner(int x, int y, int z) {
        return (z * SIDE + y) * SIDE + x;
    }

    private static int length(int[] spans) {
        int sum = 0;
        for (int i = 0; i < spans.length; i += 2) {
            sum += spans[i + 1] - spans[i];
        }
        return sum;
    }
}
