package studio.kintsugi.models.nafnet;

import static studio.kintsugi.nn.Functional.channelsLast;
import static studio.kintsugi.nn.Functional.conv2d;
import static studio.kintsugi.nn.Functional.oneByOne;
import static studio.kintsugi.nn.Functional.padToMultiple;
import static studio.kintsugi.nn.Functional.pixelShuffle;
import static studio.kintsugi.nn.Functional.pointwise;
import static studio.kintsugi.nn.Functional.scoped;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.models.network.MixedPrecision;
import studio.kintsugi.models.network.PieceMeans;
import studio.kintsugi.nn.Parameters;

/**
 * The U-shaped network of NAFNet as a function of its official parameters (arXiv 2204.04676, figure 2c). Where its
 * configuration has guides, {@link #forward} takes them as further channels behind the picture's.
 */
public final class NafNet implements ImageNetwork {
    private static final int MOST_CONTEXT = 64;
    /** Full-resolution tensors of the network's width alive at the worst moment, inside a block. */
    private static final int ARRAYS_AT_ONCE = 16;

    private final NafNetConfig config;
    private final Parameters p;
    private final NafBlock block;
    private final Pooling pooling;

    /** NAFNet itself; owns {@code parameters} from here on. */
    public NafNet(NafNetConfig config, Parameters parameters) {
        this(config, parameters, NafBlock.NAF);
    }

    /** A network of the same shape with other blocks; owns {@code parameters} from here on. */
    public NafNet(NafNetConfig config, Parameters parameters, NafBlock block) {
        this(config, parameters, block,
                config.isLocal() ? Pooling.local(config.trainHeight(), config.trainWidth()) : Pooling.GLOBAL);
    }

    private NafNet(NafNetConfig config, Parameters parameters, NafBlock block, Pooling pooling) {
        this.config = config;
        this.p = parameters;
        this.block = block;
        this.pooling = pooling;
    }

    /** The same network with its statistics from elsewhere; shares the parameters. */
    public NafNet with(Pooling other) {
        return new NafNet(config, p, block, other);
    }

    public NafNetConfig config() {
        return config;
    }

    @Override
    public Parameters parameters() {
        return p;
    }

    @Override
    public int sizeMultiple() {
        return config.sizeMultiple();
    }

    @Override
    public int context() {
        // each block's depthwise 3×3 reaches one pixel of its level further; what the farther half shows weighs little
        int reach = 2;
        for (int level = 0; level < config.encoders().size(); level++) {
            int blocks = config.encoders().get(level) + config.decoders().get(config.encoders().size() - 1 - level);
            reach += (blocks + 1) << level;
        }
        reach = Math.min((reach + (config.middle() << config.encoders().size())) / 2, MOST_CONTEXT);
        int window = config.isLocal() ? (int) (1.5 * Math.max(config.trainHeight(), config.trainWidth())) / 2 : 0;
        int multiple = sizeMultiple();
        return (reach + window + multiple - 1) / multiple * multiple;
    }

    @Override
    public int bytesPerPixel() {
        return config.width() * Float.BYTES * ARRAYS_AT_ONCE;
    }

    @Override
    public ImageNetwork calibrated(NDArray sample, NDManager keeper, BooleanSupplier cancelled) {
        if (config.isLocal()) {
            return this;
        }
        PieceMeans noted = new PieceMeans(config.blocks(), sample, keeper);
        oneByOne(sample, with((x, block, level) -> noted.note(x, block))::forward).close();
        return with(Pooling.fixed(noted.means()));
    }

    @Override
    public ImageNetwork reduced() {
        return block == NafBlock.NAF && ReducedNafNet.suits(config)
                ? new MixedPrecision(this, new ReducedNafNet(config, p, pooling)::forward) : new MixedPrecision(this);
    }

    @Override
    public NDArray forward(NDArray input) {
        long h = input.getShape().get(2);
        long w = input.getShape().get(3);
        NDArray padded = channelsLast(padToMultiple(input, config.sizeMultiple()));
        NDArray x = conv(padded, "intro", 1, 1);
        List<NDArray> skips = new ArrayList<>();
        int index = 0;
        int levels = config.encoders().size();
        for (int level = 0; level < levels; level++) {
            for (int i = 0; i < config.encoders().get(level); i++) {
                x = block(x, "encoders." + level + "." + i, index++, level);
            }
            skips.add(x);
            x = conv(x, "downs." + level, 2, 0);
        }
        for (int i = 0; i < config.middle(); i++) {
            x = block(x, "middle_blks." + i, index++, levels);
        }
        for (int up = 0; up < levels; up++) {
            int level = levels - 1 - up;
            String name = "ups." + up + ".0.weight";
            NDArray wide = scoped(x, t -> pixelShuffle(pointwise(t, p.get(name), null), 2));
            x.close();
            // the skip is float32, whatever the convolution gave
            x = skips.get(level).add(wide);
            wide.close();
            skips.get(level).close();
            for (int i = 0; i < config.decoders().get(up); i++) {
                x = block(x, "decoders." + up + "." + i, index++, level);
            }
        }
        NDArray picture = config.guides() == 0 ? padded : padded.get(":,:{}", config.channels());
        NDArray out = conv(x, "ending", 1, 1).add(picture);
        Shape s = out.getShape();
        return s.get(2) == h && s.get(3) == w ? out : out.get(":,:,:{},:{}", h, w);
    }

    private NDArray conv(NDArray x, String name, int stride, int padding) {
        return conv2d(x, p.get(name + ".weight"), p.get(name + ".bias"), stride, padding, 1);
    }

    /** A block; its input is closed, since nothing else needs it, unless the block was pruned away whole. */
    private NDArray block(NDArray x, String name, int index, int level) {
        NDArray out = scoped(x, t -> block.apply(t, name, p, v -> pooling.means(v, index, level)));
        if (out != x) {
            x.close();
        }
        return out;
    }
}
