package studio.kintsugi.training.colorization;

import java.util.random.RandomGenerator;

/**
 * Changes all colours of a drawing alike, so that what a thing usually looks like says nothing of how it looks here
 * (the appearance transformation of section 3.1): a turn of the hues, a mixture of the channels or noise for each
 * channel, then a curve.
 *
 * @param matrix what red, green and blue become, rows of factors of red, green and blue
 * @param offset added to each
 * @param curve exponent
 */
record Appearance(double[][] matrix, double[] offset, double curve) {
    private static final double NOISE = 0.25;
    private static final double MOST_TURN = Math.PI;

    /** A random one; one in eight changes nothing. */
    static Appearance draw(RandomGenerator random) {
        double[][] matrix = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        double[] offset = new double[3];
        double curve = 1;
        int kind = random.nextInt(8);
        if (kind > 0) {
            curve = Math.exp((random.nextDouble() - 0.5) * 0.8);
        }
        if (kind >= 1 && kind <= 3) {
            matrix = hueTurn((2 * random.nextDouble() - 1) * MOST_TURN);
        } else if (kind == 4 || kind == 5) {
            shuffle(matrix, random);
        }
        if (kind >= 5) {
            for (int c = 0; c < 3; c++) {
                offset[c] = (2 * random.nextDouble() - 1) * NOISE;
            }
        }
        return new Appearance(matrix, offset, curve);
    }

    /** A turn round the grey axis, which leaves greys as they are. */
    private static double[][] hueTurn(double angle) {
        double cos = Math.cos(angle);
        double same = (1 - cos) / 3;
        double sin = Math.sin(angle) / Math.sqrt(3);
        return new double[][] {{cos + same, same - sin, same + sin}, {same + sin, cos + same, same - sin},
            {same - sin, same + sin, cos + same}};
    }

    private static void shuffle(double[][] rows, RandomGenerator random) {
        for (int i = rows.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double[] row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
        }
    }

    /**
     * @param planes red, green, blue, 0–1
     * @return likewise
     */
    float[][] of(float[][] planes) {
        int n = planes[0].length;
        float[][] out = new float[3][n];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < 3; c++) {
                double value = offset[c];
                for (int from = 0; from < 3; from++) {
                    value += matrix[c][from] * planes[from][i];
                }
                value = Math.clamp(value, 0.0, 1.0);
                out[c][i] = (float) (curve == 1 ? value : Math.pow(value, curve));
            }
        }
        return out;
    }
}
