package studio.kintsugi.viewport;

import studio.kintsugi.models.dreamfields.VoxelField;

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

    public Volume {
        if (side < 2 || values.length != 4 * side * side * side) {
            throw new IllegalArgumentException(values.length + " values do not fill a cube of side " + side);
        }
    }

    /** A field as it is now; what happens to it later does not show. */
    public static Volume of(VoxelField field) {
        return new Volume(field.side(), VoxelField.RADIUS, field.values().clone());
    }

    /** Blocks along an edge. */
    int blocks() {
        return Math.ceilDiv(side - 1, BLOCK);
    }

    /** The largest density in each block of {@value #BLOCK}³ cells, corners that it shares with others included. */
    float[] blockMaxima() {
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
