package studio.kintsugi.models.vgg;

import static studio.kintsugi.nn.Functional.conv2d;
import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.nn.Initializer;
import studio.kintsugi.nn.Parameters;

/**
 * The features of torchvision's VGG networks (arXiv 1409.1556) of any depth and width: 3×3 convolutions, each with a
 * ReLU, and 2×2 max-pooling. Layers are counted as torchvision counts them.
 */
public final class Vgg {
    /** After relu1_1, relu2_1, relu3_1, relu4_1 and relu5_1 of VGG-19: the hypercolumn's and the perceptual loss's. */
    public static final List<Integer> FIRST_RELUS = List.of(2, 7, 12, 21, 30);

    /** After relu1_2, relu2_2, relu3_4, relu4_4 and relu5_4 of VGG-19: where its levels end. */
    public static final List<Integer> LEVEL_ENDS = List.of(4, 9, 18, 27, 36);

    /** After conv5_2 of VGG-19, before its ReLU. */
    public static final int CONV5_2 = 31;

    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};
    private static final Shape TWO = new Shape(2, 2);

    private final Parameters p;

    /**
     * @param p has {@code features.N.weight} and {@code .bias}; stays its owner's
     */
    public Vgg(Parameters p) {
        this.p = p;
    }

    /**
     * @param x (N, 3, H, W), H and W at least 2 to the power of the poolings passed
     * @param after numbers of layers, rising, after which to look
     * @return one (N, C, h, w) for each, in the manager of {@code x}
     */
    public List<NDArray> features(NDArray x, List<Integer> after) {
        List<NDArray> out = new ArrayList<>();
        NDArray y = x;
        for (int i = 0; i < after.getLast(); i++) {
            NDArray next = layer(y, i);
            if (y != x && !after.contains(i)) {
                y.close();
            }
            y = next;
            if (after.contains(i + 1)) {
                out.add(y);
            }
        }
        return out;
    }

    private NDArray layer(NDArray x, int i) {
        if (isConvolution(i)) {
            return conv2d(x, p.get("features." + i + ".weight"), p.get("features." + i + ".bias"), 1, 1, 1);
        }
        return i > 0 && isConvolution(i - 1) ? x.getNDArrayInternal().relu()
                : x.getNDArrayInternal().maxPool(TWO, TWO, new Shape(0, 0), false);
    }

    private boolean isConvolution(int i) {
        return p.has("features." + i + ".weight");
    }

    /**
     * Weights to train a VGG-19 with: uniform with the variance that keeps ReLU networks alive (He et al., arXiv
     * 1502.01852, equation 10).
     *
     * @param widths channels of its 16 convolutions
     * @throws IllegalArgumentException where they are not 16
     */
    public static StateDict initialWeights(List<Integer> widths, RandomGenerator random) {
        if (widths.size() != VggArchitecture.CONVOLUTIONS_19.size()) {
            throw new IllegalArgumentException("VGG-19 has " + VggArchitecture.CONVOLUTIONS_19.size() + " widths");
        }
        Initializer init = new Initializer(random);
        int in = 3;
        for (int i = 0; i < widths.size(); i++) {
            String name = "features." + VggArchitecture.CONVOLUTIONS_19.get(i);
            int out = widths.get(i);
            init.uniform(name + ".weight", Math.sqrt(6.0 / (9 * in)), out, in, 3, 3).constant(name + ".bias", 0, out);
            in = out;
        }
        return init.weights();
    }

    /** RGB of 0–1 by the mean and deviation of ImageNet, as VGG was trained; the hypercolumn does without. */
    public static NDArray normalized(NDArray rgb) {
        NDList channels = rgb.split(3, 1);
        NDList out = new NDList();
        for (int c = 0; c < 3; c++) {
            out.add(times(channels.get(c).sub(MEAN[c]), 1.0 / DEVIATION[c]));
        }
        return out.get(0).getNDArrayInternal().concat(out.subNDList(1), 1);
    }
}
