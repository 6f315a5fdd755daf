package studio.kintsugi.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import studio.kintsugi.nn.Functional;

/**
 * Means of channels over pieces of one picture, which are seen one after another: each by its own means, as it would
 * be in training, so that no more memory is needed than one piece takes.
 */
public final class PieceMeans {
    private final NDArray[] means;
    private final NDManager keeper;
    private final long count;

    /**
     * @param blocks that ask for means
     * @param pieces (N, …), each of which will be seen once
     * @param keeper owns the means
     */
    public PieceMeans(int blocks, NDArray pieces, NDManager keeper) {
        this.means = new NDArray[blocks];
        this.count = pieces.getShape().get(0);
        this.keeper = keeper;
    }

    /**
     * The means of a piece, after their share in those of all was noted.
     *
     * @param x (1, C, H, W)
     * @return (1, C, 1, 1)
     */
    public NDArray note(NDArray x, int block) {
        NDArray mean = Functional.globalMean(x);
        NDArray share = mean.div(count);
        if (means[block] == null) {
            share.attach(keeper);
            means[block] = share;
        } else {
            means[block].addi(share);
            share.close();
        }
        return mean;
    }

    /** By block, (1, C, 1, 1); of all pieces once all were seen. */
    public NDArray[] means() {
        return means;
    }
}
