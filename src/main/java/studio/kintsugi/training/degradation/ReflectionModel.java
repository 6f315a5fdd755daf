package studio.kintsugi.training.degradation;

/**
 * What a photo taken through glass is made of: M = B + R, the scene behind and the blurred reflection. Planes are
 * three of float32, row by row, 0–1.
 */
final class ReflectionModel {
    /** Of the official kernel, 11 pixels wide whatever its deviation. */
    static final int RADIUS = 5;

    private ReflectionModel() {}

    /**
     * A photo with a reflection.
     *
     * @param reflection the light that was added
     * @param mixture the photo, 0–1
     */
    record Blend(float[][] reflection, float[][] mixture) {}

    /**
     * Adds a reflection as Fan et al. do (ICCV 2017; official {@code ReflectionSythesis_1}, the one ERRNet is trained
     * with). Where B + R exceeds 1 anywhere, R is dimmed by {@code dimming} times the mean excess, so that reflections
     * show on dark places and not on bright ones.
     */
    static Blend add(float[][] background, float[][] blurred, double dimming) {
        double sum = 0;
        long count = 0;
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < blurred[c].length; i++) {
                float m = background[c][i] + blurred[c][i];
                if (m > 1) {
                    sum += m;
                    count++;
                }
            }
        }
        boolean clipped = count > 0;
        float less = clipped ? (float) ((sum / count - 1) * dimming) : 0;
        float[][] reflection = new float[3][];
        float[][] mixture = new float[3][];
        for (int c = 0; c < 3; c++) {
            int n = blurred[c].length;
            reflection[c] = new float[n];
            mixture[c] = new float[n];
            for (int i = 0; i < n; i++) {
                float r = clipped ? Math.clamp(blurred[c][i] - less, 0, 1) : blurred[c][i];
                reflection[c][i] = r;
                mixture[c][i] = Math.min(background[c][i] + r, 1);
            }
        }
        return new Blend(reflection, mixture);
    }

    /** A Gaussian of {@code 2 · radius + 1} weights that sum to 1. */
    static float[] gaussian(int radius, double sigma) {
        double[] weights = new double[2 * radius + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(-(i - radius) * (i - radius) / (2 * sigma * sigma));
            sum += weights[i];
        }
        float[] out = new float[weights.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (weights[i] / sum);
        }
        return out;
    }

    /** A plane convolved with a kernel along both axes; black lies outside. */
    static float[] blur(float[] plane, int width, int height, float[] kernel) {
        return transposedRows(transposedRows(plane, width, height, kernel), height, width, kernel);
    }

    /** Rows convolved, as columns. */
    private static float[] transposedRows(float[] in, int width, int height, float[] kernel) {
        int radius = kernel.length / 2;
        float[] out = new float[in.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int k = Math.max(-radius, -x); k <= Math.min(radius, width - 1 - x); k++) {
                    sum += in[y * width + x + k] * kernel[k + radius];
                }
                out[x * height + y] = (float) sum;
            }
        }
        return out;
    }
}
