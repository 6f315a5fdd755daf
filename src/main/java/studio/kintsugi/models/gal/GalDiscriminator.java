package studio.kintsugi.models.gal;

import static studio.kintsugi.nn.Functional.pointwise;

import ai.djl.ndarray.NDArray;
import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.nn.Initializer;
import studio.kintsugi.nn.Parameters;

/**
 * Tells the baseline's features from those of the pruned network (section 3.2): four linear layers. The official code
 * has no activations between them, and a sigmoid that its loss applies once more.
 */
public final class GalDiscriminator {
    private static final int[] HIDDEN = {128, 256, 128, 1};

    private final Parameters p;
    private final boolean frozen;

    /** Borrows {@code parameters}. */
    public GalDiscriminator(Parameters parameters) {
        this(parameters, false);
    }

    private GalDiscriminator(Parameters parameters, boolean frozen) {
        this.p = parameters;
        this.frozen = frozen;
    }

    /** Fresh weights for so many features. */
    public static StateDict initialWeights(int features, RandomGenerator random) {
        Initializer init = new Initializer(random);
        int in = features;
        for (int i = 0; i < HIDDEN.length; i++) {
            double bound = 1 / Math.sqrt(in);
            init.uniform("body." + i + ".weight", bound, HIDDEN[i], in).uniform("body." + i + ".bias", bound,
                    HIDDEN[i]);
            in = HIDDEN[i];
        }
        return init.weights();
    }

    /**
     * @param features (N, F)
     * @return (N, 1), in 0–1: how much they look like the baseline's
     */
    public NDArray apply(NDArray features) {
        // layers as convolutions of one pixel: the engine's matrix products stray further from the official code's sums
        NDArray x = features.reshape(features.getShape().add(1, 1));
        for (int i = 0; i < HIDDEN.length; i++) {
            NDArray w = weight(i, ".weight", features);
            NDArray kernel = w.reshape(w.getShape().add(1, 1));
            kernel.attach(features.getManager());
            x = pointwise(x, kernel, weight(i, ".bias", features));
        }
        return x.reshape(x.getShape().get(0), 1).getNDArrayInternal().sigmoid();
    }

    private NDArray weight(int layer, String part, NDArray features) {
        NDArray w = p.get("body." + layer + part);
        if (!frozen) {
            return w;
        }
        NDArray constant = w.stopGradient();
        constant.attach(features.getManager());
        return constant;
    }

    /** The same function whose own weights gather no gradients. */
    public GalDiscriminator frozen() {
        return new GalDiscriminator(p, true);
    }
}
