package studio.kintsugi.field.render;

import java.util.Arrays;
import java.util.stream.IntStream;
import studio.kintsugi.field.EmptySpace;
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
    /** Pixels that differ by more in any channel get more rays. */
    private static final float CONTRAST = 1 / 80f;

    private final VoxelField field;
    private final float step;
    private final Ground ground;
    private final boolean[] occupied;
    private final EmptySpace space;
    /** At each corner. */
    private final float[] light;

    public LitScene(VoxelField field) {
        this.field = field;
        step = 2 * VoxelField.RADIUS / (1.5f * field.side());
        ground = Ground.under(field);
        light = SoftLight.atCorners(field);
        occupied = field.occupied(OCCUPIED);
        space = EmptySpace.of(field.values(), field.side(), OCCUPIED);
    }

    /**
     * A square picture.
     *
     * @param side in pixels
     * @param rays along a side of those pixels that differ from one beside them; one goes through each of the others
     */
    public Picture picture(Camera camera, int side, int rays) {
        float[][] out = new float[Picture.CHANNELS][side * side];
        Rays directions = camera.rays(side);
        IntStream.range(0, side).parallel().forEach(row -> {
            Ray ray = new Ray(directions.origin());
            for (int column = 0; column < side; column++) {
                directions.direction(column, row, ray.direction);
                ray.trace();
                for (int c = 0; c < 3; c++) {
                    out[c][row * side + column] = ray.seen[c];
                }
            }
        });
        return Picture.of(side, side, rays == 1 ? out : refined(out, camera.rays(side * rays), side, rays));
    }

    private float[][] refined(float[][] coarse, Rays directions, int side, int rays) {
        float[][] out = new float[][] {coarse[0].clone(), coarse[1].clone(), coarse[2].clone()};
        IntStream.range(0, side).parallel().forEach(row -> {
            Ray ray = new Ray(directions.origin());
            for (int column = 0; column < side; column++) {
                if (!isEven(coarse, column, row, side)) {
                    int at = row * side + column;
                    float[] sum = new float[3];
                    for (int r = 0; r < rays * rays; r++) {
                        directions.direction(column * rays + r % rays, row * rays + r / rays, ray.direction);
                        ray.trace();
                        for (int c = 0; c < 3; c++) {
                            sum[c] += ray.seen[c];
                        }
                    }
                    for (int c = 0; c < 3; c++) {
                        out[c][at] = sum[c] / (rays * rays);
                    }
                }
            }
        });
        return out;
    }

    /** Whether a pixel is like those round it. */
    private static boolean isEven(float[][] picture, int column, int row, int side) {
        for (int y = Math.max(0, row - 1); y <= Math.min(side - 1, row + 1); y++) {
            for (int x = Math.max(0, column - 1); x <= Math.min(side - 1, column + 1); x++) {
                for (float[] plane : picture) {
                    if (Math.abs(plane[y * side + x] - plane[row * side + column]) > CONTRAST) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** A ray and what it sees; for one thread. */
    private final class Ray {
        private final float[] origin;
        private final float[] direction = new float[3];
        /** Red, green, blue, 0–1. */
        private final float[] seen = new float[3];
        private final float[] here = new float[4];

        Ray(float[] origin) {
            this.origin = origin;
        }

        /** Finds what is seen along the direction. */
        void trace() {
            float[] o = origin;
            float[] d = direction;
            Arrays.fill(seen, 0);
            float along = -(o[0] * d[0] + o[1] * d[1] + o[2] * d[2]);
            float half = VoxelField.RADIUS * VoxelField.RADIUS
                    - (o[0] * o[0] + o[1] * o[1] + o[2] * o[2] - along * along);
            float transmittance = half > 0 ? march(along, (float) Math.sqrt(half)) : 1;
            ground.see(o, d, transmittance, seen);
            for (int c = 0; c < 3; c++) {
                seen[c] = Math.clamp(seen[c], 0, 1);
            }
        }

        /** Through the scene's ball; gives what is left of the light behind it. */
        private float march(float along, float half) {
            float[] o = origin;
            float[] d = direction;
            int n = field.side();
            float toGrid = (n - 1) / (2 * VoxelField.RADIUS);
            float transmittance = 1;
            float t = along - half;
            while (t < along + half && transmittance > DARK) {
                float x = o[0] + t * d[0];
                float y = o[1] + t * d[1];
                float z = o[2] + t * d[2];
                float free = space.free((x + VoxelField.RADIUS) * toGrid, (y + VoxelField.RADIUS) * toGrid,
                        (z + VoxelField.RADIUS) * toGrid, d[0] * toGrid, d[1] * toGrid, d[2] * toGrid);
                if (free > 0) {
                    t += Math.max(1, (int) Math.ceil(free / step)) * step;
                    continue;
                }
                t += step;
                if (!occupied[(cell(z, toGrid, n) * n + cell(y, toGrid, n)) * n + cell(x, toGrid, n)]) {
                    continue;
                }
                field.at(x, y, z, here);
                float next = transmittance * (float) Math.exp(-here[0] * step);
                float weight = transmittance - next;
                if (weight > DARK) {
                    float lit = light(x, y, z);
                    for (int c = 0; c < 3; c++) {
                        seen[c] += weight * Math.min(1, here[c + 1] * lit);
                    }
                }
                transmittance = next;
            }
            return transmittance;
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
