package studio.kintsugi.nn.losses;

import ai.djl.ndarray.NDArray;
import studio.kintsugi.nn.Functional;

/** Losses that several papers share. */
public final class Losses {
    private static final float TO_DECIBEL = (float) (10 / Math.log(10));

    private Losses() {}

    /**
     * Negative PSNR for a peak of 1, averaged over the batch: 10 / ln 10 · mean(ln(mse + 1e-8)).
     * The loss NAFNet is trained with (arXiv 2204.04676, official {@code PSNRLoss}).
     *
     * @param prediction (N, C, H, W)
     * @param target (N, C, H, W)
     * @return a scalar in dB
     */
    public static NDArray negativePsnr(NDArray prediction, NDArray target) {
        return negativePsnr(prediction, target, 1e-8f);
    }

    /**
     * The same with another {@code floor} in place of 1e-8. Where some inputs are right already, the official one has
     * a network return all as it is: it pays 80 dB for what is perfect.
     */
    public static NDArray negativePsnr(NDArray prediction, NDArray target, float floor) {
        long n = prediction.getShape().get(0);
        NDArray squared = prediction.sub(target).square().reshape(n, -1);
        return Functional.times(squared.mean(new int[] {1}).add(floor).log().mean(), TO_DECIBEL);
    }

    /** Mean squared difference: a scalar. */
    public static NDArray mse(NDArray prediction, NDArray target) {
        return prediction.sub(target).square().mean();
    }

    /**
     * mean |∇ᵥx − ∇ᵥy| + mean |∇ₕx − ∇ₕy|, with ∇ the differences of neighbours: a scalar.
     *
     * @param prediction (N, C, H, W)
     * @param target (N, C, H, W)
     */
    public static NDArray gradient(NDArray prediction, NDArray target) {
        NDArray d = prediction.sub(target);
        NDArray vertical = d.get(":,:,1:").sub(d.get(":,:,:-1")).abs().mean();
        return vertical.add(d.get(":,:,:,1:").sub(d.get(":,:,:,:-1")).abs().mean());
    }

    /** Mean absolute difference: a scalar. */
    public static NDArray l1(NDArray prediction, NDArray target) {
        return prediction.sub(target).abs().mean();
    }
}
