package studio.kintsugi.imaging.metrics;

import java.util.Arrays;

/**
 * Which colours pixels have, wherever they are: 8 × 8 × 8 bins of red, green and blue, each pixel shared among the
 * bins round it, so that a small change of colour is a small change of the histogram. Sums to 1, unless it is of no
 * pixels.
 */
public final class ColorHistogram {
    private static final int BINS = 8;
    /** A pixel that is this light in all channels is paper. */
    private static final float PAPER = 0.94f;

    private final double[] shares = new double[BINS * BINS * BINS];

    private ColorHistogram() {}

    /**
     * @param planes red, green and blue, 0–1; what is outside counts as the nearest inside
     * @param paper whether white paper is counted too
     */
    public static ColorHistogram of(float[][] planes, boolean paper) {
        ColorHistogram out = new ColorHistogram();
        int counted = 0;
        double[] at = new double[3];
        for (int i = 0; i < planes[0].length; i++) {
            boolean white = planes[0][i] >= PAPER && planes[1][i] >= PAPER && planes[2][i] >= PAPER;
            if (paper || !white) {
                for (int c = 0; c < 3; c++) {
                    at[c] = Math.clamp(planes[c][i], 0f, 1f) * (BINS - 1);
                }
                out.add(at);
                counted++;
            }
        }
        for (int i = 0; i < out.shares.length; i++) {
            out.shares[i] /= Math.max(1, counted);
        }
        return out;
    }

    private void add(double[] at) {
        for (int corner = 0; corner < 8; corner++) {
            double weight = 1;
            int bin = 0;
            for (int c = 0; c < 3; c++) {
                int low = Math.min((int) at[c], BINS - 2);
                int up = corner >> c & 1;
                weight *= up == 1 ? at[c] - low : 1 - (at[c] - low);
                bin = bin * BINS + low + up;
            }
            shares[bin] += weight;
        }
    }

    /** Half the sum of the differences: 0 for the same colours, 1 for none in common. */
    public double distance(ColorHistogram other) {
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += Math.abs(shares[i] - other.shares[i]);
        }
        return sum / 2;
    }

    /** Pearson's correlation of the bins, -1 to 1; 0 where one of them is even. */
    public double correlation(ColorHistogram other) {
        double mean = Arrays.stream(shares).average().orElseThrow();
        double otherMean = Arrays.stream(other.shares).average().orElseThrow();
        double both = 0;
        double own = 0;
        double others = 0;
        for (int i = 0; i < shares.length; i++) {
            double a = shares[i] - mean;
            double b = other.shares[i] - otherMean;
            both += a * b;
            own += a * a;
            others += b * b;
        }
        return own * others == 0 ? 0 : both / Math.sqrt(own * others);
    }
}
