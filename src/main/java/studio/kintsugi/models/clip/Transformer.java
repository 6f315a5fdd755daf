package studio.kintsugi.models.clip;

import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import studio.kintsugi.nn.Parameters;

/** CLIP's transformer: residual blocks of attention and a two-layer network, each after a layer normalisation. */
final class Transformer {
    private static final float EPS = 1e-5f;

    private Transformer() {}

    /**
     * A stack of blocks.
     *
     * @param x (N, L, W)
     * @param prefix of the blocks' names, as {@code transformer.resblocks.}
     * @param mask (L, L), added to what attention weighs, or null
     * @return (N, L, W)
     */
    static NDArray blocks(NDArray x, Parameters p, String prefix, int layers, int heads, NDArray mask) {
        NDArray out = x;
        for (int i = 0; i < layers; i++) {
            String block = prefix + i + ".";
            out = out.add(selfAttention(norm(out, p, block + "ln_1"), p, block + "attn.", heads, mask));
            NDArray hidden = quickGelu(linear(norm(out, p, block + "ln_2"), p, block + "mlp.c_fc"));
            out = out.add(linear(hidden, p, block + "mlp.c_proj"));
        }
        return out;
    }

    private static NDArray selfAttention(NDArray x, Parameters p, String name, int heads, NDArray mask) {
        NDArray qkv = Linear.linear(x, p.get(name + "in_proj_weight"), p.get(name + "in_proj_bias"))
                .singletonOrThrow();
        long width = x.getShape().get(2);
        NDArray y = attention(qkv.get(":,:,:{}", width), qkv.get(":,:,{}:{}", width, 2 * width),
                qkv.get(":,:,{}:", 2 * width), heads, mask);
        return linear(y, p, name + "out_proj");
    }

    /**
     * Attention by heads: softmax(q kᵀ / √d + mask) v.
     *
     * @param q (N, Q, W)
     * @param k (N, L, W)
     * @param v (N, L, W)
     * @return (N, Q, W)
     */
    static NDArray attention(NDArray q, NDArray k, NDArray v, int heads, NDArray mask) {
        Shape s = q.getShape();
        float scale = (float) (1 / Math.sqrt((double) s.get(2) / heads));
        NDArray weights = times(byHeads(q, heads), scale).matMul(byHeads(k, heads).transpose(0, 1, 3, 2));
        if (mask != null) {
            weights = weights.add(mask);
        }
        return weights.softmax(3).matMul(byHeads(v, heads)).transpose(0, 2, 1, 3).reshape(s);
    }

    private static NDArray byHeads(NDArray x, int heads) {
        Shape s = x.getShape();
        return x.reshape(s.get(0), s.get(1), heads, s.get(2) / heads).transpose(0, 2, 1, 3);
    }

    static NDArray linear(NDArray x, Parameters p, String name) {
        return Linear.linear(x, p.get(name + ".weight"), p.get(name + ".bias")).singletonOrThrow();
    }

    static NDArray norm(NDArray x, Parameters p, String name) {
        NDArray weight = p.get(name + ".weight");
        return LayerNorm.layerNorm(x, weight.getShape(), weight, p.get(name + ".bias"), EPS).singletonOrThrow();
    }

    /** x · σ(1.702 x), OpenAI's approximation of the Gaussian error linear unit. */
    private static NDArray quickGelu(NDArray x) {
        return x.mul(times(x, 1.702).getNDArrayInternal().sigmoid());
    }
}
