package studio.kintsugi.models.gal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import studio.kintsugi.nn.Parameters;

/**
 * ResNet-56 and its kin, of three stages of residual blocks with 16, 32 and 64 channels; a mask scales what a block
 * adds. Its parameters say which blocks there are.
 *
 * <p>No tool classifies pictures. It runs the official weights, so that tests compare GAL's networks with the official
 * code's.
 */
public final class GalResNet implements Classifier {
    private static final int STAGES = 3;

    private final Parameters p;

    /** Borrows {@code parameters}. */
    public GalResNet(Parameters parameters) {
        this.p = parameters;
    }

    @Override
    public Parameters parameters() {
        return p;
    }

    @Override
    public NDArray forward(NDArray input, boolean batchStatistics) {
        ClassifierLayers layers = new ClassifierLayers(p, batchStatistics);
        NDArray x = ClassifierLayers.relu(layers.norm(layers.conv(input, "conv1", 1), "bn1"));
        for (int stage = 1; stage <= STAGES; stage++) {
            String prefix = "layer" + stage + ".";
            int blocks = BlockNumbers.count(p.names(), prefix);
            for (int i = 0; i < blocks || i == 0; i++) {
                boolean shrinks = stage > 1 && i == 0;
                NDArray shortcut = shrinks ? halved(x) : x;
                x = p.has(prefix + i + ".conv1.weight")
                        ? ClassifierLayers.relu(branch(layers, x, prefix + i, shrinks ? 2 : 1).add(shortcut))
                        : shortcut;
            }
        }
        return layers.linear(ClassifierLayers.pooled(x), "fc");
    }

    private static NDArray branch(ClassifierLayers layers, NDArray x, String block, int stride) {
        NDArray y = ClassifierLayers.relu(layers.norm(layers.conv(x, block + ".conv1", stride), block + ".bn1"));
        y = layers.norm(layers.conv(y, block + ".conv2", 1), block + ".bn2");
        return layers.masked(y, block + ".mask");
    }

    /** The shortcut without parameters ("option A"): every other pixel, half as many channels of zeros on each side. */
    private static NDArray halved(NDArray x) {
        Shape s = x.getShape();
        NDArray small = x.get(":,:,::2,::2");
        NDArray zeros = x.getManager().zeros(
                new Shape(s.get(0), s.get(1) / 2, small.getShape().get(2), small.getShape().get(3)));
        return zeros.concat(small, 1).concat(zeros, 1);
    }
}
