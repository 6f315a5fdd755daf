package studio.kintsugi.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.function.BooleanSupplier;
import studio.kintsugi.compute.TensorMemory;
import studio.kintsugi.nn.Parameters;

/** A network from picture to picture. Stateless but for its parameters: several threads may run it at once. */
public interface ImageNetwork extends AutoCloseable {
    /**
     * @param x (N, 3, H, W), float32 RGB in 0–1; any H and W of at least 1
     * @return (N, 3, scale · H, scale · W), not clamped, in the manager of {@code x}
     */
    NDArray forward(NDArray x);

    /** Takes finished rows of a result, each once, in any order, perhaps on several threads at a time. */
    @FunctionalInterface
    interface RowTaker {
        /**
         * @param c channel, 0–2
         * @param y row of the result
         * @param values what {@link #forward} gives, valid during the call and where it was wanted
         * @param from where in them the row begins; below 0 where its beginning was not wanted
         */
        void take(int c, int y, float[] values, int from);
    }

    /**
     * The same from array to rows, for networks that have a shorter way than through tensors, or that need not see
     * everything in all of their parts.
     *
     * @param scope owns the tensors between
     * @param x (3, height, width), as in {@link #forward}
     * @param wanted where in {@code x} results are wanted: {@code taker} gets these rows at least
     */
    default void run(NDManager scope, float[] x, int height, int width, Window wanted, RowTaker taker) {
        float[] y = forward(TensorMemory.copyOf(x, new Shape(1, 3, height, width), scope)).toFloatArray();
        for (int row = 0; row < 3 * height * scale(); row++) {
            taker.take(row / (height * scale()), row % (height * scale()), y, row * width * scale());
        }
    }

    Parameters parameters();

    /** Output pixels per input pixel along one side. */
    default int scale() {
        return 1;
    }

    /** Sides of tiles are best multiples of this, or a tile would see its pixels in another phase than a picture. */
    int sizeMultiple();

    /**
     * Sides are made multiples of this by mirroring at the right and the bottom before {@link #forward}. Less than
     * {@link #sizeMultiple} where the network has its own way with the remainder.
     */
    default int paddingMultiple() {
        return sizeMultiple();
    }

    /** Pixels of context round a tile beyond which nothing changes its result visibly. */
    int context();

    /** Side of a tile in pixels beyond which nothing gets faster, and the user would wait longer for the first. */
    default int largestTile() {
        return 384;
    }

    /** Bytes of working memory for each pixel of input, roughly. */
    int bytesPerPixel();

    /**
     * Bytes of working memory for a tile, roughly.
     *
     * @param side of what is wanted, pixels, without the context
     */
    default long tileBytes(int side) {
        long seen = side + 2L * context();
        return seen * seen * bytesPerPixel();
    }

    /**
     * The network to run on the tiles of one picture. A network that takes statistics over all it sees would give
     * each tile another tone; this one takes them from {@code sample} once and for all. Shares the parameters.
     *
     * @param sample (N, 3, H, W), pieces of the picture that stand for the whole
     * @param keeper owns the statistics; closed after the last tile
     * @param cancelled asked now and then where this takes long
     * @throws java.util.concurrent.CancellationException where it said so
     */
    default ImageNetwork calibrated(NDArray sample, NDManager keeper, BooleanSupplier cancelled) {
        return this;
    }

    /**
     * {@link #calibrated} without looking long for anything in the sample, and so that all of the network is run: for
     * whoever measures it.
     */
    default ImageNetwork calibratedForTrial(NDArray sample, NDManager keeper) {
        return calibrated(sample, keeper, () -> false);
    }

    /**
     * The same network with its convolutions in bfloat16, for processors that multiply that; shares the parameters.
     * This very network where it has no such form.
     */
    default ImageNetwork reduced() {
        return this;
    }

    /** What the sample of a large picture consists of. */
    default CalibrationSampling sampling() {
        return CalibrationSampling.EVEN;
    }

    @Override
    default void close() {
        parameters().close();
    }
}
