package studio.kintsugi.models.scft;

import static studio.kintsugi.nn.Functional.conv2d;

import ai.djl.ndarray.NDArray;
import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.nn.Initializer;
import studio.kintsugi.nn.Parameters;

/**
 * Tells drawings from colourings patch by patch, with the sketch beside them: four 3×3 convolutions of stride 2 and one
 * of stride 1 (section 3.3).
 */
public final class PatchDiscriminator {
    private static final float SLOPE = 0.2f;
    private static final int HALVINGS = 4;

    private final Parameters p;

    /**
     * @param p stays its owner's
     */
    public PatchDiscriminator(Parameters p) {
        this.p = p;
    }

    /**
     * @param picture (N, 3, H, W), RGB in 0–1
     * @param sketch (N, 1, H, W), 0–1
     * @return (N, 1, H / 16, W / 16), one logit for each patch
     */
    public NDArray logits(NDArray picture, NDArray sketch) {
        NDArray y = picture.concat(sketch, 1);
        for (int i = 0; i < HALVINGS; i++) {
            y = conv2d(y, p.get("main." + i + ".weight"), p.get("main." + i + ".bias"), 2, 1, 1)
                    .getNDArrayInternal().leakyRelu(SLOPE);
        }
        return conv2d(y, p.get("main." + HALVINGS + ".weight"), p.get("main." + HALVINGS + ".bias"), 1, 1, 1);
    }

    /**
     * @param base channels of the first convolution; 16 in the paper's size
     */
    public static StateDict initialWeights(int base, RandomGenerator random) {
        Initializer init = new Initializer(random);
        int in = 4;
        for (int i = 0; i < HALVINGS; i++) {
            int out = base << i;
            init.uniform("main." + i + ".weight", Math.sqrt(6.0 / (9 * in)), out, in, 3, 3)
                    .constant("main." + i + ".bias", 0, out);
            in = out;
        }
        return init.conv("main." + HALVINGS, 1, in, 3).weights();
    }
}
