package studio.kintsugi.nn.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.kintsugi.compute.ComputeDevice;

/** Losses against values worked out by hand. */
class LossesTest {
    private final NDManager manager = ComputeDevice.processor().newManager();

    @AfterEach
    void free() {
        manager.close();
    }

    private NDArray tensor(Shape shape, float... values) {
        return manager.create(values, shape);
    }

    /** softplus, the cross-entropy of a logit against 0; against 1 it is that of the negative. */
    private static double softplus(double z) {
        return Math.log1p(Math.exp(z));
    }

    @Test
    void pixelLosses() {
        Shape shape = new Shape(1, 1, 2, 2);
        NDArray x = tensor(shape, 1, 2, 3, 4);
        NDArray y = tensor(shape, 1, 0, 3, 8);
        assertEquals(1.5, Losses.l1(x, y).getFloat(), 1e-6);
        assertEquals(5, Losses.mse(x, y).getFloat(), 1e-6);
        // the difference is (0, 2; 0, −4): vertical neighbours differ by 0 and 6, horizontal ones by 2 and 4
        assertEquals(3 + 3, Losses.gradient(x, y).getFloat(), 1e-6);
    }

    /** Errors of 0.1 and 0.01 are 20 and 40 dB; the mean is over decibels and not over errors. */
    @Test
    void negativePsnrAveragesDecibels() {
        Shape shape = new Shape(2, 1, 1, 2);
        NDArray zero = tensor(shape, 0, 0, 0, 0);
        NDArray x = tensor(shape, 0.1f, -0.1f, 0.01f, 0.01f);
        assertEquals(-30, Losses.negativePsnr(x, zero).getFloat(), 1e-2);
        assertEquals(-80, Losses.negativePsnr(zero, zero).getFloat(), 1e-3, "the floor of 1e-8");
        assertEquals(-20, Losses.negativePsnr(zero, zero, 0.01f).getFloat(), 1e-4, "another floor");
    }

    @Test
    void adversarialLossesOfSingleLogits() {
        Shape one = new Shape(1, 1, 1, 1);
        NDArray real = tensor(one, 2);
        NDArray fake = tensor(one, -1);
        assertEquals((softplus(-1) + softplus(-2)) / 2,
                AdversarialLoss.STANDARD.discriminator(real, fake).getFloat(), 1e-6);
        assertEquals(softplus(1), AdversarialLoss.STANDARD.generator(null, fake).getFloat(), 1e-6);
        assertEquals(softplus(-3), AdversarialLoss.RELATIVISTIC.discriminator(real, fake).getFloat(), 1e-6);
        assertEquals(softplus(3), AdversarialLoss.RELATIVISTIC.generator(real, fake).getFloat(), 1e-6);
    }

    /** Real logits 1 and 3 (mean 2), generated ones 0 and −2 (mean −1). */
    @Test
    void theRelativisticAverageComparesWithTheBatchsMean() {
        Shape two = new Shape(2, 1, 1, 1);
        NDArray real = tensor(two, 1, 3);
        NDArray fake = tensor(two, 0, -2);
        assertEquals((softplus(-2) + softplus(-4)) / 2,
                AdversarialLoss.RELATIVISTIC_AVERAGE.discriminator(real, fake).getFloat(), 1e-6);
        assertEquals((softplus(2) + softplus(4)) / 2,
                AdversarialLoss.RELATIVISTIC_AVERAGE.generator(real, fake).getFloat(), 1e-6);
    }

    @Test
    void hugeLogitsDoNotOverflow() {
        Shape one = new Shape(1, 1, 1, 1);
        assertEquals(1e4, AdversarialLoss.STANDARD.generator(null, tensor(one, -1e4f)).getFloat(), 1);
        assertEquals(0, AdversarialLoss.STANDARD.generator(null, tensor(one, 1e4f)).getFloat(), 1e-6);
    }

    /** Two places with opposite features each find their match wherever it is; two alike leave one unmatched. */
    @Test
    void theContextualLossDoesNotMindWhereAMatchIs() {
        Shape shape = new Shape(1, 2, 1, 2);
        NDArray target = tensor(shape, 1, -1, 0, 0);
        NDArray swapped = tensor(shape, -1, 1, 0, 0);
        NDArray same = tensor(shape, 1, 1, 0, 0);
        assertArrayEquals(new float[] {0}, ContextualLoss.of(target, target).toFloatArray(), 1e-5f);
        assertArrayEquals(new float[] {0}, ContextualLoss.of(swapped, target).toFloatArray(), 1e-5f);
        assertArrayEquals(new float[] {(float) Math.log(2)}, ContextualLoss.of(same, target).toFloatArray(), 1e-5f);
    }

    @Test
    void layersWithSharedEdgesExcludeEachOtherLess() {
        float[] left = new float[3 * 16 * 16];
        float[] right = new float[left.length];
        for (int i = 0; i < left.length; i++) {
            left[i] = i % 16 < 4 ? 0 : 1;
            right[i] = i % 16 < 12 ? 0 : 1;
        }
        // a slope in the other direction keeps every mean gradient above zero
        for (int i = 0; i < left.length; i++) {
            left[i] += i / 16 % 16 * 1e-3f;
            right[i] += i / 16 % 16 * 1e-3f;
        }
        Shape shape = new Shape(1, 3, 16, 16);
        float apart = ExclusionLoss.of(tensor(shape, left), tensor(shape, right)).getFloat();
        float shared = ExclusionLoss.of(tensor(shape, left), tensor(shape, left)).getFloat();
        assertTrue(shared > 2 * apart, shared + " for shared edges, " + apart + " for edges apart");
    }
}
