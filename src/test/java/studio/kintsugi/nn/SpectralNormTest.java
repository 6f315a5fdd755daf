package studio.kintsugi.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import studio.kintsugi.compute.ComputeDevice;

class SpectralNormTest {
    /**
     * Singular values of a diagonal matrix are its entries, so the largest becomes 1 and the others keep their ratio.
     */
    @Test
    void theLargestSingularValueBecomesOne() {
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            NDArray weight = manager.create(new float[] {2, 0, 0, 0, 5, 0}, new Shape(2, 3, 1, 1));
            NDArray u = manager.create(new float[] {0.6f, 0.8f});
            NDArray normal = null;
            for (int i = 0; i < 30; i++) {
                normal = SpectralNorm.of(manager, weight, u, true);
            }
            assertEquals(new Shape(2, 3, 1, 1), normal.getShape());
            float[] values = normal.toFloatArray();
            assertEquals(1, values[4], 1e-5);
            assertEquals(0.4, values[0], 1e-5);
            assertEquals(1, Math.abs(u.toFloatArray()[1]), 1e-5);
        }
    }

    @Test
    void whatIsOnlyLookedAtDoesNotMove() {
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            NDArray u = manager.create(new float[] {0.6f, 0.8f});
            SpectralNorm.of(manager, manager.create(new float[] {2, 0, 0, 5}, new Shape(2, 2)), u, false);
            assertEquals(0.6f, u.toFloatArray()[0]);
        }
    }
}
