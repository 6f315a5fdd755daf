package studio.kintsugi.models.errnet;

import static studio.kintsugi.nn.Functional.conv2d;
import static studio.kintsugi.nn.Functional.pointwise;
import static studio.kintsugi.nn.Functional.resized;
import static studio.kintsugi.nn.Functional.scoped;
import static studio.kintsugi.nn.Functional.times;
import static studio.kintsugi.nn.Functional.transposedConv2d;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import studio.kintsugi.nn.Parameters;

/**
 * ERRNet's layers (arXiv 1904.00637, section 3.1 and figure 2; official {@code DRNet}): convolutions down to half size,
 * residual blocks without normalisation but with channel attention, a transposed convolution back, pyramid pooling.
 */
final class Generator {
    /** Windows of pyramid pooling, in pixels of what it pools. */
    static final List<Integer> WINDOWS = List.of(4, 8, 16, 32);

    private static final float SLOPE = 0.2f;

    private Generator() {}

    /**
     * What follows the first convolution, before its activation.
     *
     * @param first (N, features, H, W), H and W at least 32
     * @return (N, outputs, 2⌈H/2⌉, 2⌈W/2⌉), before the last activation
     */
    static NDArray afterFirst(NDArray first, ErrNetConfig c, Parameters p, ChannelMeans means) {
        NDArray x = scoped(first, t -> relu(conv(relu(t), "conv2", p, 1)));
        x = next(x, t -> relu(conv(t, "conv3", p, 2)));
        for (int i = 0; i < c.blocks(); i++) {
            int block = i;
            x = c.widths().get(i) > 0 ? next(x, t -> residualBlock(t, block, c, p, means)) : x;
        }
        x = next(x, t -> relu(transposedConv2d(t, p.get("deconv1.conv2d.weight"), p.get("deconv1.conv2d.bias"))));
        x = next(x, t -> relu(conv(t, "deconv2", p, 1)));
        if (c.pyramid()) {
            x = next(x, t -> pyramidPooling(t, p, c.smooth()));
        }
        return next(x, t -> conv(t, "deconv3", p, 1));
    }

    /** A step whose input nothing else needs. */
    private static NDArray next(NDArray x, java.util.function.UnaryOperator<NDArray> step) {
        NDArray y = scoped(x, step);
        x.close();
        return y;
    }

    static NDArray relu(NDArray x) {
        return x.getNDArrayInternal().relu();
    }

    /** A square convolution that keeps the size but for its stride. */
    static NDArray conv(NDArray x, String layer, Parameters p, int stride) {
        NDArray w = p.get(layer + ".conv2d.weight");
        int padding = (int) (w.getShape().get(2) - 1) / 2;
        return conv2d(x, w, p.get(layer + ".conv2d.bias"), stride, padding, 1);
    }

    /** x + scale · attention(conv(relu(conv(x)))) (section 3.1, "channel attention"). */
    private static NDArray residualBlock(NDArray x, int index, ErrNetConfig c, Parameters p, ChannelMeans means) {
        String name = ErrNetConfig.block(index);
        NDArray y = conv(relu(conv(x, name + ".conv1", p, 1)), name + ".conv2", p, 1);
        if (c.squeeze() > 0) {
            NDArray attention = linear(means.of(y, index), name + ".se_layer.fc.0", p);
            y = y.mul(linear(relu(attention), name + ".se_layer.fc.2", p).getNDArrayInternal().sigmoid());
        }
        return x.add(times(y, c.residualScale()));
    }

    /** A matrix (out, in) as a 1×1 convolution of (N, C, 1, 1). */
    private static NDArray linear(NDArray x, String layer, Parameters p) {
        NDArray w = p.view(x.getManager(), layer + ".weight");
        return pointwise(x, w.reshape(w.getShape().add(1, 1)), p.get(layer + ".bias"));
    }

    /** Means over windows of four sizes, each squeezed to a quarter of the channels, beside what they were taken of. */
    private static NDArray pyramidPooling(NDArray x, Parameters p, boolean smooth) {
        Shape s = x.getShape();
        List<NDArray> all = new ArrayList<>();
        for (int i = 0; i < WINDOWS.size(); i++) {
            Shape window = new Shape(WINDOWS.get(i), WINDOWS.get(i));
            NDArray pooled = x.getNDArrayInternal().avgPool(window, window, new Shape(0, 0), false, true);
            NDArray prior = leakyRelu(pointwise(pooled, p.get("pyramid_module.stages." + i + ".1.weight"), null));
            all.add(resized(prior, s.get(2), s.get(3), smooth));
        }
        all.add(x);
        NDArray joined = all.getFirst().getNDArrayInternal()
                .concat(new NDList(all.subList(1, all.size())), 1);
        return leakyRelu(pointwise(joined, p.get("pyramid_module.bottleneck.weight"),
                p.get("pyramid_module.bottleneck.bias")));
    }

    private static NDArray leakyRelu(NDArray x) {
        return x.getNDArrayInternal().leakyRelu(SLOPE);
    }
}
