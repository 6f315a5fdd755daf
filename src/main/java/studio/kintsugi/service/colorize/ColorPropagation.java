package studio.kintsugi.service.colorize;

import java.util.Arrays;
import java.util.List;
import studio.kintsugi.service.colorize.ColorizeRequest.Hint;

/**
 * Brings small colour planes to a sketch's size, where each place takes the colours of the places it can reach without
 * crossing ink: the recursive filter of the domain transform (Gastal and Oliveira, SIGGRAPH 2011, equations 21 and 14),
 * with ink as what makes distances long. Colours that lie on lines, which are those of the lines, count for little.
 */
final class ColorPropagation {
    /** How far colours spread over paper, as a share of the longer side. */
    private static final double REACH = 0.05;
    /** Crossing a line of full ink is as far as this many reaches. */
    private static final double BARRIER = 12;
    private static final int ROUNDS = 3;
    private static final float LEAST_TRUST = 1e-3f;
    /** A hint outweighs the network's colours where it stands by this much. */
    private static final double HINT = 30;
    /** Radius of the dot that a hint is, as a share of the reach. */
    private static final double DOT = 0.1;

    private final int width;
    private final int height;
    private final float[] lines;
    private final double reach;
    private final int[] bounds;

    ColorPropagation(LineLayer lines) {
        this(lines, null);
    }

    /**
     * @param bounds of each pixel of the sketch the area that its colours stay in, or null where only ink holds them
     */
    ColorPropagation(LineLayer lines, int[] bounds) {
        this.bounds = bounds;
        this.width = lines.width();
        this.height = lines.height();
        this.lines = lines.lines();
        reach = Math.max(1.5, REACH * Math.max(width, height));
    }

    /**
     * @param colors planes of {@code w · h} values
     * @param trust of each of these values, 0–1
     * @return planes of the sketch's size
     */
    float[][] spread(float[][] colors, float[] trust, int w, int h) {
        int n = colors.length;
        float[][] sums = new float[n + 1][];
        sums[n] = enlarged(trust, null, w, h);
        for (int c = 0; c < n; c++) {
            sums[c] = enlarged(colors[c], trust, w, h);
        }
        filter(sums);
        for (int c = 0; c < n; c++) {
            for (int i = 0; i < sums[c].length; i++) {
                sums[c][i] = Math.clamp(sums[c][i] / Math.max(sums[n][i], 1e-12f), 0f, 1f);
            }
        }
        return Arrays.copyOf(sums, n);
    }

    /**
     * Lets hints spread from where they stand, up to the lines; they fade with the distance.
     *
     * @param colors planes of the sketch's size, which are changed
     */
    void add(List<Hint> hints, float[][] colors) {
        if (hints.isEmpty()) {
            return;
        }
        float[][] sums = new float[4][width * height];
        hints.forEach(h -> dot(h, sums));
        filter(sums);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < sums[c].length; i++) {
                colors[c][i] = Math.clamp((colors[c][i] + sums[c][i]) / (1 + sums[3][i]), 0f, 1f);
            }
        }
    }

    /** So heavy that, spread over as far as it reaches, it still outweighs what is there. */
    private void dot(Hint h, float[][] sums) {
        int radius = (int) Math.max(1, DOT * reach);
        double weight = HINT * Math.pow(2 * reach / (2 * radius + 1), 2);
        for (int y = Math.max(0, (int) h.y() - radius); y <= Math.min(height - 1, (int) h.y() + radius); y++) {
            for (int x = Math.max(0, (int) h.x() - radius); x <= Math.min(width - 1, (int) h.x() + radius); x++) {
                int i = y * width + x;
                sums[0][i] = (float) (h.red() * weight);
                sums[1][i] = (float) (h.green() * weight);
                sums[2][i] = (float) (h.blue() * weight);
                sums[3][i] = (float) weight;
            }
        }
    }

    private void filter(float[][] planes) {
        float[] cost = cost();
        for (int round = 0; round < ROUNDS; round++) {
            double sigma = reach * Math.sqrt(3) * Math.pow(2, ROUNDS - round - 1)
                    / Math.sqrt(Math.pow(4, ROUNDS) - 1);
            float[] keep = new float[cost.length];
            for (int i = 0; i < keep.length; i++) {
                keep[i] = (float) Math.exp(-Math.sqrt(2) / sigma * cost[i]);
            }
            for (float[] plane : planes) {
                across(plane, keep);
                down(plane, keep);
            }
        }
    }

    /** What it takes to go through each pixel. */
    private float[] cost() {
        float[] out = new float[lines.length];
        double factor = BARRIER * reach;
        for (int i = 0; i < out.length; i++) {
            double ink = Math.max(0, 1 - lines[i] - 0.05);
            out[i] = (float) (1 + factor * ink * ink);
        }
        return out;
    }

    /** How much of one pixel gets to its neighbour. */
    private float kept(float[] keep, int i, int j) {
        return bounds != null && bounds[i] != bounds[j] ? 0 : Math.min(keep[i], keep[j]);
    }

    private void across(float[] plane, float[] keep) {
        for (int y = 0; y < height; y++) {
            int row = y * width;
            for (int x = row + 1; x < row + width; x++) {
                plane[x] += kept(keep, x, x - 1) * (plane[x - 1] - plane[x]);
            }
            for (int x = row + width - 2; x >= row; x--) {
                plane[x] += kept(keep, x, x + 1) * (plane[x + 1] - plane[x]);
            }
        }
    }

    private void down(float[] plane, float[] keep) {
        for (int i = width; i < plane.length; i++) {
            plane[i] += kept(keep, i, i - width) * (plane[i - width] - plane[i]);
        }
        for (int i = plane.length - width - 1; i >= 0; i--) {
            plane[i] += kept(keep, i, i + width) * (plane[i + width] - plane[i]);
        }
    }

    /** Bilinear, each value times its weight. */
    private float[] enlarged(float[] values, float[] weights, int w, int h) {
        float[] out = new float[width * height];
        int[] left = new int[width];
        float[] right = new float[width];
        for (int x = 0; x < width; x++) {
            double at = Math.clamp((x + 0.5) * w / width - 0.5, 0, w - 1);
            left[x] = Math.min((int) at, Math.max(0, w - 2));
            right[x] = (float) (at - left[x]);
        }
        float[] row = new float[w];
        for (int y = 0; y < height; y++) {
            double at = Math.clamp((y + 0.5) * h / height - 0.5, 0, h - 1);
            int top = Math.min((int) at, Math.max(0, h - 2));
            float lower = (float) (at - top);
            int below = Math.min(top + 1, h - 1);
            for (int x = 0; x < w; x++) {
                row[x] = (1 - lower) * weighted(values, weights, top * w + x)
                        + lower * weighted(values, weights, below * w + x);
            }
            for (int x = 0; x < width; x++) {
                int next = Math.min(left[x] + 1, w - 1);
                out[y * width + x] = (1 - right[x]) * row[left[x]] + right[x] * row[next];
            }
        }
        return out;
    }

    private static float weighted(float[] values, float[] weights, int i) {
        return weights == null ? Math.max(values[i], LEAST_TRUST) : values[i] * Math.max(weights[i], LEAST_TRUST);
    }
}
