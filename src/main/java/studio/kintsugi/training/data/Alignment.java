package studio.kintsugi.training.data;

/**
 * The translation that aligns one picture with another.
 *
 * @param x pixels to the right
 * @param y pixels down
 */
public record Alignment(int x, int y) {
    private static final int SIDE = 384;

    /** Euclidean length, pixels. */
    public double length() {
        return Math.hypot(x, y);
    }

    /**
     * The shift of at most {@code most} pixels a side with which the edges of {@code b} lie best on those of
     * {@code a}: a(x, y) looks like b(x + shift). Measured by the correlation of luma's differences over the middle of
     * the pictures, which are of one size.
     */
    public static Alignment between(PhotoSet.Photo a, PhotoSet.Photo b, int most) {
        int w = Math.min(SIDE, a.width() - 2 * most - 2);
        int h = Math.min(SIDE, a.height() - 2 * most - 2);
        Alignment best = new Alignment(0, 0);
        if (w < 1 || h < 1) {
            return best;
        }
        int left = (a.width() - w) / 2;
        int top = (a.height() - h) / 2;
        int wide = w + 2 * most;
        float[][] edgesA = edges(a, left, top, w, h);
        float[][] edgesB = edges(b, left - most, top - most, wide, h + 2 * most);
        // a tie is no shift
        double highest = correlation(edgesA, w, h, edgesB, wide, most, most);
        for (int dy = -most; dy <= most; dy++) {
            for (int dx = -most; dx <= most; dx++) {
                double c = correlation(edgesA, w, h, edgesB, wide, dx + most, dy + most);
                if (c > highest) {
                    highest = c;
                    best = new Alignment(dx, dy);
                }
            }
        }
        return best;
    }

    private static double correlation(float[][] a, int w, int h, float[][] b, int wide, int left, int top) {
        double product = 0;
        double square = 1e-9;
        for (int c = 0; c < 2; c++) {
            for (int y = 0; y < h; y++) {
                int from = (y + top) * wide + left;
                for (int x = 0; x < w; x++) {
                    float v = b[c][from + x];
                    product += a[c][y * w + x] * v;
                    square += v * v;
                }
            }
        }
        return product / Math.sqrt(square);
    }

    /** Differences of luma to the left and to the top. */
    private static float[][] edges(PhotoSet.Photo p, int left, int top, int w, int h) {
        float[][] out = new float[2][w * h];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int here = luma(p, left + x, top + y);
                out[0][y * w + x] = here - luma(p, left + x - 1, top + y);
                out[1][y * w + x] = here - luma(p, left + x, top + y - 1);
            }
        }
        return out;
    }

    private static int luma(PhotoSet.Photo p, int x, int y) {
        int at = (y * p.width() + x) * 3;
        return (p.rgb()[at] & 0xff) + 2 * (p.rgb()[at + 1] & 0xff) + (p.rgb()[at + 2] & 0xff);
    }
}
