package studio.kintsugi.models.gal;

import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;

/** The terms of the paper's objective (equation 7), as the official code computes them. */
public final class GalLosses {
    private GalLosses() {}

    /**
     * Binary cross-entropy of the discriminator's answers, which are taken for logits although they went through a
     * sigmoid already.
     *
     * @param answers (N, 1), in 0–1
     * @param baseline whether they should take the answers for the unpruned network's
     * @return a scalar: mean(softplus(−d)) or mean(softplus(d))
     */
    public static NDArray crossEntropy(NDArray answers, boolean baseline) {
        NDArray signed = baseline ? answers.neg() : answers;
        // answers lie in 0–1, so that exp can't overflow
        return signed.exp().add(1).log().mean();
    }

    /**
     * What the discriminator minimises: its mistakes on both, and the adversarial regulariser, which keeps it from
     * winning.
     *
     * @param ofBaseline its answers to the baseline's features
     * @param ofPruned its answers to the pruned network's
     */
    public static NDArray discriminator(NDArray ofBaseline, NDArray ofPruned) {
        return crossEntropy(ofBaseline, true).add(crossEntropy(ofPruned, false)).add(crossEntropy(ofPruned, true));
    }

    /** What the pruned network minimises against the discriminator. */
    public static NDArray generator(NDArray ofPruned) {
        return crossEntropy(ofPruned, true);
    }

    /** Mean squared difference of features, both (N, F). */
    public static NDArray data(NDArray baseline, NDArray pruned) {
        return baseline.sub(pruned).square().mean();
    }

    /** λ‖m‖₁. Its gradient is λ · sign(m); {@link studio.kintsugi.nn.optim.Fista} applies λ once more. */
    public static NDArray sparsity(NDArray mask, float lambda) {
        return times(mask.abs().sum(), lambda);
    }
}
