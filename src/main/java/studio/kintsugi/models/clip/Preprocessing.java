package studio.kintsugi.models.clip;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Brings a picture to the size that CLIP was trained with, level for level as its official code does with Pillow:
 * antialiased bicubic in 8 bits, first across and then down, the shorter side to n, the middle cut out. Colour follows
 * after that: pictures with a palette are resized without blending, those with alpha multiplied by it meanwhile.
 *
 * <p>Dreams are rendered at the size that the model takes and need none of it. It is there for whoever gives CLIP a
 * picture of any size, and for tests that compare the model with the official code from the picture file on.
 */
public final class Preprocessing {
    private static final int FIXED = 22;
    private static final double A = -0.5;

    private Preprocessing() {}

    /**
     * The square in the middle.
     *
     * @param n its side in pixels
     * @return (3, n, n), 0–255
     */
    public static int[] square(BufferedImage image, int n) {
        int w = image.getWidth();
        int h = image.getHeight();
        int width = w <= h ? n : (int) ((long) n * w / h);
        int height = w <= h ? (int) ((long) n * h / w) : n;
        int[][] planes = image.getColorModel() instanceof IndexColorModel palette
                ? nearest(image.getRaster(), palette, width, height) : blended(image.getRaster(), width, height);
        int left = (int) Math.rint((width - n) / 2.0);
        int top = (int) Math.rint((height - n) / 2.0);
        int[] out = new int[3 * n * n];
        for (int c = 0; c < 3; c++) {
            int[] plane = planes[planes.length < 3 ? 0 : c];
            for (int y = 0; y < n; y++) {
                System.arraycopy(plane, (top + y) * width + left, out, (c * n + y) * n, n);
            }
        }
        return out;
    }

    private static int[][] nearest(Raster raster, IndexColorModel palette, int width, int height) {
        int[][] out = new int[3][width * height];
        for (int y = 0; y < height; y++) {
            int fromY = (int) ((y + 0.5) * raster.getHeight() / height);
            for (int x = 0; x < width; x++) {
                int index = raster.getSample((int) ((x + 0.5) * raster.getWidth() / width), fromY, 0);
                for (int c = 0; c < 3; c++) {
                    out[c][y * width + x] = palette.getRGB(index) >> 16 - 8 * c & 255;
                }
            }
        }
        return out;
    }

    private static int[][] blended(Raster raster, int width, int height) {
        int w = raster.getWidth();
        int h = raster.getHeight();
        int bands = raster.getNumBands();
        int[][] planes = new int[bands][];
        for (int b = 0; b < bands; b++) {
            planes[b] = raster.getSamples(0, 0, w, h, b, (int[]) null);
        }
        boolean alpha = bands == 2 || bands == 4;
        int colors = alpha ? bands - 1 : bands;
        for (int b = 0; alpha && b < colors; b++) {
            for (int i = 0; i < w * h; i++) {
                int t = planes[b][i] * planes[colors][i] + 128;
                planes[b][i] = (t >> 8) + t >> 8;
            }
        }
        for (int b = 0; b < bands; b++) {
            planes[b] = down(across(planes[b], w, h, width), width, h, height);
        }
        for (int b = 0; alpha && b < colors; b++) {
            for (int i = 0; i < width * height; i++) {
                int opacity = planes[colors][i];
                if (opacity != 0 && opacity != 255) {
                    planes[b][i] = Math.min(255, 255 * planes[b][i] / opacity);
                }
            }
        }
        return planes;
    }

    private static int[] across(int[] in, int w, int h, int width) {
        if (w == width) {
            return in;
        }
        Taps[] taps = taps(w, width);
        int[] out = new int[width * h];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < width; x++) {
                out[y * width + x] = taps[x].of(in, y * w, 1);
            }
        }
        return out;
    }

    private static int[] down(int[] in, int w, int h, int height) {
        if (h == height) {
            return in;
        }
        Taps[] taps = taps(h, height);
        int[] out = new int[w * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < w; x++) {
                out[y * w + x] = taps[y].of(in, x, w);
            }
        }
        return out;
    }

    /** Neighbouring inputs of one output and their weights in fixed point. */
    private record Taps(int first, int[] weights) {
        int of(int[] in, int offset, int stride) {
            long sum = 1L << FIXED - 1;
            for (int i = 0; i < weights.length; i++) {
                sum += (long) in[offset + (first + i) * stride] * weights[i];
            }
            return Math.clamp(sum >> FIXED, 0, 255);
        }
    }

    private static Taps[] taps(int from, int to) {
        double scale = (double) from / to;
        double wide = Math.max(1, scale);
        double support = 2 * wide;
        Taps[] out = new Taps[to];
        for (int i = 0; i < to; i++) {
            double center = (i + 0.5) * scale;
            int first = Math.max(0, (int) (center - support + 0.5));
            int end = Math.min(from, (int) (center + support + 0.5));
            double[] weights = new double[end - first];
            double sum = 0;
            for (int k = 0; k < weights.length; k++) {
                weights[k] = bicubic((k + first - center + 0.5) / wide);
                sum += weights[k];
            }
            int[] whole = new int[weights.length];
            for (int k = 0; k < whole.length; k++) {
                double v = weights[k] / sum * (1 << FIXED);
                whole[k] = (int) (v < 0 ? v - 0.5 : v + 0.5);
            }
            out[i] = new Taps(first, whole);
        }
        return out;
    }

    private static double bicubic(double x) {
        double d = Math.abs(x);
        if (d < 1) {
            return ((A + 2) * d - (A + 3)) * d * d + 1;
        }
        return d < 2 ? (((d - 5) * d + 8) * d - 4) * A : 0;
    }
}
