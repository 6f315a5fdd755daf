package studio.kintsugi.field.render;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import studio.kintsugi.field.GridSpans;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Rays;
import studio.kintsugi.field.camera.Viewpoint;

/**
 * Volume rendering of a {@link VoxelField} (section 2.1 of Dream Fields) and its gradient, by hand: with T the
 * transmittance up to a sample, α = 1 − exp(−σδ) and C = Σ T α c, a sample's density gets
 * δ · (T′ c − C beyond it) · ∂L/∂C + δ · T at the end · ∂L/∂A.
 *
 * <p>Samples are evenly spaced along a ray, shifted at random while a field is optimised. A ray ends once it is opaque,
 * and cells whose corners are all empty are skipped.
 */
public final class VoxelRenderer {
    private static final float DARK = 0.004f;
    private static final float EMPTY = 0.02f;

    private final VoxelField field;
    private final int samples;
    /** For each cell, indexed by its first corner: whether it holds any density. */
    private final boolean[] occupied;

    /**
     * @param samples along the diameter of the scene
     */
    public VoxelRenderer(VoxelField field, int samples) {
        this.field = field;
        this.samples = samples;
        this.occupied = field.occupied(EMPTY);
    }

    /**
     * Renders one view.
     *
     * @param shift of the first sample as a share of a step, 0–1
     * @return (4, side, side): colour multiplied by opacity, and opacity
     */
    public float[] render(Viewpoint camera, int side, float shift) {
        float[] out = new float[4 * side * side];
        new March(camera, side, shift).run(out, null, null);
        return out;
    }

    /**
     * Where gradients can be, as {@link GridSpans#around}.
     *
     * @param margin corners beyond
     * @param mirrored whether what is on the left may come to the right
     */
    public int[] spans(int margin, boolean mirrored) {
        return GridSpans.around(occupied, field.side(), margin, mirrored);
    }

    /** The number of samples of a view that lie in occupied cells. */
    public long samplesInMatter(Viewpoint camera, int side, float shift) {
        March march = new March(camera, side, shift);
        march.run(new float[4 * side * side], null, null);
        return march.inMatter;
    }

    /** Adds the gradient of one view with respect to {@link VoxelField#values}, given that of its rendering. */
    void backward(Viewpoint camera, int side, float shift, float[] rendered, float[] gradient, float[] out) {
        new March(camera, side, shift).run(rendered, gradient, out);
    }

    /** Renders several views on several threads, with the same shift as {@link #backwardAll}. */
    public static List<float[]> all(VoxelRenderer r, List<? extends Viewpoint> cameras, int side, float shift,
            ExecutorService threads) {
        List<Future<float[]>> futures = cameras.stream().map(c -> threads.submit(() -> r.render(c, side, shift)))
                .toList();
        return futures.stream().map(VoxelRenderer::get).toList();
    }

    /** The sum of several views' gradients with respect to {@link VoxelField#values}. */
    public static float[] backwardAll(VoxelRenderer r, List<? extends Viewpoint> cameras, int side, float shift,
            List<float[]> rendered, List<float[]> gradients, ExecutorService threads, int workers) {
        List<Future<float[]>> futures = new ArrayList<>();
        for (int w = 0; w < workers; w++) {
            int first = w;
            futures.add(threads.submit(() -> {
                float[] sum = new float[r.field.values().length];
                for (int i = first; i < cameras.size(); i += workers) {
                    r.backward(cameras.get(i), side, shift, rendered.get(i), gradients.get(i), sum);
                }
                return sum;
            }));
        }
        float[] out = get(futures.getFirst());
        for (Future<float[]> f : futures.subList(1, futures.size())) {
            float[] other = get(f);
            for (int i = 0; i < out.length; i++) {
                out[i] += other[i];
            }
        }
        return out;
    }

    private static float[] get(Future<float[]> f) {
        try {
            return f.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Marches along the rays of one view. */
    private final class March {
        private final int side;
        private final float shift;
        private final Rays rays;
        private final float[] direction = new float[3];
        private final float[] values = field.values();
        private final int n = field.side();
        private final int[] corners = new int[8];
        private final float[] weights = new float[8];
        private long inMatter;

        March(Viewpoint camera, int side, float shift) {
            this.side = side;
            this.shift = shift;
            this.rays = camera.rays(side);
        }

        /**
         * Forward where {@code gradient} is null, filling {@code picture}; else backward, adding to {@code out}.
         */
        void run(float[] picture, float[] gradient, float[] out) {
            float[] o = rays.origin();
            float step = 2 * VoxelField.RADIUS / samples;
            float toGrid = (n - 1) / (2 * VoxelField.RADIUS);
            int plane = side * side;
            for (int pixel = 0; pixel < plane; pixel++) {
                rays.direction(pixel % side, pixel / side, direction);
                float along = -(o[0] * direction[0] + o[1] * direction[1] + o[2] * direction[2]);
                float half = VoxelField.RADIUS * VoxelField.RADIUS
                        - (o[0] * o[0] + o[1] * o[1] + o[2] * o[2] - along * along);
                if (half <= 0 || gradient != null && picture[3 * plane + pixel] == 0) {
                    continue;
                }
                half = (float) Math.sqrt(half);
                float[] g = gradient == null ? null : new float[] {gradient[pixel], gradient[plane + pixel],
                    gradient[2 * plane + pixel], gradient[3 * plane + pixel]};
                float beyond = g == null ? 0 : g[0] * picture[pixel] + g[1] * picture[plane + pixel]
                        + g[2] * picture[2 * plane + pixel];
                float last = g == null ? 0 : g[3] * (1 - picture[3 * plane + pixel]);
                float transmittance = 1;
                float red = 0;
                float green = 0;
                float blue = 0;
                for (float t = along - half + shift * step; t < along + half && transmittance > DARK; t += step) {
                    float density = sample((o[0] + t * direction[0] + VoxelField.RADIUS) * toGrid,
                            (o[1] + t * direction[1] + VoxelField.RADIUS) * toGrid,
                            (o[2] + t * direction[2] + VoxelField.RADIUS) * toGrid);
                    if (density < EMPTY) {
                        continue;
                    }
                    inMatter++;
                    float next = transmittance * (float) Math.exp(-density * step);
                    float weight = transmittance - next;
                    float r = mean(1);
                    float gr = mean(2);
                    float b = mean(3);
                    if (g == null) {
                        red += weight * r;
                        green += weight * gr;
                        blue += weight * b;
                    } else {
                        float seen = g[0] * r + g[1] * gr + g[2] * b;
                        beyond -= weight * seen;
                        float forDensity = step * (next * seen - beyond + last);
                        for (int k = 0; k < 8; k++) {
                            float w = weights[k];
                            int at = corners[k];
                            out[at] += w * forDensity;
                            w *= weight;
                            out[at + 1] += w * g[0];
                            out[at + 2] += w * g[1];
                            out[at + 3] += w * g[2];
                        }
                    }
                    transmittance = next;
                }
                if (g == null) {
                    picture[pixel] = red;
                    picture[plane + pixel] = green;
                    picture[2 * plane + pixel] = blue;
                    picture[3 * plane + pixel] = 1 - transmittance;
                }
            }
        }

        /** Finds the corners round a place of the grid and their weights; gives the density. */
        private float sample(float x, float y, float z) {
            int x0 = Math.clamp((int) x, 0, n - 2);
            int y0 = Math.clamp((int) y, 0, n - 2);
            int z0 = Math.clamp((int) z, 0, n - 2);
            float fx = x - x0;
            float fy = y - y0;
            float fz = z - z0;
            int cell = (z0 * n + y0) * n + x0;
            if (!occupied[cell]) {
                return 0;
            }
            int at = 4 * cell;
            int row = 4 * n;
            int sheet = 4 * n * n;
            float a = (1 - fy) * (1 - fz);
            float b = fy * (1 - fz);
            float c = (1 - fy) * fz;
            float d = fy * fz;
            set(0, at, a * (1 - fx));
            set(1, at + 4, a * fx);
            set(2, at + row, b * (1 - fx));
            set(3, at + row + 4, b * fx);
            set(4, at + sheet, c * (1 - fx));
            set(5, at + sheet + 4, c * fx);
            set(6, at + sheet + row, d * (1 - fx));
            set(7, at + sheet + row + 4, d * fx);
            return mean(0);
        }

        private void set(int k, int at, float weight) {
            corners[k] = at;
            weights[k] = weight;
        }

        private float mean(int channel) {
            float sum = 0;
            for (int k = 0; k < 8; k++) {
                sum += weights[k] * values[corners[k] + channel];
            }
            return sum;
        }
    }
}
