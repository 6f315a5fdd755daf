package studio.kintsugi.field.render;

import java.util.Arrays;
import java.util.stream.IntStream;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Camera;
import studio.kintsugi.field.camera.Rays;
import studio.kintsugi.imaging.Picture;

/**
 * A field as a thing that stands on the ground: soft light from above by its surface's normals, a shadow where it
 * touches the ground, and a plain background. Pictures are anti-aliased by several rays a pixel.
 */
public final class LitScene {
    private static final float[] LIGHT = unit(0.45f, 0.8f, 0.4f);
    private static final float AMBIENT = 0.62f;
    private static final float DIFFUSE = 0.5f;
    private static final float DARK = 0.004f;
    /** How often solidity is blurred before its slopes are taken: with less, the grid's terraces show. */
    private static final int SLOPE_BLURS = 4;
    private static final float SHADOW = 0.55f;
    /** Densities that block the light of the ground. */
    private static final float SOLID = 10;
    /** How far below the thing's lowest place its shadow's last trace of it lies. */
    private static final float CONTACT = 0.5f;
    private static final float[] GROUND = {0.93f, 0.93f, 0.94f};
    private static final float[] SKY = {0.84f, 0.87f, 0.91f};
    private static final int SHADOW_SIDE = 96;
    private static final float SHADOW_REACH = 1.6f;
    private static final int SHADOW_BLURS = 3;

    private final VoxelField field;
    private final float ground;
    private final float[] shadow;
    private final float step;
    /** At each corner, 0–1; its slope is the surface's normal. */
    private final float[] solidity;

    public LitScene(VoxelField field) {
        this.field = field;
        solidity = solidity(field);
        step = 2 * VoxelField.RADIUS / (1.5f * field.side());
        ground = lowest();
        shadow = shadow();
    }

    private float lowest() {
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

    /** How much of the light each place of the ground lacks, 0–1: the more, the nearer the thing is above it. */
    private float[] shadow() {
        float[] out = new float[SHADOW_SIDE * SHADOW_SIDE];
        for (int i = 0; i < out.length; i++) {
            float x = (i % SHADOW_SIDE + 0.5f) * 2 * SHADOW_REACH / SHADOW_SIDE - SHADOW_REACH;
            float z = (i / SHADOW_SIDE + 0.5f) * 2 * SHADOW_REACH / SHADOW_SIDE - SHADOW_REACH;
            for (float above = 0; above < CONTACT && out[i] == 0; above += step) {
                out[i] = field.at(x, ground + above, z)[0] > SOLID ? SHADOW * (1 - above / CONTACT) : 0;
            }
        }
        for (int i = 0; i < SHADOW_BLURS; i++) {
            out = blurred(out);
        }
        return out;
    }

    private static float[] blurred(float[] from) {
        float[] out = new float[from.length];
        for (int y = 2; y < SHADOW_SIDE - 2; y++) {
            for (int x = 2; x < SHADOW_SIDE - 2; x++) {
                float sum = 0;
                for (int dy = -2; dy <= 2; dy++) {
                    for (int dx = -2; dx <= 2; dx++) {
                        sum += from[(y + dy) * SHADOW_SIDE + x + dx];
                    }
                }
                out[y * SHADOW_SIDE + x] = sum / 25;
            }
        }
        return out;
    }

    /**
     * A square picture.
     *
     * @param side in pixels
     * @param rays along a pixel's side
     */
    public Picture picture(Camera camera, int side, int rays) {
        float[][] out = new float[Picture.CHANNELS][side * side];
        Rays directions = camera.rays(side * rays);
        boolean[] occupied = field.occupied(SOLID / 10);
        IntStream.range(0, side).parallel().forEach(row -> {
            float[] direction = new float[3];
            float[] seen = new float[3];
            for (int column = 0; column < side; column++) {
                int at = row * side + column;
                for (int r = 0; r < rays * rays; r++) {
                    directions.direction(column * rays + r % rays, row * rays + r / rays, direction);
                    trace(directions.origin(), direction, occupied, seen);
                    for (int c = 0; c < 3; c++) {
                        out[c][at] += Math.clamp(seen[c], 0, 1) / (rays * rays);
                    }
                }
            }
        });
        return Picture.of(side, side, out);
    }

    private void trace(float[] o, float[] d, boolean[] occupied, float[] out) {
        Arrays.fill(out, 0);
        float along = -(o[0] * d[0] + o[1] * d[1] + o[2] * d[2]);
        float half = VoxelField.RADIUS * VoxelField.RADIUS
                - (o[0] * o[0] + o[1] * o[1] + o[2] * o[2] - along * along);
        float transmittance = 1;
        if (half > 0) {
            half = (float) Math.sqrt(half);
            int n = field.side();
            float toGrid = (n - 1) / (2 * VoxelField.RADIUS);
            for (float t = along - half; t < along + half && transmittance > DARK; t += step) {
                float x = o[0] + t * d[0];
                float y = o[1] + t * d[1];
                float z = o[2] + t * d[2];
                int cell = (cell(z, toGrid, n) * n + cell(y, toGrid, n)) * n + cell(x, toGrid, n);
                if (!occupied[cell]) {
                    continue;
                }
                float[] here = field.at(x, y, z);
                float next = transmittance * (float) Math.exp(-here[0] * step);
                float weight = transmittance - next;
                if (weight > DARK) {
                    float light = light(x, y, z);
                    for (int c = 0; c < 3; c++) {
                        out[c] += weight * Math.min(1, here[c + 1] * light);
                    }
                }
                transmittance = next;
            }
        }
        for (int c = 0; c < 3; c++) {
            out[c] += transmittance * behind(o, d, c);
        }
    }

    private static int cell(float place, float toGrid, int n) {
        return Math.clamp((int) ((place + VoxelField.RADIUS) * toGrid), 0, n - 2);
    }

    /** By the slope of what blocks the light there. */
    private float light(float x, float y, float z) {
        int n = field.side();
        float toGrid = (n - 1) / (2 * VoxelField.RADIUS);
        float u = (x + VoxelField.RADIUS) * toGrid;
        float v = (y + VoxelField.RADIUS) * toGrid;
        float w = (z + VoxelField.RADIUS) * toGrid;
        float nx = solidity(u - 1, v, w) - solidity(u + 1, v, w);
        float ny = solidity(u, v - 1, w) - solidity(u, v + 1, w);
        float nz = solidity(u, v, w - 1) - solidity(u, v, w + 1);
        float length = (float) Math.sqrt(nx * nx + ny * ny + nz * nz);
        if (length < 1e-4f) {
            return 1;
        }
        float facing = (nx * LIGHT[0] + ny * LIGHT[1] + nz * LIGHT[2]) / length;
        return AMBIENT + DIFFUSE * (0.5f + 0.5f * facing) * (0.5f + 0.5f * facing) + 0.06f * ny / length;
    }

    /** Between corners, in cells. */
    private float solidity(float u, float v, float w) {
        int n = field.side();
        int i = Math.clamp((int) u, 0, n - 2);
        int j = Math.clamp((int) v, 0, n - 2);
        int k = Math.clamp((int) w, 0, n - 2);
        float fu = Math.clamp(u - i, 0, 1);
        float fv = Math.clamp(v - j, 0, 1);
        float fw = Math.clamp(w - k, 0, 1);
        float out = 0;
        for (int c = 0; c < 8; c++) {
            float weight = ((c & 1) == 0 ? 1 - fu : fu) * ((c & 2) == 0 ? 1 - fv : fv) * ((c & 4) == 0 ? 1 - fw : fw);
            out += weight * solidity[((k + (c >> 2)) * n + j + (c >> 1 & 1)) * n + i + (c & 1)];
        }
        return out;
    }

    /** Rises slowly with density, and is blurred, so that its slope reaches beyond the surface's own cell. */
    private static float[] solidity(VoxelField field) {
        int n = field.side();
        float[] values = field.values();
        float[] out = new float[n * n * n];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[4 * i] / (values[4 * i] + SOLID);
        }
        for (int blur = 0; blur < SLOPE_BLURS; blur++) {
            for (int along : new int[] {1, n, n * n}) {
                float[] from = out;
                out = new float[from.length];
                for (int i = 0; i < out.length; i++) {
                    float before = i / along % n > 0 ? from[i - along] : 0;
                    float after = i / along % n < n - 1 ? from[i + along] : 0;
                    out[i] = 0.25f * (before + 2 * from[i] + after);
                }
            }
        }
        return out;
    }

    /** Ground with the thing's shadow, fading into the background with its distance. */
    private float behind(float[] o, float[] d, int channel) {
        float t = (ground - o[1]) / d[1];
        if (!(t > 0)) {
            return SKY[channel];
        }
        float x = o[0] + t * d[0];
        float z = o[2] + t * d[2];
        float far = Math.clamp((float) Math.sqrt(x * x + z * z) / 4 - 0.25f, 0, 1);
        float lit = GROUND[channel] * (1 - shadowAt(x, z));
        return lit + far * (SKY[channel] - lit);
    }

    private float shadowAt(float x, float z) {
        float u = (x + SHADOW_REACH) * SHADOW_SIDE / (2 * SHADOW_REACH) - 0.5f;
        float v = (z + SHADOW_REACH) * SHADOW_SIDE / (2 * SHADOW_REACH) - 0.5f;
        if (u < 0 || v < 0 || u >= SHADOW_SIDE - 1 || v >= SHADOW_SIDE - 1) {
            return 0;
        }
        int i = (int) u;
        int j = (int) v;
        float fu = u - i;
        float fv = v - j;
        int at = j * SHADOW_SIDE + i;
        return (1 - fv) * ((1 - fu) * shadow[at] + fu * shadow[at + 1])
                + fv * ((1 - fu) * shadow[at + SHADOW_SIDE] + fu * shadow[at + SHADOW_SIDE + 1]);
    }

    private static float[] unit(float x, float y, float z) {
        float length = (float) Math.sqrt(x * x + y * y + z * z);
        return new float[] {x / length, y / length, z / length};
    }
}
