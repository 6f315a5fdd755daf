package studio.kintsugi.viewport;

import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.render.SoftLight;

/**
 * A baked radiance field: density and colour at the corners of a cubic grid, linear between them.
 *
 * @param side corners along an edge, at least 2
 * @param radius of the ball round the origin beyond which there is nothing; the grid is the cube round it
 * @param values (side, side, side, 4), z first and x fastest: density per unit of length, red, green, blue in 0–1
 */
public record Volume(int side, float radius, float[] values) {
    /** Cells along the edge of a block that is skipped as a whole. */
    static final int BLOCK = 4;
    /** Smaller densities are invisible and count as empty. */
    private static final float EMPTY = 0.02f;

    public Volume {
        if (side < 2 || values.length != 4 * side * side * side) {
            throw new IllegalArgumentException(values.length + " values do not fill a cube of side " + side);
        }
    }

    /** A snapshot of a field; later changes of the field have no effect on it. */
    public static Volume of(VoxelField field) {
        return new Volume(field.side(), VoxelField.RADIUS, field.values().clone());
    }

    /** (side, side, side), per unit of length. */
    float[] densities() {
        float[] out = new float[values.length / 4];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[4 * i];
        }
        return out;
    }

    /**
     * (side, side, side, 4): red, green, blue, and the light there, all 0–1.
     *
     * @param light of each corner, of which 0 stands for {@link SoftLight#LEAST} and 1 for {@link SoftLight#MOST}
     */
    float[] litColors(float[] light) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (i & 3) == 3 ? (light[i / 4] - SoftLight.LEAST) / (SoftLight.MOST - SoftLight.LEAST)
                    : values[i + 1];
        }
        return out;
    }

    /** Blocks along an edge. */
    int blocks() {
        return Math.ceilDiv(side - 1, BLOCK);
    }

    /**
     * (blocks, blocks, blocks, 2), for each block of {@value #BLOCK}³ cells: the Chebyshev distance to the nearest
     * block that is not empty, in blocks, 0 where it is not empty itself; and the highest density in it, per unit of
     * length.
     */
    float[] blocksOfCells() {
        int blocks = blocks();
        float[] highest = highestOfBlocks();
        float[] out = new float[2 * highest.length];
        boolean[] reached = new boolean[highest.length];
        for (int i = 0; i < highest.length; i++) {
            out[2 * i + 1] = highest[i];
            reached[i] = highest[i] >= EMPTY;
        }
        for (int distance = 1; distance < blocks; distance++) {
            boolean[] farther = reached;
            for (int step = 1; step < reached.length; step *= blocks) {
                farther = spread(farther, step, blocks);
            }
            for (int i = 0; i < reached.length; i++) {
                if (!reached[i]) {
                    out[2 * i] = distance;
                }
            }
            reached = farther;
        }
        return out;
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
    private float[] highestOfBlocks() {
        int blocks = blocks();
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
}
