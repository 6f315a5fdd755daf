package studio.kintsugi.models.shape;

import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.LayerNorm;
import java.util.SplittableRandom;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.nn.Initializer;
import studio.kintsugi.nn.Parameters;

/**
 * An occupancy network told by words. Residual layers over the places' positional encoding (arXiv 2003.08934, equation
 * 4); the words' code scales and shifts what each layer finds (feature-wise linear modulation, arXiv 1709.07871).
 */
public final class ShapePrior {
    private static final int CODE = 256;
    private static final int WIDTH = 192;
    private static final int LAYERS = 6;
    private static final int FREQUENCIES = 5;
    private static final int ENCODED = 3 + 6 * FREQUENCIES;
    private static final float EPS = 1e-5f;

    private final Parameters p;

    /** {@code p} stays its owner's. */
    public ShapePrior(Parameters p) {
        this.p = p;
    }

    /**
     * Weights to begin with.
     *
     * @param words number of words
     */
    public static StateDict initialWeights(int words, SplittableRandom random) {
        Initializer init = new Initializer(random);
        init.uniform("words.weight", Math.sqrt(3.0), words, CODE)
                .constant("words.norm.weight", 1, CODE).constant("words.norm.bias", 0, CODE)
                .uniform("code.hidden.weight", Math.sqrt(6.0 / CODE), CODE, 2 * CODE)
                .constant("code.hidden.bias", 0, 2 * CODE)
                .uniform("code.out.weight", 0.3 / Math.sqrt(2.0 * CODE), 2 * CODE, CODE)
                .uniform("in.weight", Math.sqrt(3.0 / ENCODED), ENCODED, WIDTH).constant("in.bias", 0, WIDTH);
        for (int i = 0; i < LAYERS; i++) {
            init.uniform("layer" + i + ".weight", Math.sqrt(3.0 / WIDTH), WIDTH, WIDTH)
                    .uniform("layer" + i + ".scale", 0.3 / Math.sqrt(CODE), CODE, WIDTH)
                    .uniform("layer" + i + ".shift", 0.3 / Math.sqrt(CODE), CODE, WIDTH);
        }
        return init.uniform("out.weight", 1 / Math.sqrt(WIDTH), WIDTH, 4).constant("out.bias", 0, 4).weights();
    }

    /**
     * What sentences mean.
     *
     * @param bags (N, words), see {@link studio.kintsugi.models.clip.Vocabulary#bags}
     * @return (N, code)
     */
    public NDArray codes(NDArray bags) {
        NDArray norm = p.get("words.norm.weight");
        NDArray x = LayerNorm.layerNorm(bags.matMul(p.get("words.weight")), norm.getShape(), norm,
                p.get("words.norm.bias"), EPS).singletonOrThrow();
        NDArray hidden = Activation.relu(x.matMul(p.get("code.hidden.weight")).add(p.get("code.hidden.bias")));
        return x.add(hidden.matMul(p.get("code.out.weight")));
    }

    /**
     * What is at places of things.
     *
     * @param codes (N, code), a thing each
     * @param places (N, P, 3): x, y upwards, z to the front, the thing within the unit sphere
     * @return (N, P, 4): a logit that the place lies inside, and logits of the colour there
     */
    public NDArray matter(NDArray codes, NDArray places) {
        NDArray x = encoded(places).matMul(p.get("in.weight")).add(p.get("in.bias"));
        for (int i = 0; i < LAYERS; i++) {
            String layer = "layer" + i;
            NDArray scale = codes.matMul(p.get(layer + ".scale")).add(1).expandDims(1);
            NDArray shift = codes.matMul(p.get(layer + ".shift")).expandDims(1);
            x = x.add(Activation.relu(x.matMul(p.get(layer + ".weight")).mul(scale).add(shift)));
        }
        return x.matMul(p.get("out.weight")).add(p.get("out.bias"));
    }

    private static NDArray encoded(NDArray places) {
        NDList parts = new NDList(places);
        for (int k = 0; k < FREQUENCIES; k++) {
            NDArray turned = times(places, Math.PI / 2 * (1 << k));
            parts.add(turned.sin());
            parts.add(turned.cos());
        }
        return NDArrays.concat(parts, 2);
    }
}
