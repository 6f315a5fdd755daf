package studio.kintsugi.models.nafnet;

import static studio.kintsugi.nn.Functional.channelsLast;
import static studio.kintsugi.nn.Functional.conv2d;
import static studio.kintsugi.nn.Functional.float32;
import static studio.kintsugi.nn.Functional.layerNorm;
import static studio.kintsugi.nn.Functional.padToMultiple;
import static studio.kintsugi.nn.Functional.pixelShuffle;
import static studio.kintsugi.nn.Functional.pointwise;
import static studio.kintsugi.nn.Functional.scoped;
import static studio.kintsugi.nn.Functional.seen;
import static studio.kintsugi.nn.Functional.simpleGate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import studio.kintsugi.compute.Autocast;
import studio.kintsugi.compute.ProcessorThreads;
import studio.kintsugi.compute.TensorMemory;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.simd.ResidualNorm;

/**
 * {@link NafNet} with its convolutions in bfloat16, to be run during {@link Autocast}. The first and the last of them
 * and what blocks add to stay float32. Between two convolutions there is little but memory to wait for, so what stands
 * there is done in as few passes as can be: attention and the scales of the residuals are multiplied into the weights
 * of the convolution before them, and a residual is added while the next half of a block is normalised.
 */
final class ReducedNafNet {
    private final NafNetConfig config;
    private final Parameters p;
    private final Pooling pooling;

    ReducedNafNet(NafNetConfig config, Parameters parameters, Pooling pooling) {
        this.config = config;
        this.p = parameters;
        this.pooling = pooling;
    }

    /** Whether a network of this shape can be run like this here; PyTorch must have been prepared before. */
    static boolean suits(NafNetConfig config) {
        return config.width() % ResidualNorm.LANES == 0 && TensorMemory.isSupported();
    }

    /** As {@link NafNet#forward}. */
    NDArray forward(NDArray input) {
        long h = input.getShape().get(2);
        long w = input.getShape().get(3);
        NDArray padded = channelsLast(padToMultiple(input, config.sizeMultiple()));
        // the picture itself, and what is added to it, would lose levels to rounding
        NDArray x = Autocast.paused(() -> conv(padded, "intro", 1, 1));
        List<NDArray> skips = new ArrayList<>();
        int index = 0;
        int levels = config.encoders().size();
        for (int level = 0; level < levels; level++) {
            Residuals residuals = new Residuals(x);
            for (int i = 0; i < config.encoders().get(level); i++) {
                residuals.block("encoders." + level + "." + i, index++, level);
            }
            NDArray skip = residuals.sum();
            skips.add(skip);
            x = conv(skip, "downs." + level, 2, 0);
        }
        Residuals residuals = new Residuals(x);
        for (int i = 0; i < config.middle(); i++) {
            residuals.block("middle_blks." + i, index++, levels);
        }
        for (int up = 0; up < levels; up++) {
            int level = levels - 1 - up;
            String name = "ups." + up + ".0.weight";
            NDArray below = residuals.sum();
            NDArray wide = scoped(below, t -> pixelShuffle(pointwise(t, p.get(name), null), 2));
            below.close();
            residuals = new Residuals(skips.get(level));
            residuals.pending = wide;
            for (int i = 0; i < config.decoders().get(up); i++) {
                residuals.block("decoders." + up + "." + i, index++, level);
            }
        }
        NDArray picture = config.guides() == 0 ? padded : padded.get(":,:{}", config.channels());
        NDArray last = residuals.sum();
        NDArray out = Autocast.paused(() -> conv(last, "ending", 1, 1)).add(picture);
        Shape s = out.getShape();
        return s.get(2) == h && s.get(3) == w ? out : out.get(":,:,:{},:{}", h, w);
    }

    private NDArray conv(NDArray x, String name, int stride, int padding) {
        return scoped(x, t -> float32(conv2d(t, p.get(name + ".weight"), p.get(name + ".bias"), stride, padding, 1)));
    }

    /** What the blocks of a level add to one after another, and what the last of them gave and is not added yet. */
    private final class Residuals {
        private final NDArray sum;
        private NDArray pending;

        /**
         * @param first float32; changed from here on
         */
        Residuals(NDArray first) {
            sum = first;
        }

        /** All that was given, added; float32. */
        NDArray sum() {
            if (pending != null) {
                ResidualNorm.add(TensorMemory.of(sum, Float.BYTES), TensorMemory.of(pending, Short.BYTES),
                        (int) sum.size(), ProcessorThreads.count());
                pending.close();
                pending = null;
            }
            return sum;
        }

        void block(String name, int index, int level) {
            if (p.has(name + ".beta")) {
                give(name + ".norm1", t -> {
                    NDArray y = pointwise(t, p.get(name + ".conv1.weight"), p.get(name + ".conv1.bias"));
                    NDArray kernel = p.get(name + ".conv2.weight");
                    y = simpleGate(conv2d(y, kernel, p.get(name + ".conv2.bias"), 1, 1,
                            (int) kernel.getShape().get(0)));
                    return attended(y, attention(y, name, index, level), name + ".conv3", p.get(name + ".beta"));
                });
            }
            if (p.has(name + ".gamma")) {
                give(name + ".norm2", t -> {
                    NDArray y = simpleGate(pointwise(t, p.get(name + ".conv4.weight"), p.get(name + ".conv4.bias")));
                    return scaled(y, p.get(name + ".conv5.weight"), name + ".conv5", p.get(name + ".gamma"));
                });
            }
        }

        private void give(String norm, UnaryOperator<NDArray> half) {
            NDArray normal = normalized(p.get(norm + ".weight"), p.get(norm + ".bias"));
            pending = scoped(normal, half);
            normal.close();
        }

        private NDArray normalized(NDArray weight, NDArray bias) {
            if (pending == null) {
                return scoped(sum, t -> layerNorm(t, weight, bias, NafBlock.EPS));
            }
            float[] w = weight.toFloatArray();
            ResidualNorm.addAndNormalize(TensorMemory.of(sum, Float.BYTES), TensorMemory.of(pending, Short.BYTES),
                    (int) (sum.size() / w.length), w, bias.toFloatArray(), NafBlock.EPS, ProcessorThreads.count());
            return pending;
        }
    }

    /** (N, C, 1, 1) or, where statistics are local, (N, C, H, W). */
    private NDArray attention(NDArray y, String name, int index, int level) {
        NDArray means = pooling.means(pooling.sees() ? float32(y) : y, index, level);
        NDArray weight = p.get(name + ".sca.1.weight");
        NDArray bias = p.get(name + ".sca.1.bias");
        if (means.getShape().size() > weight.getShape().get(1)) {
            return pointwise(means, weight, bias);
        }
        // so small that it need not be rounded
        Shape s = weight.getShape();
        NDManager scope = y.getManager();
        return seen(scope, means).reshape(1, s.get(1)).mul(seen(scope, weight).reshape(s.get(0), s.get(1)))
                .sum(new int[] {1}).add(bias).reshape(1, s.get(0), 1, 1);
    }

    private NDArray attended(NDArray y, NDArray attention, String name, NDArray scale) {
        NDArray weight = p.get(name + ".weight");
        return attention.size() == weight.getShape().get(1)
                ? scaled(y, attention.mul(weight), name, scale) : scaled(y.mul(attention), weight, name, scale);
    }

    /** A convolution whose result is multiplied by a scale for each channel, as is its bias. */
    private NDArray scaled(NDArray y, NDArray weight, String name, NDArray scale) {
        NDArray factor = seen(y.getManager(), scale).reshape(scale.size());
        return pointwise(y, factor.reshape(scale.size(), 1, 1, 1).mul(weight), factor.mul(p.get(name + ".bias")));
    }
}
