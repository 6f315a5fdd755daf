package studio.kintsugi.nn.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Optimisers and schedules against updates that are worked out by hand or written out in double precision. */
class UpdatesTest {
    private static final int[] SPANS = {0, 4};

    private static final double RATE = 0.01;

    /** The update as PyTorch's documentation of AdamW writes it. */
    @Test
    void severalStepsOfAdamWFollowTheDocumentedUpdate() {
        double beta1 = 0.9;
        double beta2 = 0.99;
        double decay = 0.1;
        double[] expected = {1, -2};
        double[] m = new double[2];
        double[] v = new double[2];
        float[] w = {1, -2};
        AdamW adam = new AdamW(new float[2], new float[2], 0, (float) beta1, (float) beta2, (float) decay);
        for (int t = 1; t <= 5; t++) {
            double[] g = {0.3 * t - 1, 5.0 / t};
            for (int i = 0; i < 2; i++) {
                expected[i] -= RATE * decay * expected[i];
                m[i] = beta1 * m[i] + (1 - beta1) * g[i];
                v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
                double mHat = m[i] / (1 - Math.pow(beta1, t));
                double vHat = v[i] / (1 - Math.pow(beta2, t));
                expected[i] -= RATE * mHat / (Math.sqrt(vHat) + 1e-8);
            }
            adam.step(w, new float[] {(float) g[0], (float) g[1]}, RATE);
            assertEquals(expected[0], w[0], 1e-5, "step " + t);
            assertEquals(expected[1], w[1], 1e-5, "step " + t);
        }
    }

    @Test
    void adamWLeavesWeightsBeyondItsCountAlone() {
        float[] w = {1, 1};
        new AdamW(new float[2], new float[2], 0, 0.9f, 0.99f, 0.5f, 1).step(w, new float[] {1, 1}, RATE);
        assertEquals(1 - RATE * 0.5 - RATE, w[0], 1e-6);
        assertEquals(1, w[1]);
    }

    @Test
    void longGradientsAreClippedAndShortOnesAreNot() {
        float[] g = {3, 4};
        assertEquals(5, AdamW.clip(g, 0.5), 1e-6);
        assertArrayEquals(new float[] {0.3f, 0.4f}, g, 1e-6f);
        float[] small = {0.3f, 0.4f};
        assertEquals(0.5, AdamW.clip(small, 1), 1e-6);
        assertArrayEquals(new float[] {0.3f, 0.4f}, small);
        float[] any = {30, 40};
        assertEquals(50, AdamW.clip(any, 0), 1e-5);
        assertArrayEquals(new float[] {30, 40}, any);
    }

    /** Densities and colours follow rates of their own, whatever the size of their gradients. */
    @Test
    void theFirstStepOfArrayAdamIsARateLong() {
        float[] w = new float[8];
        new ArrayAdam(8, 0).step(w, new float[] {5, -1, 2, -3, -0.01f, 7, 0, 1}, 0.5f, 0.1f, new int[] {0, 8});
        assertArrayEquals(new float[] {-0.5f, 0.1f, -0.1f, 0.1f, 0.5f, -0.1f, 0, -0.1f}, w, 1e-5f);
    }

    /** With gradients 3 and 4 the root mean square is √12.5, and calm 1 adds it to each denominator. */
    @Test
    void calmDampsSmallGradients() {
        float[] w = new float[8];
        new ArrayAdam(8, 1).step(w, new float[] {3, 0, 0, 0, 4, 0, 0, 0}, 1, 1, new int[] {0, 8});
        double mean = Math.sqrt(12.5);
        assertEquals(-3 / (3 + mean), w[0], 1e-5);
        assertEquals(-4 / (4 + mean), w[4], 1e-5);
    }

    @Test
    void arrayAdamContinuesFromItsMoments() {
        float[] gradient = {1, -2, 3, -4};
        float[] whole = new float[4];
        ArrayAdam uninterrupted = new ArrayAdam(4, 0.1f);
        uninterrupted.step(whole, gradient, 0.1f, 0.2f, SPANS);
        float[] parts = whole.clone();
        ArrayAdam resumed = new ArrayAdam(uninterrupted.firstMoments().clone(),
                uninterrupted.secondMoments().clone(), uninterrupted.steps(), 0.1f);
        float[] other = {-1, 1, 5, 0};
        uninterrupted.step(whole, other, 0.1f, 0.2f, SPANS);
        resumed.step(parts, other, 0.1f, 0.2f, SPANS);
        assertArrayEquals(whole, parts);
    }

    @Test
    void theScheduleFallsToAThousandthAlongHalfACosine() {
        CosineSchedule schedule = new CosineSchedule(2);
        assertEquals(2, schedule.at(0), 1e-12);
        assertEquals(2 * (0.001 + 0.999 / 2), schedule.at(0.5), 1e-12);
        assertEquals(0.002, schedule.at(1), 1e-12);
        assertEquals(0.002, schedule.at(1.7), 1e-12, "after the end");
        assertEquals(2, schedule.at(-1), 1e-12, "before the beginning");
        for (double f = 0; f < 1; f += 0.05) {
            assertTrue(schedule.at(f + 0.05) < schedule.at(f), "falls at " + f);
        }
    }

    /** Soft-thresholding: x − rate · gradient − rate · γ, and nothing below zero. */
    @Test
    void theFirstStepOfFistaIsSoftThresholding() {
        float[] x = {1, 0.2f, 0.05f};
        Fista fista = new Fista(new float[3], 0);
        fista.step(x, new float[] {-1, 0.5f, 0}, 0.1f, 1, false);
        assertArrayEquals(new float[] {1, 0.05f, 0}, x, 1e-6f);
        assertArrayEquals(new float[] {1, 0.2f, 0.05f}, fista.previous());
        assertEquals(1, fista.alpha());
    }

    /** α goes 1, (1 + √5) / 2, (1 + √(1 + 4 α²)) / 2; the extrapolation is (α − 1) / α′ of the last step. */
    @Test
    void theThirdStepOfFistaExtrapolatesAndARestartDoesNot() {
        float[] x = {10};
        Fista fista = new Fista(new float[1], 0);
        float[] gradient = {1};
        fista.step(x, gradient, 1, 0, false);
        fista.step(x, gradient, 1, 0, false);
        assertEquals(8, x[0], 1e-6);
        double alpha = (1 + Math.sqrt(5)) / 2;
        assertEquals(alpha, fista.alpha(), 1e-6);
        double next = (1 + Math.sqrt(1 + 4 * alpha * alpha)) / 2;
        float[] again = x.clone();
        Fista copy = new Fista(fista.previous().clone(), fista.alpha());
        fista.step(x, gradient, 1, 0, false);
        assertEquals(8 - (alpha - 1) / next - 1, x[0], 1e-5);
        copy.step(again, gradient, 1, 0, true);
        assertEquals(7, again[0], 1e-6);
        assertEquals(1, copy.alpha());
    }
}
