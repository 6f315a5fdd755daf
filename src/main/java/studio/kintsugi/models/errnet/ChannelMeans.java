package studio.kintsugi.models.errnet;

import ai.djl.ndarray.NDArray;
import studio.kintsugi.nn.Functional;

/** Where channel attention takes the mean of each channel from. */
@FunctionalInterface
interface ChannelMeans {
    /** The whole input, as the network is trained. */
    ChannelMeans GLOBAL = (x, block) -> Functional.globalMean(x);

    /**
     * @param x (N, C, H, W)
     * @param block index of the residual block
     * @return (N, C, 1, 1), or (1, C, 1, 1) for all alike
     */
    NDArray of(NDArray x, int block);

    /** Means that were recorded before; moved to the user's manager, since they outlive it. */
    static ChannelMeans fixed(NDArray[] means) {
        return (x, block) -> {
            NDArray mean = means[block].duplicate();
            mean.attach(x.getManager());
            return mean;
        };
    }
}
