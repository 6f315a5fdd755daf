package studio.kintsugi.nn.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import studio.kintsugi.compute.ComputeDevice;

class MuonTest {
    private static float[] matrix(int rows, int columns, double decay) {
        Random random = new Random(5);
        float[] out = new float[rows * columns];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (random.nextGaussian() * Math.exp(-decay * (i / columns)));
        }
        return out;
    }

    @Test
    void allDirectionsAreMovedAlike() {
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            for (int[] size : new int[][] {{16, 40}, {40, 16}}) {
                float[] x = Muon.orthogonal(matrix(size[0], size[1], 0.02), size[0], size[1], manager);
                double[][] gram = gram(x, size[0], size[1]);
                double largest = largestEigenvalue(gram);
                for (int i = 0; i < gram.length; i++) {
                    for (int j = 0; j < gram.length; j++) {
                        gram[i][j] = (i == j ? 2 : 0) - gram[i][j];
                    }
                }
                double least = 2 - largestEigenvalue(gram);
                assertTrue(Math.sqrt(largest) < 1.25, "largest singular value " + Math.sqrt(largest));
                assertTrue(Math.sqrt(least) > 0.6, "least singular value " + Math.sqrt(least));
            }
        }
    }

    /** Values too small for the inverse of their length to be a number. */
    @Test
    void whatIsLeftOfADeadGradientMovesNothing() {
        float[] left = new float[16 * 40];
        Arrays.fill(left, 1e-43f);
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            assertArrayEquals(new float[left.length], Muon.orthogonal(left, 16, 40, manager));
        }
    }

    /** Products of the shorter side's vectors. */
    private static double[][] gram(float[] x, int rows, int columns) {
        int n = Math.min(rows, columns);
        double[][] out = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < Math.max(rows, columns); k++) {
                    out[i][j] += rows <= columns ? x[i * columns + k] * x[j * columns + k]
                            : x[k * columns + i] * x[k * columns + j];
                }
            }
        }
        return out;
    }

    /** By the power method. */
    private static double largestEigenvalue(double[][] matrix) {
        double[] v = new Random(1).doubles(matrix.length).toArray();
        double value = 0;
        for (int i = 0; i < 2000; i++) {
            double[] next = new double[v.length];
            for (int r = 0; r < v.length; r++) {
                for (int c = 0; c < v.length; c++) {
                    next[r] += matrix[r][c] * v[c];
                }
            }
            value = Math.sqrt(Arrays.stream(next).map(y -> y * y).sum());
            for (int r = 0; r < v.length; r++) {
                v[r] = next[r] / value;
            }
        }
        return value;
    }

    @Test
    void aQuadraticIsDescendedAndWhatIsNoMatrixFollowsAdam() {
        int rows = 16;
        int columns = 20;
        int size = rows * columns + 3;
        float[] target = matrix(rows, columns, 0.1);
        float[] w = new float[size];
        float[] adamW = new float[size];
        List<Muon.Part> parts = List.of(Muon.Part.of(0, new Shape(rows, columns, 1, 1)),
                Muon.Part.of(rows * columns, new Shape(3)));
        AdamW adam = new AdamW(new float[size], new float[size], 0, AdamW.BETA1, 0.99f, 0);
        double before = distance(w, target);
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            Muon muon = new Muon(manager, parts, new float[size], new float[size], 0, 0.99f, 0);
            for (int step = 0; step < 600; step++) {
                double rate = 0.05 * (1 - step / 600.0);
                muon.step(w, gradient(w, target), rate);
                adam.step(adamW, gradient(adamW, target), rate);
            }
        }
        assertTrue(distance(w, target) < 0.02 * before, before + " to " + distance(w, target));
        assertEquals(adamW[size - 1], w[size - 1], 1e-6f);
    }

    private static float[] gradient(float[] w, float[] target) {
        float[] out = new float[w.length];
        for (int i = 0; i < w.length; i++) {
            out[i] = w[i] - (i < target.length ? target[i] : 1);
        }
        return out;
    }

    private static double distance(float[] w, float[] target) {
        double sum = 0;
        for (int i = 0; i < target.length; i++) {
            sum += (w[i] - target[i]) * (w[i] - target[i]);
        }
        return Math.sqrt(sum);
    }
}
