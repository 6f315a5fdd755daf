package studio.kintsugi.models.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.nn.Functional;

class PieceMeansTest {
    @Test
    void eachPieceIsSeenByItsOwnMeansAndAllTogetherAreKept() {
        try (NDManager manager = ComputeDevice.processor().newManager();
                NDManager keeper = manager.newSubManager()) {
            NDArray pieces = manager.create(new float[] {1, 3, 10, 30, 5, 7, 50, 70}, new Shape(2, 2, 1, 2));
            PieceMeans noted = new PieceMeans(2, pieces, keeper);
            NDArray own = Functional.oneByOne(pieces, x -> noted.note(x, 0).add(noted.note(x.mul(2), 1)));
            assertArrayEquals(new float[] {6, 60, 18, 180}, own.toFloatArray(), 1e-4f);
            assertArrayEquals(new float[] {4, 40}, noted.means()[0].toFloatArray(), 1e-5f);
            assertArrayEquals(new float[] {8, 80}, noted.means()[1].toFloatArray(), 1e-5f);
            assertEquals(new Shape(1, 2, 1, 1), noted.means()[0].getShape());
        }
    }
}
