package studio.kintsugi.models.scft;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import studio.kintsugi.nn.Functional;

/** Scaled dot-product attention from every place of a sketch to every place of a reference (section 3.2). */
public final class Attention {
    private Attention() {}

    /** Places row by row, each with its channels: (N, C, H, W) to (N, H · W, C). */
    public static NDArray places(NDArray x) {
        Shape s = x.getShape();
        return x.reshape(s.get(0), s.get(1), s.get(2) * s.get(3)).transpose(0, 2, 1);
    }

    /** The inverse of {@link #places}. */
    public static NDArray plane(NDArray places, long height, long width) {
        Shape s = places.getShape();
        return places.transpose(0, 2, 1).reshape(s.get(0), s.get(2), height, width);
    }

    /**
     * How much each place of the sketch takes from each place of the reference: softmaxⱼ(qᵢ · kⱼ / scale + biasⱼ).
     *
     * @param queries (N, P, D)
     * @param keys (N, R, D)
     * @param scale √D in the paper
     * @param bias (1, 1, R), or null
     * @return (N, P, R); each row sums to 1
     */
    public static NDArray weights(NDArray queries, NDArray keys, double scale, NDArray bias) {
        NDArray energy = Functional.times(queries, 1 / scale).matMul(keys.transpose(0, 2, 1));
        return (bias == null ? energy : energy.add(bias)).softmax(2);
    }
}
