package studio.kintsugi.models.repsr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.function.UnaryOperator;

/** Takes a network for luma over a picture in colour, as super-resolution papers do: chroma is enlarged bicubically. */
final class Luma {
    /** The engine's number for bicubic interpolation. */
    private static final int BICUBIC = 2;

    private Luma() {}

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
        NDArray change = network.apply(luma(x)).sub(luma(large)).mul(255f / 219);
        return large.add(change);
    }

    private static NDArray luma(NDArray x) {
        NDList rgb = x.split(3, 1);
        return NDArrays.add(rgb.get(0).mul(65.481f / 255), rgb.get(1).mul(128.553f / 255),
                rgb.get(2).mul(24.966f / 255)).add(16f / 255);
    }
}
