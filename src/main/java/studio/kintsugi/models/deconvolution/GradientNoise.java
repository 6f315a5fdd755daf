package studio.kintsugi.models.deconvolution;

import java.util.Arrays;

/**
 * How much of what a picture's gradients show is noise. The deviation is told from second differences across second
 * differences, which see neither slopes nor straight edges along an axis (Immerkær, 1996), by their median, so that
 * corners and texture here and there count for nothing.
 */
final class GradientNoise {
    /** Deviation of the mask 1 −2 1 across itself over white noise of deviation 1. */
    private static final double MASK = 6;
    /** Median of the size of Gaussian values of deviation 1. */
    private static final double MEDIAN = 0.6745;

    private GradientNoise() {}

    /**
     * The noise's share of the energy of differences between neighbours, 0–1.
     *
     * @param y pieces of one picture, row by row, one after another; not a number where nothing is
     *     known
     */
    static double share(float[] y, int width, int height) {
        if (width < 3 || height < 3) {
            return 0;
        }
        float[] sizes = new float[y.length / (width * height) * (width - 2) * (height - 2)];
        int n = 0;
        double energy = 0;
        for (int first = 0; first < y.length; first += width * height) {
            for (int row = 1; row < height - 1; row++) {
                for (int at = first + row * width + 1; at < first + (row + 1) * width - 1; at++) {
                    float right = y[at + 1] - y[at];
                    float down = y[at + width] - y[at];
                    float curve = across(y, at - width) - 2 * across(y, at) + across(y, at + width);
                    if (!Float.isNaN(curve)) {
                        energy += right * right + down * down;
                        sizes[n++] = Math.abs(curve);
                    }
                }
            }
        }
        Arrays.sort(sizes, 0, n);
        double deviation = sizes[n / 2] / (MASK * MEDIAN);
        return energy > 0 ? Math.min(1, 4 * deviation * deviation * n / energy) : 0;
    }

    private static float across(float[] y, int at) {
        return y[at - 1] - 2 * y[at] + y[at + 1];
    }
}
