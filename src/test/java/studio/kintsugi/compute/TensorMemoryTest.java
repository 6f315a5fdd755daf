package studio.kintsugi.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class TensorMemoryTest {
    private static final int COUNT = 1 << 20;

    @Test
    void aCopyHasTheValuesAndIsIndependentOfThem() {
        float[] values = {1, -2, Float.NaN, 4e-39f, Float.MAX_VALUE, 0};
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            NDArray tensor = TensorMemory.copyOf(values, new Shape(2, 3), manager);
            float[] expected = values.clone();
            values[0] = 7;
            assertEquals(new Shape(2, 3), tensor.getShape());
            assertEquals(DataType.FLOAT32, tensor.getDataType());
            assertArrayEquals(expected, tensor.toFloatArray());
        }
    }

    /** What is closed is given back at once, whether or not garbage is collected. */
    @Test
    void nothingStaysBesideJavasHeap() {
        float[] values = new float[COUNT];
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            TensorMemory.copyOf(values, new Shape(COUNT), manager).close();
            long before = direct();
            for (int i = 0; i < 20; i++) {
                TensorMemory.copyOf(values, new Shape(COUNT), manager).close();
            }
            assertTrue(direct() - before < COUNT, () -> "grew by " + (direct() - before));
        }
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(p -> p.getName().equals("direct")).mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
    }
}
