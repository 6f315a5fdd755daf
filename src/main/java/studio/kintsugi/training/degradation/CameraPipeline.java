package studio.kintsugi.training.degradation;

import java.util.random.RandomGenerator;

/**
 * What one camera does between its sensor and a picture, and that undone, after Brooks et al., "Unprocessing Images for
 * Learned Raw Denoising" (CVPR 2019). From picture to sensor:
 *
 * <ol>
 * <li>tone curve: y = 3x² − 2x³, undone by x = ½ − sin(asin(1 − 2y) / 3);
 * <li>gamma of 2.2;
 * <li>colour matrix: a mean, with weights drawn evenly, of those of four cameras, its rows of the sum 1;
 * <li>gains: for brightness 1 / n, n of a normal distribution of mean 0.8 and deviation 0.1; on top of it 1.9–2.4 for
 *     red and 1.5–1.9 for blue, to balance white. Pixels near white are divided by less, or a sensor could not have
 *     been filled by them.
 * </ol>
 *
 * @param toSensor colour matrix, row by row
 * @param fromSensor its inverse
 * @param gains of red, green and blue
 */
record CameraPipeline(double[] toSensor, double[] fromSensor, double[] gains) {
    private static final double GAMMA = 2.2;
    /** Above it, as a mean of the colours, gains are undone less and less. */
    private static final double NEAR_WHITE = 0.9;
    private static final double LEAST_GAIN = 0.5;

    /** From XYZ to the colours of the sensors of four cameras, as the paper's code has them. */
    private static final double[][] SENSORS = {
        {1.0234, -0.2969, -0.2266, -0.5625, 1.6328, -0.0469, -0.0703, 0.2188, 0.6406},
        {0.4913, -0.0541, -0.0202, -0.613, 1.3513, 0.2906, -0.1564, 0.2151, 0.7183},
        {0.838, -0.263, -0.0639, -0.2887, 1.0725, 0.2496, -0.0627, 0.1427, 0.5438},
        {0.6596, -0.2079, -0.0562, -0.4782, 1.3016, 0.1933, -0.097, 0.1581, 0.5181}
    };
    /** From linear sRGB to XYZ. */
    private static final double[] XYZ = {
        0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522, 0.0721750, 0.0193339, 0.1191920, 0.9503041
    };

    static CameraPipeline draw(RandomGenerator random) {
        double[] sensor = new double[9];
        for (double[] one : SENSORS) {
            double weight = random.nextDouble();
            for (int i = 0; i < 9; i++) {
                sensor[i] += weight * one[i];
            }
        }
        double[] toSensor = rowsOfOne(product(sensor, XYZ));
        double gain = 1 / Math.max(LEAST_GAIN, 0.8 + 0.1 * random.nextGaussian());
        double[] gains = {gain * random.nextDouble(1.9, 2.4), gain, gain * random.nextDouble(1.5, 1.9)};
        return new CameraPipeline(toSensor, inverse(toSensor), gains);
    }

    /** What the sensor sees of a picture, 0–1, all colours of each pixel. */
    float[][] exposed(float[][] picture) {
        float[][] out = new float[3][picture[0].length];
        double[] rgb = new double[3];
        for (int i = 0; i < out[0].length; i++) {
            for (int c = 0; c < 3; c++) {
                double x = Math.clamp(picture[c][i], 0f, 1f);
                rgb[c] = Math.pow(Math.max(0.5 - Math.sin(Math.asin(1 - 2 * x) / 3), 0), GAMMA);
            }
            double[] seen = times(toSensor, rgb);
            double white = Math.max((seen[0] + seen[1] + seen[2]) / 3 - NEAR_WHITE, 0) / (1 - NEAR_WHITE);
            double kept = Math.min(white * white, 1);
            for (int c = 0; c < 3; c++) {
                double share = Math.max(kept + (1 - kept) / gains[c], 1 / gains[c]);
                out[c][i] = (float) Math.clamp(seen[c] * share, 0, 1);
            }
        }
        return out;
    }

    /** The picture, 0–1, that is made of the values of a sensor. */
    float[][] developed(float[] raw, BayerMosaic mosaic) {
        float[] balanced = new float[raw.length];
        for (int i = 0; i < raw.length; i++) {
            balanced[i] = (float) Math.clamp(raw[i] * gains[mosaic.color(i)], 0, 1);
        }
        return developed(mosaic.demosaicked(balanced));
    }

    /** The picture, 0–1, that is made of balanced colours. */
    float[][] developed(float[][] balanced) {
        float[][] out = new float[3][balanced[0].length];
        double[] seen = new double[3];
        for (int i = 0; i < out[0].length; i++) {
            for (int c = 0; c < 3; c++) {
                seen[c] = balanced[c][i];
            }
            double[] rgb = times(fromSensor, seen);
            for (int c = 0; c < 3; c++) {
                double x = Math.pow(Math.clamp(rgb[c], 0, 1), 1 / GAMMA);
                out[c][i] = (float) (x * x * (3 - 2 * x));
            }
        }
        return out;
    }

    private static double[] times(double[] m, double[] v) {
        double[] out = new double[3];
        for (int r = 0; r < 3; r++) {
            out[r] = m[3 * r] * v[0] + m[3 * r + 1] * v[1] + m[3 * r + 2] * v[2];
        }
        return out;
    }

    private static double[] product(double[] a, double[] b) {
        double[] out = new double[9];
        for (int i = 0; i < 9; i++) {
            int row = i - i % 3;
            out[i] = a[row] * b[i % 3] + a[row + 1] * b[3 + i % 3] + a[row + 2] * b[6 + i % 3];
        }
        return out;
    }

    private static double[] rowsOfOne(double[] m) {
        double[] out = new double[9];
        for (int i = 0; i < 9; i++) {
            int row = i - i % 3;
            out[i] = m[i] / (m[row] + m[row + 1] + m[row + 2]);
        }
        return out;
    }

    /** By cofactors. */
    private static double[] inverse(double[] m) {
        double[] out = new double[9];
        double determinant = 0;
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 3; c++) {
                int r1 = 3 * ((r + 1) % 3);
                int r2 = 3 * ((r + 2) % 3);
                int c1 = (c + 1) % 3;
                int c2 = (c + 2) % 3;
                out[3 * c + r] = m[r1 + c1] * m[r2 + c2] - m[r1 + c2] * m[r2 + c1];
                determinant += r == 0 ? m[c] * out[3 * c] : 0;
            }
        }
        for (int i = 0; i < 9; i++) {
            out[i] /= determinant;
        }
        return out;
    }
}
