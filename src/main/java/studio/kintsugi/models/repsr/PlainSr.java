package studio.kintsugi.models.repsr;

import static studio.kintsugi.nn.Functional.conv2d;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.BinaryOperator;
import java.util.function.BooleanSupplier;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.simd.VectorModule;

/** RepSR as it is deployed: plain 3×3 convolutions in a row, one for each block. */
public final class PlainSr extends RepSrNetwork {
    private final BinaryOperator<NDArray> prelu;

    /** Owns {@code parameters} from here on. */
    public PlainSr(RepSrConfig config, Parameters parameters) {
        this(config, parameters, RepSr::prelu);
    }

    private PlainSr(RepSrConfig config, Parameters parameters, BinaryOperator<NDArray> prelu) {
        super(config, parameters);
        this.prelu = prelu;
    }

    @Override
    public NDArray forward(NDArray x) {
        return config.colors() == 3 ? chain(x) : LumaAdapter.enlarge(x, config.scale(), this::chain);
    }

    /**
     * @param x (N, colors, H, W)
     * @return (N, colors, scale · H, scale · W)
     */
    NDArray chain(NDArray x) {
        return RepSr.forward(x, config, p, i -> y -> {
            String name = RepSrConfig.block(i);
            return conv2d(y, p.get(name + ".weight"), p.get(name + ".bias"), 1, 1, 1);
        }, prelu);
    }

    /**
     * The fastest form that this machine can run, which on a processor does without the engine; it takes a second to
     * get going, which is why this is not always it.
     */
    @Override
    public ImageNetwork calibrated(NDArray sample, NDManager keeper, BooleanSupplier cancelled) {
        return VectorModule.usable() && !sample.getDevice().isGpu() ? new FusedSr(config, this) : gentle(keeper);
    }

    /** The same network with slopes of at most 1, which take half the passes over memory. */
    PlainSr gentle(NDManager keeper) {
        return new PlainSr(config, p.overlaid(keeper, PreluRewriting.of(config, p, keeper)), RepSr::gentlePrelu);
    }

    /** A picture of one such tile is done before the fastest form would have got going. */
    @Override
    public int largestTile() {
        return 512;
    }

    @Override
    public int bytesPerPixel() {
        return 4 * (6 * config.channels() + 12 * config.scale() * config.scale());
    }
}
