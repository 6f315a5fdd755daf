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
    private static final float DARK = 0.004f;
    /** Where there is less, nothing is looked for. */
    private static final float OCCUPIED = 1;

    private final VoxelField field;
    private final float step;
    private final Ground ground;
    /** At each corner. */
    private final float[] light;

    public LitScene(VoxelField field) {
        this.field = field;
        step = 2 * VoxelField.RADIUS / (1.5f * field.side());
        ground = Ground.under(field);
        light = SoftLight.atCorners(field);
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
        boolean[] occupied = field.occupied(OCCUPIED);
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
            float[] here = new float[4];
            for (float t = along - half; t < along + half && transmittance > DARK; t += step) {
                float x = o[0] + t * d[0];
                float y = o[1] + t * d[1];
                float z = o[2] + t * d[2];
                int cell = (cell(z, toGrid, n) * n + cell(y, toGrid, n)) * n + cell(x, toGrid, n);
                if (!occupied[cell]) {
                    continue;
                }
                field.at(x, y, z, here);
                float next = transmittance * (float) Math.exp(-here[0] * step);
                float weight = transmittance - next;
                if (weight > DARK) {
                    float lit = light(x, y, z);
                    for (int c = 0; c < 3; c++) {
                        out[c] += weight * Math.min(1, here[c + 1] * lit);
                    }
                }
                transmittance = next;
            }
        }
        for (int c = 0; c < 3; c++) {
            out[c] += transmittance * ground.seen(o, d, c);
        }
    }

    private static int cell(float place, float toGrid, int n) {
        return Math.clamp((int) ((place + VoxelField.RADIUS) * toGrid), 0, n - 2);
    }

    /** Between corners. */
    private float light(float x, float y, float z) {
        int n = field.side();
        float toGrid = (n - 1) / (2 * VoxelField.RADIUS);
        float u = (x + VoxelField.RADIUS) * toGrid;
        float v = (y + VoxelField.RADIUS) * toGrid;
        float w = (z + VoxelField.RADIUS) * toGrid;
        int i = Math.clamp((int) u, 0, n - 2);
        int j = Math.clamp((int) v, 0, n - 2);
        int k = Math.clamp((int) w, 0, n - 2);
        float fu = Math.clamp(u - i, 0, 1);
        float fv = Math.clamp(v - j, 0, 1);
        float fw = Math.clamp(w - k, 0, 1);
        float out = 0;
        for (int c = 0; c < 8; c++) {
            float weight = ((c & 1) == 0 ? 1 - fu : fu) * ((c & 2) == 0 ? 1 - fv : fv) * ((c & 4) == 0 ? 1 - fw : fw);
            out += weight * light[((k + (c >> 2)) * n + j + (c >> 1 & 1)) * n + i + (c & 1)];
        }
        return out;
    }
}
