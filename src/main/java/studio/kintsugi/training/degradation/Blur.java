package studio.kintsugi.training.degradation;

import java.util.random.RandomGenerator;
import studio.kintsugi.models.deconvolution.BlurKernel;
import studio.kintsugi.training.data.Patch;

/**
 * Convolution with a kernel drawn anew each time. What is brighter than white afterwards is white, as on a sensor.
 *
 * @param kernels where kernels come from
 * @param linearShare how often (0–1) the light is averaged before the sRGB curve, as a shutter does, rather than after
 */
record Blur(RandomKernels.Source kernels, double linearShare) implements Degradation {
    static final double GAMMA = 2.2;

    @Override
    public Patch apply(Patch patch, RandomGenerator random) {
        boolean linear = random.nextDouble() < linearShare;
        float[] kernel = kernels.draw(random);
        Patch out = Patch.blank(patch.width(), patch.height());
        for (int c = 0; c < 3; c++) {
            float[] in = linear ? power(patch.planes()[c], GAMMA) : patch.planes()[c];
            float[] blurred = convolve(in, patch.width(), patch.height(), kernel, kernels.radius());
            out.planes()[c] = clipped(linear ? power(blurred, 1 / GAMMA) : blurred);
        }
        return out.blurred(BlurKernel.of(reversed(kernel)));
    }

    @Override
    public int margin() {
        return kernels.radius();
    }

    /** Edge pixels count as repeated outwards. */
    static float[] convolve(float[] in, int w, int h, float[] kernel, int radius) {
        int side = 2 * radius + 1;
        float[] out = new float[in.length];
        for (int ky = 0; ky < side; ky++) {
            for (int kx = 0; kx < side; kx++) {
                float k = kernel[ky * side + kx];
                if (k == 0) {
                    continue;
                }
                int dx = kx - radius;
                int left = Math.clamp(-dx, 0, w);
                int right = Math.clamp((long) w - dx, left, w);
                for (int y = 0; y < h; y++) {
                    int row = Math.clamp(y + ky - radius, 0, h - 1) * w;
                    int to = y * w;
                    for (int x = 0; x < left; x++) {
                        out[to + x] += k * in[row];
                    }
                    for (int x = left; x < right; x++) {
                        out[to + x] += k * in[row + x + dx];
                    }
                    for (int x = right; x < w; x++) {
                        out[to + x] += k * in[row + w - 1];
                    }
                }
            }
        }
        return out;
    }

    /** The point spread function of a correlation kernel: the same rotated by half a turn. */
    static float[] reversed(float[] kernel) {
        float[] out = new float[kernel.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = kernel[kernel.length - 1 - i];
        }
        return out;
    }

    /** In place. */
    static float[] clipped(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.min(values[i], 1);
        }
        return values;
    }

    static float[] power(float[] values, double exponent) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) Math.pow(Math.max(values[i], 0), exponent);
        }
        return out;
    }
}
