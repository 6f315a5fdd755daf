package studio.kintsugi.field;

/**
 * Where a grid holds nothing, coarse to fine, so that rays pass over most of it: for each block of {@value #BLOCK}³
 * cells how far the next is that holds something.
 *
 * @param blocks along an edge
 * @param distances (blocks, blocks, blocks), z first: the Chebyshev distance in blocks to the nearest block that is not
 *     empty, 0 where it is not empty itself
 * @param highest the same shape: the highest density in each block, per unit of length
 */
public record EmptySpace(int blocks, int[] distances, float[] highest) {
    /** Cells along the edge of a block. */
    public static final int BLOCK = 4;

    /**
     * Of a grid.
     *
     * @param values (side, side, side, 4), z first: density per unit of length, and three colours
     * @param least density from which there is something
     */
    public static EmptySpace of(float[] values, int side, float least) {
        int blocks = Math.ceilDiv(side - 1, BLOCK);
        float[] highest = highest(values, side, blocks);
        int[] distances = new int[highest.length];
        boolean[] reached = new boolean[highest.length];
        for (int i = 0; i < highest.length; i++) {
            reached[i] = highest[i] >= least;
        }
        for (int distance = 1; distance < blocks; distance++) {
            boolean[] farther = reached;
            for (int step = 1; step < reached.length; step *= blocks) {
                farther = spread(farther, step, blocks);
            }
            for (int i = 0; i < reached.length; i++) {
                if (!reached[i]) {
                    distances[i] = distance;
                }
            }
            reached = farther;
        }
        return new EmptySpace(blocks, distances, highest);
    }

    /** Dilates a mask by one block along one axis, whose neighbours are {@code step} apart. */
    private static boolean[] spread(boolean[] from, int step, int blocks) {
        boolean[] out = from.clone();
        for (int i = 0; i < out.length; i++) {
            int place = i / step % blocks;
            out[i] |= place > 0 && from[i - step] || place < blocks - 1 && from[i + step];
        }
        return out;
    }

    /** The highest density of each block, corners that it shares with other blocks included. */
    private static float[] highest(float[] values, int side, int blocks) {
        float[] out = new float[blocks * blocks * blocks];
        for (int i = 0; i < out.length; i++) {
            int x0 = i % blocks * BLOCK;
            int y0 = i / blocks % blocks * BLOCK;
            int z0 = i / (blocks * blocks) * BLOCK;
            float most = 0;
            for (int z = z0; z <= Math.min(z0 + BLOCK, side - 1); z++) {
                for (int y = y0; y <= Math.min(y0 + BLOCK, side - 1); y++) {
                    for (int x = x0; x <= Math.min(x0 + BLOCK, side - 1); x++) {
                        most = Math.max(most, values[4 * ((z * side + y) * side + x)]);
                    }
                }
            }
            out[i] = most;
        }
        return out;
    }

    /**
     * How far a ray can go from a place before anything can come.
     *
     * @param x of the place in cells, and {@code y} and {@code z}
     * @param px cells that the ray goes along x for each unit of its length, and {@code py} and {@code pz}
     * @return in the ray's units; 0 where the place's own block holds something
     */
    public float free(float x, float y, float z, float px, float py, float pz) {
        int bx = Math.clamp((int) x / BLOCK, 0, blocks - 1);
        int by = Math.clamp((int) y / BLOCK, 0, blocks - 1);
        int bz = Math.clamp((int) z / BLOCK, 0, blocks - 1);
        int distance = distances[(bz * blocks + by) * blocks + bx];
        return distance == 0 ? 0
                : Math.min(way(x, bx, px, distance), Math.min(way(y, by, py, distance), way(z, bz, pz, distance)));
    }

    /** To the wall, along one axis, of the blocks that are known to be empty. */
    private static float way(float place, int block, float pace, int distance) {
        if (pace == 0) {
            return Float.MAX_VALUE;
        }
        float wall = (pace > 0 ? block + distance : block + 1 - distance) * BLOCK;
        return Math.max(0, (wall - place) / pace);
    }
}
