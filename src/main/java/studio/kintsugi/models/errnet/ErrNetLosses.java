package studio.kintsugi.models.errnet;

import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;
import java.util.List;
import studio.kintsugi.models.vgg.Vgg;
import studio.kintsugi.nn.losses.ContextualLoss;
import studio.kintsugi.nn.losses.Losses;

/**
 * What ERRNet is trained with (arXiv 1904.00637, section 3.2 and 3.3), with the weights of the official code. φₗ are
 * the features of a {@link Vgg} after its layer l, of pictures normalised as it was trained; those of the target are
 * constants. Pictures are (N, 3, H, W), 0–1; results are scalars.
 */
public final class ErrNetLosses {
    /** 1/2.6, 1/4.8, 1/3.7, 1/5.6, 10/1.5, as in Chen and Koltun's cascaded refinement networks. */
    private static final float[] PERCEPTUAL = {1 / 2.6f, 1 / 4.8f, 1 / 3.7f, 1 / 5.6f, 10 / 1.5f};

    private static final float ALIGNMENT_INVARIANT = 0.1f;
    private static final float CONTEXTUAL = 0.1f;
    /** After relu2_2 and relu3_2, and after conv4_2 before its ReLU. */
    private static final List<Integer> CONTEXTUAL_LAYERS = List.of(9, 14, 22);

    private ErrNetLosses() {}

    /** 0.2 · mean (x − y)² + 0.4 · (mean |∇ᵥx − ∇ᵥy| + mean |∇ₕx − ∇ₕy|) (equation 2). */
    public static NDArray pixel(NDArray x, NDArray y) {
        return times(Losses.mse(x, y), 0.2).add(times(Losses.gradient(x, y), 0.4));
    }

    /** Σₗ λₗ · mean |φₗ(x) − φₗ(y)| over relu1_1 … relu5_1 (equation 3). For pairs that line up. */
    public static NDArray perceptual(Vgg vgg, NDArray x, NDArray y) {
        List<NDArray> of = vgg.features(Vgg.normalized(x), Vgg.FIRST_RELUS);
        List<NDArray> target = vgg.features(Vgg.normalized(y), Vgg.FIRST_RELUS);
        NDArray sum = times(Losses.l1(of.get(0), target.get(0).stopGradient()), PERCEPTUAL[0]);
        for (int i = 1; i < of.size(); i++) {
            sum = sum.add(times(Losses.l1(of.get(i), target.get(i).stopGradient()), PERCEPTUAL[i]));
        }
        return sum;
    }

    /**
     * 0.1 · mean |φ(x) − φ(y)| after conv5_2, before its ReLU (equation 6). For pairs that do not line up: features
     * this deep hardly change when a picture moves by a few pixels.
     */
    public static NDArray alignmentInvariant(Vgg vgg, NDArray x, NDArray y) {
        return alignmentInvariant(vgg, Vgg.CONV5_2, x, y);
    }

    /**
     * The same on the features after another layer.
     *
     * @param layer as {@link Vgg} counts
     */
    public static NDArray alignmentInvariant(Vgg vgg, int layer, NDArray x, NDArray y) {
        NDArray of = vgg.features(Vgg.normalized(x), List.of(layer)).getFirst();
        NDArray target = vgg.features(Vgg.normalized(y), List.of(layer)).getFirst();
        return times(Losses.l1(of, target.stopGradient()), ALIGNMENT_INVARIANT);
    }

    /**
     * 0.1 · Σₗ CX(φₗ(x), φₗ(y)) over relu2_2, relu3_2 and conv4_2, with CX of {@link ContextualLoss}, the mean over the
     * batch (the official code takes its first picture alone). The paper's rival to the alignment-invariant loss.
     */
    public static NDArray contextual(Vgg vgg, NDArray x, NDArray y) {
        return contextualByPicture(vgg, x, y).mean();
    }

    /** As {@link #contextual}, for each picture: (N). */
    static NDArray contextualByPicture(Vgg vgg, NDArray x, NDArray y) {
        List<NDArray> of = vgg.features(Vgg.normalized(x), CONTEXTUAL_LAYERS);
        List<NDArray> target = vgg.features(Vgg.normalized(y), CONTEXTUAL_LAYERS);
        NDArray sum = ContextualLoss.of(of.get(0), target.get(0).stopGradient());
        for (int i = 1; i < of.size(); i++) {
            sum = sum.add(ContextualLoss.of(of.get(i), target.get(i).stopGradient()));
        }
        return times(sum, CONTEXTUAL);
    }
}
