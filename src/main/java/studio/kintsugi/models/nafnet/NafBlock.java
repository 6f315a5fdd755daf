package studio.kintsugi.models.nafnet;

import static studio.kintsugi.nn.Functional.MOST_SIDE_BY_SIDE;
import static studio.kintsugi.nn.Functional.conv2d;
import static studio.kintsugi.nn.Functional.gelu;
import static studio.kintsugi.nn.Functional.layerNorm;
import static studio.kintsugi.nn.Functional.pointwise;
import static studio.kintsugi.nn.Functional.rows;
import static studio.kintsugi.nn.Functional.simpleGate;

import ai.djl.ndarray.NDArray;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import studio.kintsugi.nn.Parameters;

/** A block of the network (arXiv 2204.04676, figure 3). All keep shape (N, C, H, W). */
@FunctionalInterface
public interface NafBlock {
    /** LayerNorm's, over channels. */
    float EPS = 1e-6f;

    /** NAFNet's own, without activations (figure 3d); either half may have been pruned away. */
    NafBlock NAF = (x, name, p, means) -> feedForward(attention(x, name, p, means), name, p);

    /** The paper's baseline: GELU, and squeeze-and-excitation (figure 3c). */
    NafBlock BASELINE = (x, name, p, means) -> {
        NDArray y = gelu(depthwise(norm(x, name + ".norm1", p), name, p, UnaryOperator.identity()));
        NDArray squeezed = conv(means.apply(y), name + ".se.1", p).getNDArrayInternal().relu();
        NDArray attention = conv(squeezed, name + ".se.3", p).getNDArrayInternal().sigmoid();
        y = conv(y.mul(attention), name + ".conv3", p);
        NDArray z = x.add(y.mul(p.get(name + ".beta")));
        y = gelu(conv(norm(z, name + ".norm2", p), name + ".conv4", p));
        return z.add(conv(y, name + ".conv5", p).mul(p.get(name + ".gamma")));
    };

    /**
     * @param name of the block in the state dict
     * @param means of a tensor's channels, for attention
     */
    NDArray apply(NDArray x, String name, Parameters p, UnaryOperator<NDArray> means);

    private static NDArray attention(NDArray x, String name, Parameters p, UnaryOperator<NDArray> means) {
        if (!p.has(name + ".beta")) {
            return x;
        }
        NDArray y = gated(norm(x, name + ".norm1", p), p.get(name + ".conv1.weight"),
                (t, part) -> depthwise(t, name, p, part));
        NDArray attention = conv(means.apply(y), name + ".sca.1", p);
        y = conv(y.mul(attention), name + ".conv3", p);
        return x.add(y.mul(p.get(name + ".beta")));
    }

    private static NDArray feedForward(NDArray x, String name, Parameters p) {
        if (!p.has(name + ".gamma")) {
            return x;
        }
        NDArray y = gated(norm(x, name + ".norm2", p), p.get(name + ".conv4.weight"),
                (t, part) -> conv(t, name + ".conv4", p, part));
        y = conv(y, name + ".conv5", p);
        return x.add(y.mul(p.get(name + ".gamma")));
    }

    /**
     * SimpleGate of what layers make of {@code x}. Where they make more than the engine computes with the channels of a
     * pixel side by side, each half is made on its own, so that nothing needs laying out anew.
     *
     * @param weight of the first layer
     * @param layers given {@code x} and what takes their part of each parameter
     */
    private static NDArray gated(
            NDArray x, NDArray weight, BiFunction<NDArray, UnaryOperator<NDArray>, NDArray> layers) {
        long all = weight.getShape().get(0);
        if (all <= MOST_SIDE_BY_SIDE) {
            return simpleGate(layers.apply(x, UnaryOperator.identity()));
        }
        NDArray first = layers.apply(x, parameter -> rows(parameter, 0, all / 2, x));
        return first.mul(layers.apply(x, parameter -> rows(parameter, all / 2, all, x)));
    }

    private static NDArray depthwise(NDArray x, String name, Parameters p, UnaryOperator<NDArray> part) {
        NDArray y = conv(x, name + ".conv1", p, part);
        NDArray w = part.apply(p.get(name + ".conv2.weight"));
        return conv2d(y, w, part.apply(p.get(name + ".conv2.bias")), 1, 1, (int) w.getShape().get(0));
    }

    private static NDArray conv(NDArray x, String name, Parameters p) {
        return conv(x, name, p, UnaryOperator.identity());
    }

    private static NDArray conv(NDArray x, String name, Parameters p, UnaryOperator<NDArray> part) {
        return pointwise(x, part.apply(p.get(name + ".weight")), part.apply(p.get(name + ".bias")));
    }

    private static NDArray norm(NDArray x, String name, Parameters p) {
        return layerNorm(x, p.get(name + ".weight"), p.get(name + ".bias"), EPS);
    }
}
