package studio.kintsugi.models.errnet;

import static studio.kintsugi.nn.Functional.channelsLast;
import static studio.kintsugi.nn.Functional.oneByOne;
import static studio.kintsugi.nn.Functional.pixelShuffle;
import static studio.kintsugi.nn.Functional.pixelUnshuffle;
import static studio.kintsugi.nn.Functional.replicatePad;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.function.BooleanSupplier;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.models.network.PieceMeans;
import studio.kintsugi.nn.Parameters;

/**
 * ERRNet: a photo taken through glass without what the glass reflects.
 *
 * <p>The <em>lite</em> configuration is the same generator without VGG's features: squares of {@code fold} pixels
 * become channels first, which widens what it sees and costs a quarter, and the result is added to the photo. Squares
 * would show in the result, so what is added is made a linear function of the photo within any small window: what glass
 * adds is smooth, and what it dims is dimmed alike.
 */
public final class ErrNet implements ImageNetwork {
    private static final int LARGEST_WINDOW = Generator.WINDOWS.getLast();
    private static final int MOST_CONTEXT = 64;
    /** Activations of full width that exist at once, roughly. */
    private static final int ARRAYS_AT_ONCE = 8;

    private final ErrNetConfig config;
    private final Parameters p;
    private final InputLayer first;
    private final ChannelMeans means;

    /** Owns {@code parameters} from here on. */
    public ErrNet(ErrNetConfig config, Parameters parameters) {
        this(config, parameters, InputLayer.of(config, parameters), ChannelMeans.GLOBAL);
    }

    private ErrNet(ErrNetConfig config, Parameters parameters, InputLayer first, ChannelMeans means) {
        this.config = config;
        this.p = parameters;
        this.first = first;
        this.means = means;
    }

    @Override
    public NDArray forward(NDArray x) {
        long h = x.getShape().get(2);
        long w = x.getShape().get(3);
        NDArray out = whole(padded(x));
        Shape s = out.getShape();
        return s.get(2) == h && s.get(3) == w ? out : out.get(":,:,:{},:{}", h, w);
    }

    /**
     * As the official code runs it: without padding, and one pixel larger where a side is odd.
     *
     * @param x (N, 3, H, W), RGB in 0–1, H and W at least 32 · fold; multiples of fold, and of 2 · fold where residual
     */
    NDArray whole(NDArray x) {
        NDArray folded = config.fold() == 1 ? x : pixelUnshuffle(x, config.fold());
        NDArray y = Generator.afterFirst(first.apply(channelsLast(folded)), config, p, means);
        y = config.fold() == 1 ? y : pixelShuffle(y, config.fold());
        if (!config.residual()) {
            return Generator.relu(y);
        }
        return x.add(config.fold() == 1 ? y : GuidedFilter.apply(y, x, config.fold()));
    }

    /** Edges repeated at the right and the bottom until every layer can see something. */
    private NDArray padded(NDArray x) {
        int h = (int) x.getShape().get(2);
        int w = (int) x.getShape().get(3);
        return replicatePad(x, 0, room(w) - w, 0, room(h) - h);
    }

    private int room(int side) {
        int fold = config.fold();
        // a sum with the picture needs a result of its very size
        int multiple = config.residual() ? 2 * fold : fold;
        return Math.max(LARGEST_WINDOW * fold, Math.ceilDiv(side, multiple) * multiple);
    }

    @Override
    public ImageNetwork calibrated(NDArray sample, NDManager keeper, BooleanSupplier cancelled) {
        if (config.squeeze() == 0) {
            return this;
        }
        PieceMeans noted = new PieceMeans(config.blocks(), sample, keeper);
        oneByOne(sample, new ErrNet(config, p, first, noted::note)::forward).close();
        return new ErrNet(config, p, first, ChannelMeans.fixed(noted.means()));
    }

    @Override
    public Parameters parameters() {
        return p;
    }

    @Override
    public int sizeMultiple() {
        return config.fold() * (config.pyramid() ? LARGEST_WINDOW : 2);
    }

    /** The official network takes a picture as it is, and what windows leave over at its edge is part of it. */
    @Override
    public int paddingMultiple() {
        return config.residual() ? sizeMultiple() : 1;
    }

    @Override
    public int context() {
        int reach = Math.min(MOST_CONTEXT, config.fold() * (4 * config.blocks() + 10));
        return Math.ceilDiv(reach, sizeMultiple()) * sizeMultiple();
    }

    @Override
    public int bytesPerPixel() {
        return config.features() * Float.BYTES * ARRAYS_AT_ONCE / (config.fold() * config.fold());
    }
}
