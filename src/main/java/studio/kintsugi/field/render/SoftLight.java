package studio.kintsugi.field.render;

import studio.kintsugi.field.VoxelField;

/** Soft light from above on a field's surface. It depends on the place alone, not on who looks. */
public final class SoftLight {
    /** Bounds of the light anywhere. */
    public static final float LEAST = 0.5f;
    public static final float MOST = 1.25f;

    private static final float[] FROM = unit(0.45f, 0.8f, 0.4f);
    private static final float AMBIENT = 0.62f;
    private static final float DIFFUSE = 0.5f;
    private static final float SKY = 0.06f;
    /** Density that is half solid. */
    private static final float HALF = 10;
    /** How often solidity is blurred before its slopes are taken: with less, the grid's terraces show. */
    private static final int BLURS = 4;
    /** Where solidity changes less from corner to corner, there is no surface. */
    private static final float FLAT = 1e-4f;

    private SoftLight() {}

    /**
     * The factor that colours are multiplied by.
     *
     * @return (side, side, side), z first: {@value #LEAST}–{@value #MOST}, 1 where there is no surface
     */
    public static float[] atCorners(VoxelField field) {
        int n = field.side();
        float[] solid = solidity(field);
        float[] out = new float[solid.length];
        for (int z = 0, i = 0; z < n; z++) {
            for (int y = 0; y < n; y++) {
                for (int x = 0; x < n; x++, i++) {
                    float nx = solid[x > 0 ? i - 1 : i] - solid[x < n - 1 ? i + 1 : i];
                    float ny = solid[y > 0 ? i - n : i] - solid[y < n - 1 ? i + n : i];
                    float nz = solid[z > 0 ? i - n * n : i] - solid[z < n - 1 ? i + n * n : i];
                    out[i] = light(nx, ny, nz);
                }
            }
        }
        return out;
    }

    /** By the slope of what blocks the light there. */
    private static float light(float nx, float ny, float nz) {
        float length = (float) Math.sqrt(nx * nx + ny * ny + nz * nz);
        if (length < FLAT) {
            return 1;
        }
        float facing = 0.5f + 0.5f * (nx * FROM[0] + ny * FROM[1] + nz * FROM[2]) / length;
        return AMBIENT + DIFFUSE * facing * facing + SKY * ny / length;
    }

    /**
     * Rises slowly with density, and is blurred, so that its slope reaches beyond the surface's own cell.
     *
     * @return (side, side, side), z first, 0–1
     */
    public static float[] solidity(VoxelField field) {
        int n = field.side();
        float[] values = field.values();
        float[] out = new float[n * n * n];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[4 * i] / (values[4 * i] + HALF);
        }
        float[] other = new float[out.length];
        for (int blur = 0; blur < BLURS; blur++) {
            for (int along : new int[] {1, n, n * n}) {
                blur(out, other, along, n);
                float[] blurred = other;
                other = out;
                out = blurred;
            }
        }
        return out;
    }

    /** Blurs along an axis whose neighbours are {@code along} apart. */
    private static void blur(float[] from, float[] out, int along, int n) {
        for (int row = 0; row < from.length; row += n * along) {
            for (int i = row; i < row + n * along; i++) {
                float before = i >= row + along ? from[i - along] : 0;
                float after = i < row + (n - 1) * along ? from[i + along] : 0;
                out[i] = 0.25f * (before + 2 * from[i] + after);
            }
        }
    }

    private static float[] unit(float x, float y, float z) {
        float length = (float) Math.sqrt(x * x + y * y + z * z);
        return new float[] {x / length, y / length, z / length};
    }
}
