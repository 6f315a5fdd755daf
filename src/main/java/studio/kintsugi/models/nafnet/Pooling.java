package studio.kintsugi.models.nafnet;

import ai.djl.ndarray.NDArray;
import studio.kintsugi.nn.Functional;

/** Where a block's channel attention takes the mean of each channel from. */
@FunctionalInterface
public interface Pooling {
    /** Mean over the whole input, as the network is trained (arXiv 2204.04676, section 3.4). */
    Pooling GLOBAL = (x, block, level) -> Functional.globalMean(x);

    /**
     * @param x (N, C, H, W)
     * @param block index of the block in the order of the forward pass
     * @param level 0 at full resolution, one more after each halving
     * @return (N, C, 1, 1) or (N, C, H, W)
     */
    NDArray means(NDArray x, int block, int level);

    /** Whether {@link #means} depend on the values of {@code x}, and not on the block alone. */
    default boolean sees() {
        return true;
    }

    /**
     * Test-time local converter (TLC, arXiv 2112.04491): the mean over a window of 1.5 times the training patch
     * round each place, clipped at the borders by repeating the nearest mean.
     *
     * @param trainHeight of the patches the network was trained on
     * @param trainWidth likewise
     */
    static Pooling local(int trainHeight, int trainWidth) {
        return (x, block, level) -> {
            int h = (int) x.getShape().get(2);
            int w = (int) x.getShape().get(3);
            int kh = window(trainHeight, level);
            int kw = window(trainWidth, level);
            if (kh >= h && kw >= w) {
                return Functional.globalMean(x);
            }
            kh = Math.min(kh, h);
            kw = Math.min(kw, w);
            NDArray means = Functional.boxMean(x, kh, kw);
            int dh = h - (h - kh + 1);
            int dw = w - (w - kw + 1);
            return Functional.channelsLast(
                    Functional.replicatePad(means, dw / 2, (dw + 1) / 2, dh / 2, (dh + 1) / 2));
        };
    }

    /** Means that were recorded before. */
    static Pooling fixed(NDArray[] means) {
        return new Pooling() {
            @Override
            public NDArray means(NDArray x, int block, int level) {
                return means[block];
            }

            @Override
            public boolean sees() {
                return false;
            }
        };
    }

    /** Window side at a level: the official code scales int(1.5 · train) by the level's share of the patch. */
    private static int window(int train, int level) {
        int base = (int) (1.5 * train);
        return (train >> level) * base / train;
    }
}
