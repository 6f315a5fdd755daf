package studio.kintsugi.field.render;

import studio.kintsugi.field.VoxelField;

/**
 * The ground that a thing stands on, with the shadow where it is near; it fades into the background with its distance.
 *
 * @param height of it, on the y axis
 * @param shadow ({@value #SIDE}, {@value #SIDE}), z first, from -{@value #REACH} to {@value #REACH} along both axes:
 *     how much of the light each place lacks, 0–1; 0 at the rim
 */
public record Ground(float height, float[] shadow) {
    /** Cells of the shadow along a side. */
    public static final int SIDE = 96;
    /** How far the shadow reaches from the middle. */
    public static final float REACH = 1.6f;
    /** Distances from the middle at which it begins to fade and has faded. */
    public static final float NEAR = 1;
    public static final float FAR = 5;

    /** Red, green, blue in 0–1. */
    private static final float[] COLOR = {0.93f, 0.93f, 0.94f};
    private static final float[] SKY = {0.84f, 0.87f, 0.91f};

    private static final float DARKEST = 0.55f;
    /** Densities that block light. */
    private static final float SOLID = 10;
    private static final float LIGHT_THROUGH_GLASS = 0.6f;
    /** How far above the ground things still shade it. */
    private static final float CONTACT = 0.5f;
    private static final int BLURS = 3;

    /** At a field's lowest place. */
    public static Ground under(VoxelField field) {
        float height = lowest(field);
        return new Ground(height, shadow(field, height));
    }

    private static float lowest(VoxelField field) {
        int n = field.side();
        float[] v = field.values();
        for (int y = 0; y < n; y++) {
            for (int z = 0; z < n; z++) {
                for (int x = 0; x < n; x++) {
                    if (v[4 * ((z * n + y) * n + x)] > SOLID) {
                        return y * 2 * VoxelField.RADIUS / (n - 1) - VoxelField.RADIUS;
                    }
                }
            }
        }
        return -VoxelField.RADIUS;
    }

    /** The darker, the nearer the thing is above the ground. */
    private static float[] shadow(VoxelField field, float height) {
        float step = 2 * VoxelField.RADIUS / (1.5f * field.side());
        float[] out = new float[SIDE * SIDE];
        float[] here = new float[4];
        for (int i = 0; i < out.length; i++) {
            float x = (i % SIDE + 0.5f) * 2 * REACH / SIDE - REACH;
            float z = (i / SIDE + 0.5f) * 2 * REACH / SIDE - REACH;
            for (float above = 0; above < CONTACT && out[i] == 0; above += step) {
                field.at(x, height + above, z, here);
                if (here[0] > SOLID) {
                    out[i] = DARKEST * (1 - above / CONTACT) * (1 - LIGHT_THROUGH_GLASS * field.clearnessAt(x,
                            height + above, z));
                }
            }
        }
        for (int i = 0; i < BLURS; i++) {
            out = blurred(out);
        }
        return out;
    }

    private static float[] blurred(float[] from) {
        float[] out = new float[from.length];
        for (int y = 2; y < SIDE - 2; y++) {
            for (int x = 2; x < SIDE - 2; x++) {
                float sum = 0;
                for (int dy = -2; dy <= 2; dy++) {
                    for (int dx = -2; dx <= 2; dx++) {
                        sum += from[(y + dy) * SIDE + x + dx];
                    }
                }
                out[y * SIDE + x] = sum / 25;
            }
        }
        return out;
    }

    /** Red, green, blue of the ground in the light, 0–1. */
    public static float[] color() {
        return COLOR.clone();
    }

    /** Red, green, blue of the background, 0–1. */
    public static float[] sky() {
        return SKY.clone();
    }

    /**
     * What a ray sees: ground or background.
     *
     * @param share that is added of it, 0–1
     * @param out red, green, blue, 0–1, to which it is added
     */
    void see(float[] origin, float[] direction, float share, float[] out) {
        float t = (height - origin[1]) / direction[1];
        if (!(t > 0)) {
            for (int c = 0; c < 3; c++) {
                out[c] += share * SKY[c];
            }
            return;
        }
        float x = origin[0] + t * direction[0];
        float z = origin[2] + t * direction[2];
        float far = Math.clamp(((float) Math.sqrt(x * x + z * z) - NEAR) / (FAR - NEAR), 0, 1);
        float light = 1 - shadowAt(x, z);
        for (int c = 0; c < 3; c++) {
            out[c] += share * (COLOR[c] * light + far * (SKY[c] - COLOR[c] * light));
        }
    }

    private float shadowAt(float x, float z) {
        float u = (x + REACH) * SIDE / (2 * REACH) - 0.5f;
        float v = (z + REACH) * SIDE / (2 * REACH) - 0.5f;
        if (u < 0 || v < 0 || u >= SIDE - 1 || v >= SIDE - 1) {
            return 0;
        }
        int i = (int) u;
        int j = (int) v;
        float fu = u - i;
        float fv = v - j;
        int at = j * SIDE + i;
        return (1 - fv) * ((1 - fu) * shadow[at] + fu * shadow[at + 1])
                + fv * ((1 - fu) * shadow[at + SIDE] + fu * shadow[at + SIDE + 1]);
    }
}
