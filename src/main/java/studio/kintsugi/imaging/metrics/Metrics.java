package studio.kintsugi.imaging.metrics;

import studio.kintsugi.imaging.Picture;

/**
 * How alike two pictures of the same size are. Values are compared as they are, in 0–1, without rounding to eight
 * bits; alpha does not count. Every method throws {@link IllegalArgumentException} where sizes differ.
 */
public final class Metrics {
    private static final double MOST_DECIBELS = 100;
    private static final int WINDOW = 11;
    private static final double SIGMA = 1.5;
    private static final double C1 = 0.01 * 0.01;
    private static final double C2 = 0.03 * 0.03;
    /** Luma of BT.601 with 16–235 head- and footroom, for RGB 0–1. */
    private static final double[] LUMA = {65.481 / 255, 128.553 / 255, 24.966 / 255};
    private static final double LUMA_OFFSET = 16.0 / 255;

    private Metrics() {}

    /**
     * Peak signal-to-noise ratio of a mean squared error, for values of 0–1, in dB: −10 log₁₀(error); infinite where
     * the error is 0.
     */
    public static double psnr(double meanSquaredError) {
        return -10 * Math.log10(meanSquaredError);
    }

    /**
     * Peak signal-to-noise ratio of what a network gave, clamped to 0–1, in dB. At most {@value #MOST_DECIBELS}, so
     * that a mean over pictures stays finite where one of them is perfect.
     *
     * @param prediction values in any order
     * @param target as many values in the same order, 0–1
     */
    public static double clampedPsnr(float[] prediction, float[] target) {
        return clampedPsnr(new float[][] {prediction}, new float[][] {target});
    }

    /** The same over several planes. */
    public static double clampedPsnr(float[][] prediction, float[][] target) {
        double sum = 0;
        long count = 0;
        for (int c = 0; c < prediction.length; c++) {
            if (prediction[c].length != target[c].length) {
                throw new IllegalArgumentException(
                        "sizes differ: " + prediction[c].length + " and " + target[c].length);
            }
            for (int i = 0; i < prediction[c].length; i++) {
                double d = Math.clamp(prediction[c][i], 0f, 1f) - target[c][i];
                sum += d * d;
            }
            count += prediction[c].length;
        }
        return Math.min(MOST_DECIBELS, psnr(sum / count));
    }

    /** Peak signal-to-noise ratio over red, green and blue, peak 1, in dB; infinite where they are equal. */
    public static double psnr(Picture a, Picture b) {
        same(a, b, 0);
        double sum = 0;
        for (int c = 0; c < Picture.CHANNELS; c++) {
            float[] pa = a.plane(c);
            float[] pb = b.plane(c);
            for (int i = 0; i < pa.length; i++) {
                double d = pa[i] - pb[i];
                sum += d * d;
            }
        }
        return psnr(sum / ((double) Picture.CHANNELS * a.width() * a.height()));
    }

    /**
     * Peak signal-to-noise ratio of luma (BT.601, 16–235), as super-resolution benchmarks give it, in dB.
     *
     * @param shave pixels cropped from each edge, by custom the scale
     */
    public static double psnrY(Picture a, Picture b, int shave) {
        same(a, b, shave);
        double sum = 0;
        for (int y = shave; y < a.height() - shave; y++) {
            for (int x = shave; x < a.width() - shave; x++) {
                double d = luma(a, y * a.width() + x) - luma(b, y * a.width() + x);
                sum += d * d;
            }
        }
        return psnr(sum / ((double) (a.width() - 2 * shave) * (a.height() - 2 * shave)));
    }

    /** Structural similarity, -1 to 1, mean over red, green and blue; Gaussian window 11×11, sigma 1.5, no padding. */
    public static double ssim(Picture a, Picture b) {
        same(a, b, 0);
        double sum = 0;
        for (int c = 0; c < Picture.CHANNELS; c++) {
            int channel = c;
            sum += ssim(a.width(), a.height(), i -> a.plane(channel)[i], i -> b.plane(channel)[i], 0);
        }
        return sum / Picture.CHANNELS;
    }

    /** Structural similarity of luma, edges shaved, as {@link #psnrY}. */
    public static double ssimY(Picture a, Picture b, int shave) {
        same(a, b, shave);
        return ssim(a.width(), a.height(), i -> luma(a, i), i -> luma(b, i), shave);
    }

    @FunctionalInterface
    private interface Values {
        double at(int index);
    }

    private static double luma(Picture p, int i) {
        return LUMA_OFFSET + LUMA[0] * p.plane(0)[i] + LUMA[1] * p.plane(1)[i] + LUMA[2] * p.plane(2)[i];
    }

    private static void same(Picture a, Picture b, int shave) {
        if (a.width() != b.width() || a.height() != b.height()) {
            throw new IllegalArgumentException("sizes differ: " + a.bounds() + " and " + b.bounds());
        }
        if (shave < 0 || 2 * shave >= Math.min(a.width(), a.height())) {
            throw new IllegalArgumentException("cannot shave " + shave + " off " + a.bounds());
        }
    }

    /** Rows are filtered once each and kept in a ring as tall as the window, so no plane is held. */
    private static double ssim(int width, int height, Values a, Values b, int shave) {
        int w = width - 2 * shave;
        int h = height - 2 * shave;
        double[] across = window(Math.min(WINDOW, w));
        double[] down = window(Math.min(WINDOW, h));
        int columns = w - across.length + 1;
        double[][][] ring = new double[down.length][5][columns];
        double[] rowA = new double[w];
        double[] rowB = new double[w];
        double sum = 0;
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int i = (y + shave) * width + x + shave;
                rowA[x] = a.at(i);
                rowB[x] = b.at(i);
            }
            filter(rowA, rowB, across, ring[y % down.length]);
            if (y >= down.length - 1) {
                sum += rowOf(ring, down, y + 1, columns);
            }
        }
        return sum / ((double) columns * (h - down.length + 1));
    }

    /** Local means of a, b, a², b² and ab along a row. */
    private static void filter(double[] a, double[] b, double[] window, double[][] out) {
        for (int x = 0; x < out[0].length; x++) {
            double ma = 0;
            double mb = 0;
            double aa = 0;
            double bb = 0;
            double ab = 0;
            for (int k = 0; k < window.length; k++) {
                double va = a[x + k] * window[k];
                double vb = b[x + k] * window[k];
                ma += va;
                mb += vb;
                aa += va * a[x + k];
                bb += vb * b[x + k];
                ab += va * b[x + k];
            }
            out[0][x] = ma;
            out[1][x] = mb;
            out[2][x] = aa;
            out[3][x] = bb;
            out[4][x] = ab;
        }
    }

    private static double rowOf(double[][][] ring, double[] window, int oldest, int columns) {
        double[][] sums = new double[5][columns];
        for (int k = 0; k < window.length; k++) {
            double[][] row = ring[(oldest + k) % window.length];
            for (int q = 0; q < 5; q++) {
                for (int x = 0; x < columns; x++) {
                    sums[q][x] += window[k] * row[q][x];
                }
            }
        }
        double sum = 0;
        for (int x = 0; x < columns; x++) {
            double ma = sums[0][x];
            double mb = sums[1][x];
            double va = sums[2][x] - ma * ma;
            double vb = sums[3][x] - mb * mb;
            double cov = sums[4][x] - ma * mb;
            sum += (2 * ma * mb + C1) * (2 * cov + C2) / ((ma * ma + mb * mb + C1) * (va + vb + C2));
        }
        return sum;
    }

    private static double[] window(int size) {
        double[] window = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double d = i - (size - 1) / 2.0;
            window[i] = Math.exp(-d * d / (2 * SIGMA * SIGMA));
            sum += window[i];
        }
        for (int i = 0; i < size; i++) {
            window[i] /= sum;
        }
        return window;
    }
}
