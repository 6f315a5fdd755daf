package studio.kintsugi.models.repsr;

import static studio.kintsugi.nn.Functional.conv2d;
import static studio.kintsugi.nn.Functional.pointwise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.nn.Parameters;

/**
 * The block of section 3.2: {@code x + Σ₂ 1×1(BN(3×3(x)))}, two paths that expand to 2C channels and squeeze back,
 * and a clean residual path without normalisation. For given statistics it is one linear map, hence one 3×3
 * convolution.
 */
final class RepBlock {
    static final float EPS = 1e-5f;
    /** Share of the running statistics that a step keeps. */
    private static final float KEEP = 0.9f;
    private static final List<String> BRANCHES = List.of(".branch1", ".branch2");

    private RepBlock() {}

    /**
     * A block as one convolution.
     *
     * @param weight (C, C, 3, 3)
     * @param bias (C)
     */
    record Merged(NDArray weight, NDArray bias) {}

    /**
     * The block path by path.
     *
     * @param x (N, C, H, W)
     * @param batchStatistics whether to normalise by this batch, which also moves the running statistics, or by those
     * @return (N, C, H, W)
     */
    static NDArray expanded(NDArray x, Parameters p, String name, boolean batchStatistics) {
        NDArray out = x;
        for (String branch : BRANCHES) {
            String n = name + branch;
            NDArray wide = conv2d(x, p.get(n + ".0.weight"), p.get(n + ".0.bias"), 1, 1, 1);
            NDArray normal = BatchNorm.batchNorm(wide, p.get(n + ".1.running_mean"), p.get(n + ".1.running_var"),
                            p.get(n + ".1.weight"), p.get(n + ".1.bias"), 1, KEEP, EPS, batchStatistics)
                    .singletonOrThrow();
            out = out.add(pointwise(normal, p.get(n + ".2.weight"), p.get(n + ".2.bias")));
        }
        return out;
    }

    /**
     * Re-parameterisation by the running statistics. Made of differentiable operations, so that a network can be
     * trained through it: once statistics are frozen, one 3×3 convolution has the block's values and gradients at a
     * quarter of its cost.
     *
     * @param scope owns the result and all between
     */
    static Merged merge(NDManager scope, Parameters p, String name) {
        int c = (int) p.get(name + BRANCHES.getFirst() + ".2.weight").getShape().get(0);
        NDArray weight = scope.create(identity(c), new Shape(c, c, 3, 3));
        NDArray bias = null;
        for (String branch : BRANCHES) {
            String n = name + branch;
            NDArray expand = p.view(scope, n + ".0.weight");
            Shape kernel = expand.getShape();
            long wide = kernel.get(0);
            NDArray squeeze = p.view(scope, n + ".2.weight").reshape(c, wide);
            NDArray gain = p.view(scope, n + ".1.weight")
                    .div(p.view(scope, n + ".1.running_var").add(EPS).sqrt());
            NDArray shift = p.view(scope, n + ".0.bias").sub(p.get(n + ".1.running_mean")).mul(gain)
                    .add(p.get(n + ".1.bias"));
            NDArray scaled = squeeze.mul(gain.reshape(1, wide));
            weight = weight.add(scaled.matMul(expand.reshape(wide, -1)).reshape(c, kernel.get(1), 3, 3));
            NDArray b = squeeze.matMul(shift.reshape(wide, 1)).reshape(c).add(p.get(n + ".2.bias"));
            bias = bias == null ? b : bias.add(b);
        }
        return new Merged(weight, bias);
    }

    /**
     * The inverse of {@link #merge}: weights whose merged blocks are the given convolutions. What is beside the
     * residual path goes through half of the first path; the squeezing weights of all others are 0, so that they add
     * nothing yet and learn.
     *
     * @param collapsed a network as it ships
     * @param fresh weights of the same network as it is trained, with statistics of mean 0 and variance 1
     * @throws IllegalArgumentException where {@code collapsed} has not that network's blocks
     */
    static StateDict expand(StateDict collapsed, StateDict fresh, RepSrConfig config) {
        Map<String, TensorData> out = new LinkedHashMap<>(fresh.tensors());
        out.replaceAll((name, tensor) -> collapsed.has(name) ? collapsed.get(name) : tensor);
        for (int i = 0; i < config.blocks(); i++) {
            String name = RepSrConfig.block(i);
            int c = config.channels();
            float[] kernel = values(collapsed, name + ".weight", c * c * 9);
            float[] identity = identity(c);
            float[] expand = out.get(name + ".branch1.0.weight").toFloats();
            float[] squeeze = new float[2 * c * c];
            for (int k = 0; k < kernel.length; k++) {
                expand[k] = kernel[k] - identity[k];
            }
            for (int k = 0; k < c; k++) {
                squeeze[k * 2 * c + k] = 1;
            }
            put(out, name + ".branch1.0.weight", expand);
            put(out, name + ".branch1.2.weight", squeeze);
            put(out, name + ".branch2.2.weight", new float[2 * c * c]);
            put(out, name + ".branch1.2.bias", values(collapsed, name + ".bias", c));
            put(out, name + ".branch2.2.bias", new float[c]);
            for (String branch : BRANCHES) {
                float[] variance = new float[2 * c];
                Arrays.fill(variance, 1 - EPS);
                put(out, name + branch + ".0.bias", new float[2 * c]);
                put(out, name + branch + ".1.running_var", variance);
            }
        }
        return new StateDict(out);
    }

    private static float[] values(StateDict from, String name, int count) {
        if (!from.has(name) || from.get(name).toFloats().length != count) {
            throw new IllegalArgumentException(name + (from.has(name) ? " has another shape" : " is missing"));
        }
        return from.get(name).toFloats();
    }

    private static void put(Map<String, TensorData> out, String name, float[] values) {
        out.put(name, TensorData.ofFloats(values, out.get(name).shape()));
    }

    /** The 3×3 kernels that leave everything as it is, (C, C, 3, 3). */
    private static float[] identity(int c) {
        float[] kernel = new float[c * c * 9];
        for (int i = 0; i < c; i++) {
            kernel[(i * c + i) * 9 + 4] = 1;
        }
        return kernel;
    }
}
