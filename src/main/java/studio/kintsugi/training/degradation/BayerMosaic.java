package studio.kintsugi.training.degradation;

/**
 * The colour filters before a sensor: of every 2×2 pixels one sees red, the one diagonally opposite blue, and two see
 * green. The colours that a pixel does not see are filled in with the linear filters of Malvar, He and Cutler
 * ("High-quality linear interpolation for demosaicing of Bayer-patterned color images", ICASSP 2004); beyond the edges
 * the picture counts as mirrored.
 *
 * @param width of the sensor, pixels
 * @param height likewise
 * @param redX column of the first red pixel, 0 or 1
 * @param redY row of the first red pixel, 0 or 1
 */
record BayerMosaic(int width, int height, int redX, int redY) {
    /** How far, in pixels, a value has effect. */
    static final int REACH = 2;

    private static final int RED = 0;
    private static final int GREEN = 1;
    private static final int BLUE = 2;

    /** Which colour the i-th pixel sees, row by row. */
    int color(int i) {
        boolean redColumn = (i % width + redX) % 2 == 0;
        boolean redRow = (i / width + redY) % 2 == 0;
        return redColumn != redRow ? GREEN : redRow ? RED : BLUE;
    }

    /** Of every pixel the colour that it sees. */
    float[] of(float[][] planes) {
        float[] out = new float[width * height];
        for (int i = 0; i < out.length; i++) {
            out[i] = planes[color(i)][i];
        }
        return out;
    }

    /** All colours of every pixel. */
    float[][] demosaicked(float[] raw) {
        float[][] out = new float[3][raw.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                fill(new Around(raw, x, y), y * width + x, out);
            }
        }
        return out;
    }

    private void fill(Around at, int i, float[][] out) {
        int seen = color(i);
        out[seen][i] = at.value();
        if (seen == GREEN) {
            boolean redBeside = (i / width + redY) % 2 == 0;
            out[redBeside ? RED : BLUE][i] = at.fromBeside();
            out[redBeside ? BLUE : RED][i] = at.fromAbove();
        } else {
            out[GREEN][i] = at.green();
            out[seen == RED ? BLUE : RED][i] = at.opposite();
        }
    }

    /** A pixel of a mosaic with those around it. */
    private final class Around {
        private final float[] raw;
        private final int x;
        private final int y;

        Around(float[] raw, int x, int y) {
            this.raw = raw;
            this.x = x;
            this.y = y;
        }

        private float at(int dx, int dy) {
            return raw[mirrored(y + dy, height) * width + mirrored(x + dx, width)];
        }

        float value() {
            return at(0, 0);
        }

        private float beside(int distance) {
            return at(-distance, 0) + at(distance, 0);
        }

        private float above(int distance) {
            return at(0, -distance) + at(0, distance);
        }

        private float diagonal() {
            return at(-1, -1) + at(1, -1) + at(-1, 1) + at(1, 1);
        }

        float green() {
            return (4 * value() + 2 * (beside(1) + above(1)) - beside(2) - above(2)) / 8;
        }

        float fromBeside() {
            return (5 * value() + 4 * beside(1) - beside(2) - diagonal() + above(2) / 2) / 8;
        }

        float fromAbove() {
            return (5 * value() + 4 * above(1) - above(2) - diagonal() + beside(2) / 2) / 8;
        }

        float opposite() {
            return (6 * value() + 2 * diagonal() - 1.5f * (beside(2) + above(2))) / 8;
        }
    }

    /** Mirrored at the middle of the outermost pixels, so that the filters' order goes on. */
    private static int mirrored(int i, int size) {
        return i < 0 ? -i : i < size ? i : 2 * (size - 1) - i;
    }
}
