package studio.kintsugi.nn.losses;

import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * The contextual loss (Mechrez et al., arXiv 1803.02077): two pictures are alike where each feature of the one has a
 * near match anywhere in the other. Compares all places with all, hence its cost of (H · W)² · C.
 */
public final class ContextualLoss {
    private static final float EPS = 1e-5f;
    /** The official bandwidth h. */
    private static final float BANDWIDTH = 1;

    private ContextualLoss() {}

    /**
     * −log meanᵢ maxⱼ cᵢⱼ, with cᵢⱼ = wᵢⱼ / Σᵢ wᵢⱼ, wᵢⱼ = exp((1 − d̃ᵢⱼ) / h), d̃ᵢⱼ = dᵢⱼ / (minᵢ dᵢⱼ + 1e-5) and
     * dᵢⱼ = (1 − cos(tᵢ − t̄, xⱼ − t̄)) / 2; i runs over the target's places, j over the other's, t̄ is the mean over
     * the target's batch and places.
     *
     * @param x features (N, C, H, W)
     * @param target features (N, C, H, W)
     * @return for each picture, (N)
     */
    public static NDArray of(NDArray x, NDArray target) {
        NDArray mean = target.mean(new int[] {0}, true).mean(new int[] {2}, true).mean(new int[] {3}, true);
        NDArray t = directions(target.sub(mean));
        NDArray cosine = t.transpose(0, 2, 1).matMul(directions(x.sub(mean)));
        NDArray distance = times(cosine.neg().add(1), 0.5);
        NDArray relative = distance.div(distance.min(new int[] {1}, true).add(EPS));
        NDArray weight = times(relative.neg().add(1), 1 / BANDWIDTH).exp();
        NDArray similarity = weight.div(weight.sum(new int[] {1}, true));
        return similarity.max(new int[] {2}).mean(new int[] {1}).log().neg();
    }

    /** Features of length 1, by place: (N, C, H · W). */
    private static NDArray directions(NDArray x) {
        Shape s = x.getShape();
        NDArray flat = x.reshape(s.get(0), s.get(1), s.get(2) * s.get(3));
        return flat.div(flat.square().sum(new int[] {1}, true).sqrt());
    }
}
