package studio.kintsugi.models.deconvolution;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * What was too bright for the camera. A lamp's path through the picture is cut off at white, so that it is no
 * convolution of anything, and its rims are sharp however the camera moved: neither tells of the kernel.
 */
final class Lamps {
    /** Share of white from which a color counts as cut off. */
    private static final float WHITE = 0.98f;
    /** Share of a pixel and its neighbors that must be: noise makes single ones white. */
    private static final float MOST = 0.6f;
    /** Pixels round it that deconvolutions ring in. */
    private static final int AROUND = 8;
    /** Share of all pixels that must be left; more than lamps is white otherwise, and must be lived with. */
    private static final float LEAST_LEFT = 0.4f;

    private Lamps() {}

    /**
     * Places far enough from what was cut off.
     *
     * @param x (N, 3, H, W), 0–1
     * @return (N, 1, H, W), 1 there and 0 elsewhere; 1 everywhere where little would be left
     */
    static NDArray unlit(NDArray x) {
        NDArray white = x.max(new int[] {1}, true).gte(WHITE).toType(DataType.FLOAT32, false);
        NDArray wide = white.getNDArrayInternal()
                .avgPool(new Shape(3, 3), new Shape(1, 1), new Shape(1, 1), false, true)
                .gte(MOST).toType(DataType.FLOAT32, false);
        for (Shape window : new Shape[] {new Shape(2 * AROUND + 1, 1), new Shape(1, 2 * AROUND + 1)}) {
            wide = wide.getNDArrayInternal().maxPool(window, new Shape(1, 1),
                    new Shape(window.get(0) / 2, window.get(1) / 2), false);
        }
        NDArray unlit = wide.mul(-1).add(1);
        return unlit.mean().getFloat() < LEAST_LEFT ? unlit.onesLike() : unlit;
    }
}
