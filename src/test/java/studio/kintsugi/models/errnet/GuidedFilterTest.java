package studio.kintsugi.models.errnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.kintsugi.compute.ComputeDevice;

/** The guide's edges and none of its own. */
class GuidedFilterTest {
    private static final Shape SHAPE = new Shape(2, 3, 40, 56);

    private static float worst(NDArray a, NDArray b) {
        return a.sub(b).abs().max().getFloat();
    }

    @Test
    void aLinearFunctionOfTheGuideStaysWhatItIs() {
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            NDArray guide = manager.randomUniform(0, 1, SHAPE);
            NDArray y = guide.mul(-0.4).add(0.1);
            // squares of 16 pixels have a variance of 1/192, which stands against the least one of 1e-4
            assertEquals(0, worst(GuidedFilter.apply(y, guide, 4), y), 2e-2);
        }
    }

    @Test
    void squaresThatTheGuideDoesNotShowAreGone() {
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            NDArray guide = manager.full(SHAPE, 0.5f);
            float[] squares = new float[(int) SHAPE.size()];
            for (int i = 0; i < squares.length; i++) {
                int x = i % 56;
                int y = i / 56 % 40;
                squares[i] = (x / 4 + y / 4) % 2 == 0 ? 0.1f : -0.1f;
            }
            NDArray out = GuidedFilter.apply(manager.create(squares, SHAPE), guide, 4);
            assertTrue(out.abs().max().getFloat() < 0.02, out.abs().max().toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"4,4", "4,200", "64,8"})
    void picturesSmallerThanAWindow(int height, int width) {
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            NDArray guide = manager.randomUniform(0, 1, new Shape(1, 3, height, width));
            NDArray y = manager.full(guide.getShape(), 0.25f);
            NDArray out = GuidedFilter.apply(y, guide, 4);
            assertEquals(guide.getShape(), out.getShape());
            assertEquals(0, worst(out, y), 1e-4);
        }
    }
}
