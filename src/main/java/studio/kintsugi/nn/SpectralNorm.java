package studio.kintsugi.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Spectral normalisation (Miyato et al., arXiv 1802.05957): a weight divided by its largest singular value, which a
 * step of power iteration follows as the weight moves.
 */
public final class SpectralNorm {
    private static final float EPS = 1e-12f;

    private SpectralNorm() {}

    /**
     * W / σ, where σ = uᵀ W v with v = Wᵀu and u = Wv, each of length 1 and without gradients; the weight seen as a
     * matrix of a row for each output.
     *
     * @param scope owns the result and all between
     * @param weight (outputs, …)
     * @param u (outputs), the last step's, not zero
     * @param move whether {@code u} is renewed
     */
    public static NDArray of(NDManager scope, NDArray weight, NDArray u, boolean move) {
        Shape shape = weight.getShape();
        NDArray matrix = weight.reshape(shape.get(0), -1);
        matrix.attach(scope);
        NDArray still = matrix.stopGradient();
        NDArray v = unit(still.transpose().matMul(u.reshape(shape.get(0), 1)));
        NDArray left = unit(still.matMul(v));
        if (move) {
            left.reshape(shape.get(0)).copyTo(u);
        }
        NDArray sigma = left.transpose().matMul(matrix).matMul(v);
        return matrix.div(sigma).reshape(shape);
    }

    private static NDArray unit(NDArray x) {
        return x.div(x.square().sum().sqrt().add(EPS));
    }
}
