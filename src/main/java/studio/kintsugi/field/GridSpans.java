package studio.kintsugi.field;

import java.util.Arrays;

/**
 * The part of a grid that work is to be done on: most of it is empty, and passes over all of it would take most of the
 * time. An interval of each row along x, all as one array of pairs: the index of a first value among those of {@link
 * VoxelField#raw}, and the end.
 */
public final class GridSpans {
    private GridSpans() {}

    /** All of a grid, a pair for each row. */
    public static int[] all(int side) {
        int[] out = new int[2 * side * side];
        for (int row = 0; row < side * side; row++) {
            out[2 * row] = 4 * side * row;
            out[2 * row + 1] = 4 * side * (row + 1);
        }
        return out;
    }

    /**
     * What lies round occupied cells.
     *
     * @param occupied (side, side, side), z first: cells by their first corners
     * @param margin corners on each side beyond those of an occupied cell
     * @param mirrored whether each row is to have the same to the left and to the right
     */
    public static int[] around(boolean[] occupied, int side, int margin, boolean mirrored) {
        int[] first = new int[side * side];
        int[] end = new int[side * side];
        for (int row = 0; row < side * side; row++) {
            int at = row * side;
            int a = 0;
            while (a < side && !occupied[at + a]) {
                a++;
            }
            int b = side;
            while (b > a && !occupied[at + b - 1]) {
                b--;
            }
            if (mirrored && a < b) {
                a = Math.min(a, side - 1 - b);
                b = side - 1 - a;
            }
            first[row] = a < b ? Math.max(0, a - margin) : side;
            end[row] = a < b ? Math.min(side, b + 1 + margin) : 0;
        }
        widen(first, end, side, 1, margin);
        widen(first, end, side, side, margin);
        int[] out = new int[2 * side * side];
        int count = 0;
        for (int row = 0; row < side * side; row++) {
            if (first[row] < end[row]) {
                out[count++] = 4 * (row * side + first[row]);
                out[count++] = 4 * (row * side + end[row]);
            }
        }
        return Arrays.copyOf(out, count);
    }

    /** Gives each row what those before and after it have, along an axis whose rows are {@code step} apart. */
    private static void widen(int[] first, int[] end, int side, int step, int margin) {
        int[] oldFirst = first.clone();
        int[] oldEnd = end.clone();
        for (int row = 0; row < first.length; row++) {
            int place = row / step % side;
            for (int d = Math.max(-margin - 1, -place); d <= Math.min(margin, side - 1 - place); d++) {
                first[row] = Math.min(first[row], oldFirst[row + d * step]);
                end[row] = Math.max(end[row], oldEnd[row + d * step]);
            }
        }
    }
}
