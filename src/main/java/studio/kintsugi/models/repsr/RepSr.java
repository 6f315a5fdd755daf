package studio.kintsugi.models.repsr;

import static studio.kintsugi.nn.Functional.channelsLast;
import static studio.kintsugi.nn.Functional.conv2d;
import static studio.kintsugi.nn.Functional.pixelShuffle;
import static studio.kintsugi.nn.Functional.scoped;

import ai.djl.ndarray.NDArray;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import studio.kintsugi.nn.Parameters;

/** The chain that training network and collapsed network share; they differ in what a block is. */
final class RepSr {
    /** The engine's number for bilinear interpolation. */
    private static final int BILINEAR = 1;

    private RepSr() {}

    /**
     * Convolution, blocks with learnt slopes between them, convolution, pixel shuffle; added to the enlarged input.
     *
     * @param x (N, colors, H, W)
     * @param block what block i does to (N, C, H, W)
     * @param prelu of (N, C, H, W) and slopes (C)
     * @return (N, colors, scale · H, scale · W)
     */
    static NDArray forward(NDArray x, RepSrConfig config, Parameters p, IntFunction<UnaryOperator<NDArray>> block,
            BinaryOperator<NDArray> prelu) {
        long h = x.getShape().get(2);
        long w = x.getShape().get(3);
        String head = RepSrConfig.head();
        String tail = config.tail();
        NDArray y = conv2d(channelsLast(x), p.get(head + ".weight"), p.get(head + ".bias"), 1, 1, 1);
        y = prelu.apply(y, p.get(RepSrConfig.slope(-1)));
        for (int i = 0; i < config.blocks(); i++) {
            NDArray slope = p.get(RepSrConfig.slope(i));
            UnaryOperator<NDArray> linear = block.apply(i);
            // freed at once, so that the next layer finds room that is still in the cache
            NDArray before = y;
            y = scoped(before, v -> prelu.apply(linear.apply(v), slope));
            before.close();
        }
        y = pixelShuffle(conv2d(y, p.get(tail + ".weight"), p.get(tail + ".bias"), 1, 1, 1), config.scale());
        return y.add(x.getNDArrayInternal()
                .interpolation(new long[] {h * config.scale(), w * config.scale()}, BILINEAR, false));
    }

    /** Parametric ReLU, one slope a channel: max(x, 0) + slope · min(x, 0). */
    static NDArray prelu(NDArray x, NDArray slope) {
        NDArray positive = x.getNDArrayInternal().relu();
        return x.sub(positive).mul(perChannel(x, slope)).add(positive);
    }

    /** The same for slopes of at most 1: max(x, slope · x), in half the passes over memory. */
    static NDArray gentlePrelu(NDArray x, NDArray slope) {
        return x.maximum(x.mul(perChannel(x, slope)));
    }

    private static NDArray perChannel(NDArray x, NDArray slope) {
        NDArray perChannel = slope.reshape(1, -1, 1, 1);
        perChannel.attach(x.getManager());
        return perChannel;
    }
}
