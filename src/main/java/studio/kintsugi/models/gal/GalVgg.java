package studio.kintsugi.models.gal;

import ai.djl.ndarray.NDArray;
import studio.kintsugi.nn.Parameters;

/** VGG-16 with batch normalisation, of any widths; a mask scales each channel behind its rectifier. */
public final class GalVgg implements Classifier {
    /** Numbers of the convolutions; where one is left out, there is a pooling. */
    static final int[] CONVOLUTIONS = {0, 1, 3, 4, 6, 7, 8, 10, 11, 12, 14, 15, 16};

    private final Parameters p;

    /** Borrows {@code parameters}. */
    public GalVgg(Parameters parameters) {
        this.p = parameters;
    }

    @Override
    public Parameters parameters() {
        return p;
    }

    @Override
    public NDArray forward(NDArray input, boolean batchStatistics) {
        Layers layers = new Layers(p, batchStatistics);
        NDArray x = input;
        int last = -1;
        for (int n : CONVOLUTIONS) {
            if (n > last + 1) {
                x = Layers.maximum(x, 2, 2, 0);
            }
            x = Layers.relu(layers.norm(layers.conv(x, "features.conv" + n, 1), "features.norm" + n));
            x = layers.masked(x, "features.mask" + n);
            last = n;
        }
        x = Layers.pooled(x);
        x = Layers.relu(layers.norm(layers.linear(x, "classifier.linear1"), "classifier.norm1"));
        return layers.linear(layers.masked(x, "classifier.mask"), "classifier.linear2");
    }
}
