package studio.kintsugi.nn.losses;

import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * The exclusion loss of Zhang, Ng and Chen (CVPR 2018, arXiv 1806.05376, equation 4): an edge belongs to the scene or
 * to the reflection, seldom to both. ERRNet does without.
 *
 * <p>No recipe uses it: it is there for networks that give both layers, and tests compare it with a reference.
 */
public final class ExclusionLoss {
    private static final int LEVELS = 3;
    private static final Shape TWO = new Shape(2, 2);

    private ExclusionLoss() {}

    /**
     * ½ Σₙ ⅓ Σₗ (mean (Ψₕ)²)^¼ + (mean (Ψᵥ)²)^¼ with Ψ = tanh(∇t / 2) · tanh(η ∇r / 2), η = 2 · mean |∇t| / mean |∇r|,
     * over three levels, each half the size of the one before.
     *
     * @param transmission (N, 3, H, W)
     * @param reflection (N, 3, H, W)
     * @return a scalar, summed over the batch
     */
    public static NDArray of(NDArray transmission, NDArray reflection) {
        NDArray t = transmission;
        NDArray r = reflection;
        NDArray sum = null;
        for (int level = 0; level < LEVELS; level++) {
            NDArray both = along(t.get(":,:,1:"), t.get(":,:,:-1"), r.get(":,:,1:"), r.get(":,:,:-1"))
                    .add(along(t.get(":,:,:,1:"), t.get(":,:,:,:-1"), r.get(":,:,:,1:"), r.get(":,:,:,:-1")));
            sum = sum == null ? both : sum.add(both);
            t = half(t);
            r = half(r);
        }
        return times(sum, 1.0 / (2 * LEVELS));
    }

    /** For differences along one axis. */
    private static NDArray along(NDArray t1, NDArray t0, NDArray r1, NDArray r0) {
        NDArray t = t1.sub(t0);
        NDArray r = r1.sub(r0);
        NDArray eta = times(t.abs().mean(), 2).div(r.abs().mean());
        NDArray product = times(t, 0.5).tanh().mul(times(r.mul(eta), 0.5).tanh());
        return product.square().reshape(product.getShape().get(0), -1).mean(new int[] {1}).sqrt().sqrt().sum();
    }

    /** Averages of 2×2; a last odd row or column by what there is. */
    private static NDArray half(NDArray x) {
        return x.getNDArrayInternal().avgPool(TWO, TWO, new Shape(0, 0), true, false);
    }
}
