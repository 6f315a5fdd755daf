package studio.kintsugi.models.gal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import studio.kintsugi.nn.Parameters;

/**
 * DenseNet-40 and its kin: each layer sees all before it. A mask scales each channel that a convolution reads; a pruned
 * convolution reads a selection, whose numbers stand in a tensor of their own.
 */
public final class GalDenseNet implements Classifier {
    private static final String INDEXES = "indexes[";
    private static final int STAGES = 3;

    private final Parameters p;

    /** Borrows {@code parameters}. */
    public GalDenseNet(Parameters parameters) {
        this.p = parameters;
    }

    @Override
    public Parameters parameters() {
        return p;
    }

    @Override
    public NDArray forward(NDArray input, boolean batchStatistics) {
        ClassifierLayers layers = new ClassifierLayers(p, batchStatistics);
        NDArray x = layers.conv(input, "conv1", 1);
        int layer = 0;
        for (int stage = 1; stage <= STAGES; stage++) {
            String prefix = "dense" + stage + ".";
            int blocks = BlockNumbers.count(p.names(), prefix);
            for (int i = 0; i < blocks; i++) {
                x = x.concat(selected(layers, x, prefix + i, indexes(layer++)), 1);
            }
            if (stage < STAGES) {
                x = ClassifierLayers.average(selected(layers, x, "trans" + stage, indexes(layer++)), 2);
            }
        }
        x = ClassifierLayers.pooled(ClassifierLayers.relu(layers.norm(x, "bn")));
        return layers.linear(x, p.has("fc.weight") ? "fc" : "linear");
    }

    /** The tensor with the numbers of the channels that a pruned network's convolution or transition reads. */
    static String indexes(int layer) {
        return INDEXES + layer + "]";
    }

    /** Normalisation, rectifier, selection, mask, convolution. */
    private NDArray selected(ClassifierLayers layers, NDArray x, String name, String selection) {
        NDArray y = ClassifierLayers.relu(layers.norm(x, name + ".bn1"));
        if (p.has(selection)) {
            NDArray indexes = p.get(selection).toType(DataType.INT64, true);
            indexes.attach(x.getManager());
            y = y.transpose(1, 0, 2, 3).get(indexes).transpose(1, 0, 2, 3);
        }
        return layers.conv(layers.masked(y, name + ".mask"), name + ".conv1", 1);
    }
}
