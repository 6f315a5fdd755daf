package studio.kintsugi.models.nafnet;

import static studio.kintsugi.nn.Functional.conv2d;
import static studio.kintsugi.nn.Functional.gelu;
import static studio.kintsugi.nn.Functional.layerNorm;
import static studio.kintsugi.nn.Functional.pointwise;
import static studio.kintsugi.nn.Functional.simpleGate;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import studio.kintsugi.nn.Parameters;

/** A block of the network (arXiv 2204.04676, figure 3). All keep shape (N, C, H, W). */
@FunctionalInterface
public interface Block {
    /** LayerNorm's, over channels. */
    float EPS = 1e-6f;

    /** NAFNet's own, without activations (figure 3d); either half may have been pruned away. */
    Block NAF = (x, name, p, means) -> feedForward(attention(x, name, p, means), name, p);

    /** The paper's baseline: GELU, and squeeze-and-excitation (figure 3c). */
    Block BASELINE = (x, name, p, means) -> {
        NDArray y = gelu(depthwise(x, name, p));
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
        NDArray y = simpleGate(depthwise(x, name, p));
        NDArray attention = conv(means.apply(y), name + ".sca.1", p);
        y = conv(y.mul(attention), name + ".conv3", p);
        return x.add(y.mul(p.get(name + ".beta")));
    }

    private static NDArray feedForward(NDArray x, String name, Parameters p) {
        if (!p.has(name + ".gamma")) {
            return x;
        }
        NDArray y = conv(norm(x, name + ".norm2", p), name + ".conv4", p);
        y = conv(simpleGate(y), name + ".conv5", p);
        return x.add(y.mul(p.get(name + ".gamma")));
    }

    private static NDArray depthwise(NDArray x, String name, Parameters p) {
        NDArray y = conv(norm(x, name + ".norm1", p), name + ".conv1", p);
        NDArray w = p.get(name + ".conv2.weight");
        return conv2d(y, w, p.get(name + ".conv2.bias"), 1, 1, (int) w.getShape().get(0));
    }

    private static NDArray conv(NDArray x, String name, Parameters p) {
        return pointwise(x, p.get(name + ".weight"), p.get(name + ".bias"));
    }

    private static NDArray norm(NDArray x, String name, Parameters p) {
        return layerNorm(x, p.get(name + ".weight"), p.get(name + ".bias"), EPS);
    }
}
