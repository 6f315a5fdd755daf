package studio.kintsugi.models.clip;

import static studio.kintsugi.nn.Functional.conv2d;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import studio.kintsugi.nn.Parameters;

/**
 * CLIP's residual image tower (section 2.4): a stem of three convolutions, average pooling in front of every stride,
 * and attention with the mean as its query in place of the last pooling.
 */
final class ResNet {
    private static final float EPS = 1e-5f;

    private ResNet() {}

    /**
     * Where pictures lie.
     *
     * @param pictures (N, 3, S, S), normalised
     * @return (N, embedding)
     */
    static NDArray forward(NDArray pictures, Parameters p, List<Integer> layers, int heads) {
        NDArray x = convNorm(pictures, p, "visual.conv1", "visual.bn1", 2, 1).getNDArrayInternal().relu();
        x = convNorm(x, p, "visual.conv2", "visual.bn2", 1, 1).getNDArrayInternal().relu();
        x = convNorm(x, p, "visual.conv3", "visual.bn3", 1, 1).getNDArrayInternal().relu();
        x = averages(x, 2);
        for (int l = 0; l < layers.size(); l++) {
            for (int i = 0; i < layers.get(l); i++) {
                x = bottleneck(x, p, "visual.layer" + (l + 1) + "." + i + ".", l > 0 && i == 0 ? 2 : 1);
            }
        }
        return attentionPool(x, p, heads);
    }

    private static NDArray bottleneck(NDArray x, Parameters p, String block, int stride) {
        NDArray y = convNorm(x, p, block + "conv1", block + "bn1", 1, 0).getNDArrayInternal().relu();
        y = convNorm(y, p, block + "conv2", block + "bn2", 1, 1).getNDArrayInternal().relu();
        y = convNorm(averages(y, stride), p, block + "conv3", block + "bn3", 1, 0);
        NDArray shortcut = p.has(block + "downsample.0.weight")
                ? convNorm(averages(x, stride), p, block + "downsample.0", block + "downsample.1", 1, 0) : x;
        return y.add(shortcut).getNDArrayInternal().relu();
    }

    private static NDArray attentionPool(NDArray x, Parameters p, int heads) {
        Shape s = x.getShape();
        NDArray cells = x.reshape(s.get(0), s.get(1), s.get(2) * s.get(3)).transpose(0, 2, 1);
        NDArray all = NDArrays.concat(new NDList(cells.mean(new int[] {1}, true), cells), 1)
                .add(p.get("visual.attnpool.positional_embedding"));
        NDArray y = Transformer.attention(Transformer.linear(all.get(":,0:1"), p, "visual.attnpool.q_proj"),
                Transformer.linear(all, p, "visual.attnpool.k_proj"),
                Transformer.linear(all, p, "visual.attnpool.v_proj"), heads, null);
        return Transformer.linear(y, p, "visual.attnpool.c_proj").squeeze(1);
    }

    private static NDArray convNorm(NDArray x, Parameters p, String conv, String norm, int stride, int padding) {
        NDArray y = conv2d(x, p.get(conv + ".weight"), null, stride, padding, 1);
        return BatchNorm.batchNorm(y, p.get(norm + ".running_mean"), p.get(norm + ".running_var"),
                p.get(norm + ".weight"), p.get(norm + ".bias"), 1, 0.9f, EPS, false).singletonOrThrow();
    }

    private static NDArray averages(NDArray x, int size) {
        return size == 1 ? x : Pool.avgPool2d(x, new Shape(size, size), new Shape(size, size), new Shape(0, 0), false,
                true);
    }
}
