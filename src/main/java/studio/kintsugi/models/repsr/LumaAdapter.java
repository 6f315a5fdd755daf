package studio.kintsugi.models.repsr;

import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.function.UnaryOperator;

/** Takes a network for luma over a picture in colour, as super-resolution papers do: chroma is enlarged bicubically. */
final class LumaAdapter {
    /** The engine's number for bicubic interpolation. */
    private static final int BICUBIC = 2;

    private LumaAdapter() {}

    /**
     * @param x (N, 3, H, W), RGB
     * @param network enlarges (N, 1, H, W), BT.601 luma with values 16–235 of 255
     * @return (N, 3, scale · H, scale · W)
     */
    static NDArray enlarge(NDArray x, int scale, UnaryOperator<NDArray> network) {
        long h = x.getShape().get(2) * scale;
        long w = x.getShape().get(3) * scale;
        NDArray large = x.getNDArrayInternal().interpolation(new long[] {h, w}, BICUBIC, false);
        // a change of luma alone moves red, green and blue by the same amount
        NDArray change = times(network.apply(luma(x)).sub(luma(large)), 255.0 / 219);
        return large.add(change);
    }

    private static NDArray luma(NDArray x) {
        NDList rgb = x.split(3, 1);
        return NDArrays.add(times(rgb.get(0), 65.481 / 255), times(rgb.get(1), 128.553 / 255),
                times(rgb.get(2), 24.966 / 255)).add(16f / 255);
    }
}
