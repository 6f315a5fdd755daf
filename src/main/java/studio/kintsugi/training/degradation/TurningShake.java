package studio.kintsugi.training.degradation;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import studio.kintsugi.models.deconvolution.BlurKernel;
import studio.kintsugi.training.data.Patch;
import studio.kintsugi.training.degradation.Degradations.Range;

/**
 * Camera shake that turns the camera about the line of sight as well, so that the kernel varies over the picture (the
 * mean of what is seen from each pose; Whyte et al., IJCV 2012). The kernel it states is that of the middle.
 *
 * @param size as {@link RandomKernels.CameraShake} has it, of the path in the middle, pixels
 * @param turn from the pose turned furthest one way to that turned furthest the other way, degrees
 * @param linearShare as {@link Blur} has it
 */
record TurningShake(Range size, Range turn, double linearShare) implements Degradation {
    /** Poses of a path that are seen: closer than a pixel for paths in use. */
    private static final int POSES = 80;

    @Override
    public Patch apply(Patch patch, RandomGenerator random) {
        boolean linear = random.nextDouble() < linearShare;
        double[][] path = RandomKernels.CameraShake.path(random);
        double[] xs = poses(path[0]);
        double[] ys = poses(path[1]);
        double[] angles = centered(poses(RandomKernels.CameraShake.path(random)[0]),
                Math.toRadians(turn.draw(random)));
        double extent = Math.max(RandomKernels.extent(xs), RandomKernels.extent(ys));
        double length = size.draw(random);
        float[] kernel = RandomKernels.rasterize(xs, ys, length, shake().radius());
        double scale = Math.max(length - 1, 0) / Math.max(1e-9, extent);
        double[] right = centered(xs, scale * RandomKernels.extent(xs));
        double[] down = centered(ys, scale * RandomKernels.extent(ys));
        Patch out = Patch.blank(patch.width(), patch.height());
        for (int c = 0; c < 3; c++) {
            float[] in = linear ? Blur.power(patch.planes()[c], Blur.GAMMA) : patch.planes()[c];
            float[] sum = out.planes()[c];
            for (int t = 0; t < POSES; t++) {
                addView(in, patch.width(), patch.height(), right[t], down[t], angles[t], sum);
            }
            out.planes()[c] = Blur.clipped(linear ? Blur.power(sum, 1 / Blur.GAMMA) : sum);
        }
        return out.blurred(BlurKernel.of(Blur.reversed(kernel)));
    }

    private RandomKernels.CameraShake shake() {
        return new RandomKernels.CameraShake(size);
    }

    @Override
    public int margin() {
        return shake().radius();
    }

    private static double[] poses(double[] path) {
        double[] out = new double[POSES];
        for (int i = 0; i < POSES; i++) {
            out[i] = path[i * path.length / POSES];
        }
        return out;
    }

    /** With the mean 0 and another extent. */
    private static double[] centered(double[] values, double extent) {
        double mean = Arrays.stream(values).average().orElse(0);
        double scale = extent / Math.max(1e-9, RandomKernels.extent(values));
        return Arrays.stream(values).map(v -> (v - mean) * scale).toArray();
    }

    /** A share of what one pose sees, drawn bilinearly; edge pixels count as repeated outwards. */
    private static void addView(float[] in, int w, int h, double dx, double dy, double angle, float[] sum) {
        float cos = (float) Math.cos(angle);
        float sin = (float) Math.sin(angle);
        float cx = (w - 1) / 2f;
        float cy = (h - 1) / 2f;
        for (int y = 0; y < h; y++) {
            float u = cx + (float) dx - cos * cx - sin * (y - cy);
            float v = cy + (float) dy - sin * cx + cos * (y - cy);
            for (int x = 0; x < w; x++) {
                float px = Math.clamp(u + cos * x, 0, w - 1.001f);
                float py = Math.clamp(v + sin * x, 0, h - 1.001f);
                int at = (int) py * w + (int) px;
                float fx = px - (int) px;
                float fy = py - (int) py;
                sum[y * w + x] += ((1 - fy) * ((1 - fx) * in[at] + fx * in[at + 1])
                        + fy * ((1 - fx) * in[at + w] + fx * in[at + w + 1])) / POSES;
            }
        }
    }
}
