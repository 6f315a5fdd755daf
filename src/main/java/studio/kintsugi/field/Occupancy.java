package studio.kintsugi.field;

import java.util.Arrays;

/**
 * How the density of a field is distributed: what the transmittance loss of Dream Fields (section 3.2) and its random
 * backgrounds (section 3.4) are meant to improve.
 *
 * @param filled share of the scene's ball that holds more than a level of density, 0–1
 * @param scattered share of that volume which is not connected to the largest piece, 0–1
 * @param pieces number of connected pieces
 */
public record Occupancy(double filled, double scattered, int pieces) {
    /** Counts corners whose density exceeds {@code level}; pieces are 6-connected. */
    public static Occupancy of(VoxelField field, float level) {
        int side = field.side();
        boolean[] dense = new boolean[side * side * side];
        int all = 0;
        for (int i = 0; i < dense.length; i++) {
            dense[i] = field.values()[4 * i] > level;
            all += dense[i] ? 1 : 0;
        }
        int largest = 0;
        int pieces = 0;
        int[] stack = new int[dense.length];
        boolean[] left = Arrays.copyOf(dense, dense.length);
        for (int i = 0; i < left.length; i++) {
            if (left[i]) {
                pieces++;
                largest = Math.max(largest, flood(left, side, i, stack));
            }
        }
        double ball = 4 * Math.PI / 3 * Math.pow((side - 1) / 2.0, 3);
        return new Occupancy(all / ball, all == 0 ? 0 : 1 - (double) largest / all, pieces);
    }

    /** Clears one connected piece and returns the number of its corners. */
    private static int flood(boolean[] left, int side, int start, int[] stack) {
        int count = 0;
        int top = 0;
        stack[top++] = start;
        left[start] = false;
        while (top > 0) {
            int at = stack[--top];
            count++;
            int[] places = {at % side, at / side % side, at / (side * side)};
            int step = 1;
            for (int axis = 0; axis < 3; axis++, step *= side) {
                if (places[axis] > 0 && left[at - step]) {
                    left[at - step] = false;
                    stack[top++] = at - step;
                }
                if (places[axis] < side - 1 && left[at + step]) {
                    left[at + step] = false;
                    stack[top++] = at + step;
                }
            }
        }
        return count;
    }
}
