package studio.kintsugi.viewport;

import studio.kintsugi.field.EmptySpace;
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
        return Math.ceilDiv(side - 1, EmptySpace.BLOCK);
    }

    /**
     * (blocks, blocks, blocks, 2), for each block: the distance to the nearest one that is not empty, in blocks, and
     * the highest density in it, per unit of length, as in {@link EmptySpace}.
     */
    float[] blocksOfCells() {
        EmptySpace space = EmptySpace.of(values, side, EMPTY);
        float[] out = new float[2 * space.distances().length];
        for (int i = 0; i < space.distances().length; i++) {
            out[2 * i] = space.distances()[i];
            out[2 * i + 1] = space.highest()[i];
        }
        return out;
    }
}
