package studio.kintsugi.models.nafnet;

import static studio.kintsugi.nn.Functional.channelsLast;
import static studio.kintsugi.nn.Functional.conv2d;
import static studio.kintsugi.nn.Functional.layerNorm;
import static studio.kintsugi.nn.Functional.padToMultiple;
import static studio.kintsugi.nn.Functional.pixelShuffle;
import static studio.kintsugi.nn.Functional.pointwise;
import static studio.kintsugi.nn.Functional.scoped;
import static studio.kintsugi.nn.Functional.simpleGate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import studio.kintsugi.models.ImageNetwork;
import studio.kintsugi.nn.Parameters;

/** NAFNet as a function of its official parameters (arXiv 2204.04676, figures 2 and 3d). */
public final class NafNet implements ImageNetwork {
    private static final float EPS = 1e-6f;
    private static final int MOST_CONTEXT = 64;
    /** Full-resolution tensors of the network's width alive at the worst moment, inside a block. */
    private static final int ARRAYS_AT_ONCE = 20;

    private final NafNetConfig config;
    private final Parameters p;
    private final Pooling pooling;

    /** Owns {@code parameters} from here on. */
    public NafNet(NafNetConfig config, Parameters parameters) {
        this(config, parameters,
                config.isLocal() ? Pooling.local(config.trainHeight(), config.trainWidth()) : Pooling.GLOBAL);
    }

    private NafNet(NafNetConfig config, Parameters parameters, Pooling pooling) {
        this.config = config;
        this.p = parameters;
        this.pooling = pooling;
    }

    /** The same network with its statistics from elsewhere; shares the parameters. */
    public NafNet with(Pooling other) {
        return new NafNet(config, p, other);
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
        // each block's depthwise 3×3 reaches one pixel of its level further; what lies 64 pixels off weighs little
        int reach = 2;
        for (int level = 0; level < config.encoders().size(); level++) {
            int blocks = config.encoders().get(level) + config.decoders().get(config.encoders().size() - 1 - level);
            reach += (blocks + 1) << level;
        }
        reach = Math.min(reach + (config.middle() << config.encoders().size()), MOST_CONTEXT);
        int window = config.isLocal() ? (int) (1.5 * Math.max(config.trainHeight(), config.trainWidth())) / 2 : 0;
        int multiple = sizeMultiple();
        return (reach + window + multiple - 1) / multiple * multiple;
    }

    @Override
    public int bytesPerPixel() {
        return config.width() * Float.BYTES * ARRAYS_AT_ONCE;
    }

    @Override
    public ImageNetwork calibrated(NDArray sample, NDManager keeper) {
        if (config.isLocal()) {
            return this;
        }
        NDArray[] means = new NDArray[config.blocks()];
        with(Pooling.recording(means, keeper)).forward(sample).close();
        return with(Pooling.fixed(means));
    }

    @Override
    public NDArray forward(NDArray input) {
        long h = input.getShape().get(2);
        long w = input.getShape().get(3);
        NDArray padded = channelsLast(padToMultiple(input, config.sizeMultiple()));
        NDArray x = conv(padded, "intro", 1, 1);
        List<NDArray> skips = new ArrayList<>();
        int block = 0;
        int levels = config.encoders().size();
        for (int level = 0; level < levels; level++) {
            for (int i = 0; i < config.encoders().get(level); i++) {
                x = block(x, "encoders." + level + "." + i, block++, level);
            }
            skips.add(x);
            x = conv(x, "downs." + level, 2, 0);
        }
        for (int i = 0; i < config.middle(); i++) {
            x = block(x, "middle_blks." + i, block++, levels);
        }
        for (int up = 0; up < levels; up++) {
            int level = levels - 1 - up;
            String name = "ups." + up + ".0.weight";
            NDArray wide = scoped(x, t -> pixelShuffle(pointwise(t, p.get(name), null), 2));
            x.close();
            x = wide.addi(skips.get(level));
            skips.get(level).close();
            for (int i = 0; i < config.decoders().get(up); i++) {
                x = block(x, "decoders." + up + "." + i, block++, level);
            }
        }
        NDArray out = conv(x, "ending", 1, 1).add(padded);
        Shape s = out.getShape();
        return s.get(2) == h && s.get(3) == w ? out : out.get(":,:,:{},:{}", h, w);
    }

    private NDArray conv(NDArray x, String name, int stride, int padding) {
        return conv2d(x, p.get(name + ".weight"), p.get(name + ".bias"), stride, padding, 1);
    }

    /** The NAFNet block; its input is closed, since nothing else needs it. */
    private NDArray block(NDArray x, String name, int index, int level) {
        NDArray out = scoped(x, t -> {
            NDArray y = norm(t, name + ".norm1");
            y = pointwise(y, p.get(name + ".conv1.weight"), p.get(name + ".conv1.bias"));
            NDArray depthwise = p.get(name + ".conv2.weight");
            y = conv2d(y, depthwise, p.get(name + ".conv2.bias"), 1, 1, (int) depthwise.getShape().get(0));
            y = simpleGate(y);
            NDArray attention = pointwise(
                    pooling.means(y, index, level), p.get(name + ".sca.1.weight"), p.get(name + ".sca.1.bias"));
            y = y.mul(attention);
            y = pointwise(y, p.get(name + ".conv3.weight"), p.get(name + ".conv3.bias"));
            NDArray z = t.add(y.mul(p.get(name + ".beta")));
            y = norm(z, name + ".norm2");
            y = pointwise(y, p.get(name + ".conv4.weight"), p.get(name + ".conv4.bias"));
            y = simpleGate(y);
            y = pointwise(y, p.get(name + ".conv5.weight"), p.get(name + ".conv5.bias"));
            return z.add(y.mul(p.get(name + ".gamma")));
        });
        x.close();
        return out;
    }

    private NDArray norm(NDArray x, String name) {
        return layerNorm(x, p.get(name + ".weight"), p.get(name + ".bias"), EPS);
    }
}
