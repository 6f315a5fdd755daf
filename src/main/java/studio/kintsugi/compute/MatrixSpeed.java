package studio.kintsugi.compute;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** How fast a device multiplies matrices such as transformers have. */
public final class MatrixSpeed {
    private static final int ROWS = 300;
    private static final int INNER = 768;
    private static final int COLUMNS = 3072;
    private static final double SECONDS = 0.2;
    private static final int LEAST = 3;

    private MatrixSpeed() {}

    /**
     * Measures it for a fifth of a second or little longer.
     *
     * @param device {@link ComputeDevice#prepare prepared}
     * @return multiplications a second, the most of several products
     */
    public static double measure(ComputeDevice device) {
        try (NDManager manager = device.newManager()) {
            NDArray left = manager.ones(new Shape(ROWS, INNER));
            NDArray right = manager.ones(new Shape(INNER, COLUMNS));
            multiply(left, right);
            double least = Double.MAX_VALUE;
            long began = System.nanoTime();
            for (int i = 0; i < LEAST || (System.nanoTime() - began) / 1e9 < SECONDS; i++) {
                long from = System.nanoTime();
                multiply(left, right);
                least = Math.min(least, (System.nanoTime() - from) / 1e9);
            }
            return (double) ROWS * INNER * COLUMNS / least;
        }
    }

    /** Reading a number waits for the product where the device works on its own. */
    private static void multiply(NDArray left, NDArray right) {
        try (NDArray product = left.matMul(right); NDArray corner = product.get("0, 0")) {
            corner.toFloatArray();
        }
    }
}
