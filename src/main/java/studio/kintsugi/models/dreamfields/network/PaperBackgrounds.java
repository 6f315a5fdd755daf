package studio.kintsugi.models.dreamfields.network;

/**
 * The backgrounds of section 3.4 as the official code computes them. Pictures are (H, W, 3), 0–1; what is drawn by
 * chance comes from the caller.
 */
public final class PaperBackgrounds {
    private static final float[][] COLORS = {{0.26f, 0.09f, 0.02f}, {0.27f, 0, -0.05f}, {0.27f, -0.09f, 0.03f}};
    private static final double DECAY = 1.5;
    private static final double DEVIATION = 0.2;
    private static final int TAPS = 15;

    private PaperBackgrounds() {}

    /** A chess board of {@code squares} squares a side, the first of colour {@code a}. */
    public static float[] checkers(float[] a, float[] b, int side, int squares) {
        float[] out = new float[3 * side * side];
        int square = side / squares;
        for (int i = 0; i < side * side; i++) {
            boolean first = (i / side / square + i % side / square) % 2 == 0;
            System.arraycopy(first ? a : b, 0, out, 3 * i, 3);
        }
        return out;
    }

    /**
     * Waves whose strength falls with their frequency, before their colours are mixed (Lucid's Fourier pictures).
     *
     * @param noise (2, 3, side, side / 2 + 1), normal: real and imaginary parts
     */
    public static float[] waves(float[] noise, int side) {
        int half = side / 2 + 1;
        float[] out = new float[3 * side * side];
        double[] cos = new double[side];
        double[] sin = new double[side];
        for (int i = 0; i < side; i++) {
            cos[i] = Math.cos(2 * Math.PI * i / side);
            sin[i] = Math.sin(2 * Math.PI * i / side);
        }
        double[] re = new double[side * half];
        double[] im = new double[side * half];
        for (int c = 0; c < 3; c++) {
            columns(noise, c, side, cos, sin, re, im);
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    double sum = 0;
                    for (int k = 0; k < half; k++) {
                        int at = k * x % side;
                        // frequencies that are left out of a half spectrum mirror these
                        double twice = k == 0 || 2 * k == side ? 1 : 2;
                        sum += twice * (re[y * half + k] * cos[at] - im[y * half + k] * sin[at]);
                    }
                    out[3 * (y * side + x) + c] = (float) (sum / side / side / 4);
                }
            }
        }
        return out;
    }

    private static void columns(float[] noise, int c, int side, double[] cos, double[] sin, double[] re, double[] im) {
        int half = side / 2 + 1;
        int plane = side * half;
        double[] strength = new double[plane];
        for (int i = 0; i < plane; i++) {
            double fy = Math.min(i / half, side - i / half) / (double) side;
            double fx = i % half / (double) side;
            strength[i] = DEVIATION * side * Math.pow(Math.max(Math.hypot(fx, fy), 1.0 / side), -DECAY);
        }
        for (int y = 0; y < side; y++) {
            for (int k = 0; k < half; k++) {
                double real = 0;
                double imaginary = 0;
                for (int f = 0; f < side; f++) {
                    int i = f * half + k;
                    double a = strength[i] * noise[c * plane + i];
                    double b = strength[i] * noise[(3 + c) * plane + i];
                    int at = f * y % side;
                    real += a * cos[at] - b * sin[at];
                    imaginary += a * sin[at] + b * cos[at];
                }
                re[y * half + k] = real;
                im[y * half + k] = imaginary;
            }
        }
    }

    /** {@link #waves} in the colours of natural pictures. */
    public static float[] texture(float[] waves) {
        double longest = 0;
        for (int k = 0; k < 3; k++) {
            longest = Math.max(longest, Math.sqrt(COLORS[0][k] * COLORS[0][k] + COLORS[1][k] * COLORS[1][k]
                    + COLORS[2][k] * COLORS[2][k]));
        }
        float[] out = new float[waves.length];
        for (int i = 0; i < waves.length; i++) {
            int first = i / 3 * 3;
            float[] row = COLORS[i % 3];
            double v = (row[0] * waves[first] + row[1] * waves[first + 1] + row[2] * waves[first + 2]) / longest;
            out[i] = (float) (1 / (1 + Math.exp(-v)));
        }
        return out;
    }

    /** Gaussian blur of 15 taps; it is dark beyond the edges. */
    public static float[] blurred(float[] picture, int side, double sigma) {
        double[] kernel = new double[TAPS];
        double sum = 0;
        for (int i = 0; i < TAPS; i++) {
            double x = i - TAPS / 2;
            kernel[i] = Math.exp(-x * x / (2 * sigma * sigma));
            sum += kernel[i];
        }
        float[] from = picture;
        for (int pass = 0; pass < 2; pass++) {
            float[] to = new float[from.length];
            for (int i = 0; i < from.length; i++) {
                int along = pass == 0 ? i / 3 % side : i / 3 / side;
                int step = pass == 0 ? 3 : 3 * side;
                double v = 0;
                for (int k = 0; k < TAPS; k++) {
                    int at = along + k - TAPS / 2;
                    if (at >= 0 && at < side) {
                        v += kernel[k] / sum * from[i + (at - along) * step];
                    }
                }
                to[i] = (float) v;
            }
            from = to;
        }
        return from;
    }

    /**
     * A square of a rendering, enlarged, before a background. Colour is multiplied by opacity once more than needed, as
     * in the official code.
     *
     * @param rgb (width, width, 3), multiplied by opacity
     * @param opacity (width, width)
     * @param left first column; squares that leave the picture enter it on the other side
     * @param crop side of the square
     * @param background (side, side, 3)
     */
    public static float[] before(float[] background, int side, float[] rgb, float[] opacity, int width, int left,
            int top, int crop) {
        float[] out = new float[background.length];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                float a = bilinear(opacity, 1, 0, width, left, top, crop, side, x, y);
                for (int c = 0; c < 3; c++) {
                    int at = 3 * (y * side + x) + c;
                    out[at] = a * bilinear(rgb, 3, c, width, left, top, crop, side, x, y) + (1 - a) * background[at];
                }
            }
        }
        return out;
    }

    /**
     * Gradients through {@link #before}, added to what is there.
     *
     * @param over gradient over its result, (side, side, 3)
     * @param overRgb (width, width, 3)
     * @param overOpacity (width, width)
     */
    public static void beforeBackward(float[] over, float[] background, int side, float[] rgb, float[] opacity,
            int width, int left, int top, int crop, float[] overRgb, float[] overOpacity) {
        int[] at = new int[4];
        float[] weights = new float[4];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                corners(width, left, top, crop, side, x, y, at, weights);
                float a = mixed(opacity, 1, 0, at, weights);
                float overA = 0;
                for (int c = 0; c < 3; c++) {
                    int i = 3 * (y * side + x) + c;
                    overA += over[i] * (mixed(rgb, 3, c, at, weights) - background[i]);
                    for (int k = 0; k < 4; k++) {
                        overRgb[3 * at[k] + c] += weights[k] * a * over[i];
                    }
                }
                for (int k = 0; k < 4; k++) {
                    overOpacity[at[k]] += weights[k] * overA;
                }
            }
        }
    }

    private static float bilinear(float[] from, int channels, int c, int width, int left, int top, int crop, int side,
            int x, int y) {
        int[] at = new int[4];
        float[] weights = new float[4];
        corners(width, left, top, crop, side, x, y, at, weights);
        return mixed(from, channels, c, at, weights);
    }

    private static float mixed(float[] from, int channels, int c, int[] at, float[] weights) {
        float sum = 0;
        for (int k = 0; k < 4; k++) {
            sum += weights[k] * from[at[k] * channels + c];
        }
        return sum;
    }

    /** The four pixels of a rendering that a pixel of an enlarged square lies between, and their weights. */
    private static void corners(int width, int left, int top, int crop, int side, int x, int y, int[] at,
            float[] weights) {
        float u = Math.clamp((x + 0.5f) * crop / side - 0.5f, 0, crop - 1);
        float v = Math.clamp((y + 0.5f) * crop / side - 0.5f, 0, crop - 1);
        int x0 = (int) u;
        int y0 = (int) v;
        for (int k = 0; k < 4; k++) {
            int xi = Math.min(x0 + (k & 1), crop - 1);
            int yi = Math.min(y0 + (k >> 1), crop - 1);
            weights[k] = ((k & 1) == 0 ? 1 - u + x0 : u - x0) * ((k >> 1) == 0 ? 1 - v + y0 : v - y0);
            at[k] = (top + yi) % width * width + (left + xi) % width;
        }
    }
}
