package studio.kintsugi.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import studio.kintsugi.compute.Autocast;
import studio.kintsugi.nn.Functional;
import studio.kintsugi.nn.Parameters;

/** A network with its convolutions in bfloat16; shares the parameters. What it takes of a sample stays float32. */
public final class MixedPrecision implements ImageNetwork {
    private final ImageNetwork network;
    private final UnaryOperator<NDArray> forward;

    public MixedPrecision(ImageNetwork network) {
        this(network, network::forward);
    }

    /**
     * @param forward another way to the network's result that is good for bfloat16 alone
     */
    public MixedPrecision(ImageNetwork network, UnaryOperator<NDArray> forward) {
        this.network = network;
        this.forward = forward;
    }

    @Override
    public NDArray forward(NDArray x) {
        return Autocast.during(() -> Functional.float32(forward.apply(x)));
    }

    @Override
    public ImageNetwork calibrated(NDArray sample, NDManager keeper, BooleanSupplier cancelled) {
        return network.calibrated(sample, keeper, cancelled).reduced();
    }

    @Override
    public ImageNetwork reduced() {
        return this;
    }

    @Override
    public CalibrationSampling sampling() {
        return network.sampling();
    }

    @Override
    public Parameters parameters() {
        return network.parameters();
    }

    @Override
    public int scale() {
        return network.scale();
    }

    @Override
    public int sizeMultiple() {
        return network.sizeMultiple();
    }

    @Override
    public int paddingMultiple() {
        return network.paddingMultiple();
    }

    @Override
    public int context() {
        return network.context();
    }

    @Override
    public int largestTile() {
        return network.largestTile();
    }

    @Override
    public int bytesPerPixel() {
        return network.bytesPerPixel();
    }

    @Override
    public long tileBytes(int side) {
        return network.tileBytes(side);
    }
}
