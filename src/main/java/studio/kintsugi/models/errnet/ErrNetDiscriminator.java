package studio.kintsugi.models.errnet;

import static studio.kintsugi.nn.Functional.conv2d;
import static studio.kintsugi.nn.Functional.globalMean;
import static studio.kintsugi.nn.Functional.groupNorm;
import static studio.kintsugi.nn.Functional.pointwise;

import ai.djl.ndarray.NDArray;
import java.util.List;
import studio.kintsugi.nn.Parameters;

/**
 * The official discriminators, of any width. They give logits, for {@link studio.kintsugi.nn.losses.AdversarialLoss}.
 *
 * <p>The recipe of the built-in model trains without an adversarial loss. The discriminators are there for recipes with
 * one; tests compare their results with the official code's.
 */
public final class ErrNetDiscriminator {
    private static final float SLOPE = 0.2f;
    private static final float EPS = 1e-5f;
    private static final int GROUPS = 32;
    /** Places of the convolutions in the official sequences. */
    private static final List<Integer> WHOLE = List.of(0, 2, 5, 8, 11, 14, 17, 20, 23, 26);

    private static final List<Integer> PATCH = List.of(0, 2, 5, 8, 11);

    private ErrNetDiscriminator() {}

    /**
     * ERRNet's ({@code Discriminator_VGG}): ten 3×3 convolutions, every second with stride 2, with group
     * normalisation but for the first.
     *
     * @param x (N, 3, H, W)
     * @return (N, 1, 1, 1)
     */
    public static NDArray whole(NDArray x, Parameters p) {
        NDArray y = x;
        for (int i = 0; i < WHOLE.size(); i++) {
            String name = "body." + WHOLE.get(i);
            y = conv2d(y, p.get(name + ".weight"), p.get(name + ".bias"), 1 + i % 2, 1, 1);
            if (i > 0) {
                String norm = "body." + (WHOLE.get(i) + 1);
                y = groupNorm(y, GROUPS, p.get(norm + ".weight"), p.get(norm + ".bias"), EPS);
            }
            y = leakyRelu(y);
        }
        y = leakyRelu(pointwise(globalMean(y), p.get("tail.1.weight"), p.get("tail.1.bias")));
        return pointwise(y, p.get("tail.3.weight"), p.get("tail.3.bias"));
    }

    /**
     * PatchGAN's of three levels ({@code NLayerDiscriminator}): 4×4 convolutions, three of them with stride 2, with
     * instance normalisation in the middle.
     *
     * @param x (N, 3, H, W)
     * @return (N, 1, h, w), one logit for each patch
     */
    public static NDArray patches(NDArray x, Parameters p) {
        NDArray y = x;
        for (int i = 0; i < PATCH.size(); i++) {
            String name = "model." + PATCH.get(i);
            y = conv2d(y, p.get(name + ".weight"), p.get(name + ".bias"), i < 3 ? 2 : 1, 2, 1);
            boolean last = i == PATCH.size() - 1;
            if (i > 0 && !last) {
                y = groupNorm(y, (int) y.getShape().get(1), null, null, EPS);
            }
            y = last ? y : leakyRelu(y);
        }
        return y;
    }

    private static NDArray leakyRelu(NDArray x) {
        return x.getNDArrayInternal().leakyRelu(SLOPE);
    }
}
