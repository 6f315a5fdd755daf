package studio.kintsugi.models.scft;

import static studio.kintsugi.nn.Functional.conv2d;
import static studio.kintsugi.nn.Functional.pixelShuffle;
import static studio.kintsugi.nn.Functional.pixelUnshuffle;
import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.network.Colorization;
import studio.kintsugi.models.network.ColorizationNetwork;
import studio.kintsugi.models.network.ReferenceFeatures;
import studio.kintsugi.nn.Functional;
import studio.kintsugi.nn.Initializer;
import studio.kintsugi.nn.Parameters;

/**
 * The paper's generator (section 3.2 and its supplement), of any size: two encoders of two convolutions a level, the
 * features of all levels gathered at one size, attention between sketch and reference, residual blocks, and a decoder
 * with skip connections from the sketch. Names of weights are those of the unofficial code (zhaoyuzhi), of the paper's
 * size.
 */
public final class Scft implements ColorizationNetwork {
    private static final float SLOPE = 0.2f;
    /** The engine's number for bilinear interpolation. */
    private static final int BILINEAR = 1;

    static final String SKETCH = "encoder_sketch";
    static final String REFERENCE = "encoder_reference";

    private final ScftConfig config;
    private final Parameters p;

    /** Owns {@code p} from here on. */
    public Scft(ScftConfig config, Parameters p) {
        this.config = config;
        this.p = p;
    }

    /** What an encoder gives: its layers, and all of them gathered, (N, features, h, w). */
    private record Encoded(List<NDArray> layers, NDArray gathered) {}

    @Override
    public int placeSize() {
        return config.fold() << config.grid();
    }

    @Override
    public int sizeMultiple() {
        return config.fold() << config.levels() - 1;
    }

    @Override
    public boolean takesHints() {
        return config.hints();
    }

    @Override
    public ReferenceFeatures remember(NDArray reference) {
        NDArray places = places(encode(REFERENCE, fold(reference)).gathered());
        NDArray colors = config.palette() ? Attention.places(reduced(reference, placeSize())) : null;
        return new ReferenceFeatures(linear(places, "w_k"), linear(places, "w_v"), colors, null);
    }

    /** Ink is 1 and paper 0 inside, like the zeros round the picture, where there is a palette. */
    @Override
    public Colorization color(NDArray sketch, NDArray hints, ReferenceFeatures memory) {
        NDArray x = config.palette() ? sketch.neg().add(1) : sketch;
        if (config.hints()) {
            Shape s = sketch.getShape();
            NDArray given = hints != null ? hints
                    : sketch.getManager().zeros(new Shape(s.get(0), 4, s.get(2), s.get(3)));
            x = x.concat(given, 1);
        }
        Encoded sketched = encode(SKETCH, fold(x));
        Shape s = sketched.gathered().getShape();
        NDArray places = places(sketched.gathered());
        NDArray queries = linear(places, "w_q");
        double root = Math.sqrt(config.features());
        NDArray attention = Attention.weights(queries, memory.keys(), config.scrambled() ? 1 : root, memory.bias());
        NDArray given = attention.matMul(memory.values());
        NDArray sum = Attention.plane(places.add(config.scrambled() ? times(given, 1 / root) : given),
                s.get(2), s.get(3));
        NDArray carried = config.palette()
                ? Attention.plane(attention.matMul(memory.colors()), s.get(2), s.get(3)) : null;
        NDArray all = blocks(sum).concat(sum, 1);
        NDArray decoded = decode(carried == null ? all : all.concat(carried, 1), sketched.layers());
        NDArray picture = carried == null ? times(decoded.tanh().add(1), 0.5)
                : decoded.add(enlarged(carried, placeSize()));
        return new Colorization(picture, queries, attention);
    }

    private NDArray fold(NDArray x) {
        return config.fold() == 1 ? x : pixelUnshuffle(x, config.fold());
    }

    private NDArray places(NDArray gathered) {
        Shape s = gathered.getShape();
        return config.scrambled() ? gathered.reshape(s.get(0), s.get(2) * s.get(3), s.get(1))
                : Attention.places(gathered);
    }

    private Encoded encode(String encoder, NDArray x) {
        List<NDArray> layers = new ArrayList<>();
        NDArray y = x;
        for (int level = 0; level < config.levels(); level++) {
            y = conv(y, encoder + ".layer" + (2 * level + 1), level == 0 ? 1 : 2);
            layers.add(y);
            y = conv(y, encoder + ".layer" + (2 * level + 2), 1);
            layers.add(y);
        }
        NDList resized = new NDList();
        for (int i = 0; i < layers.size(); i++) {
            int up = i / 2 - config.grid();
            resized.add(up < 0 ? reduced(layers.get(i), 1 << -up) : up > 0 ? enlarged(layers.get(i), 1 << up)
                    : layers.get(i));
        }
        NDArray all = resized.get(0).getNDArrayInternal().concat(resized.subNDList(1), 1);
        return new Encoded(layers, config.width() == 0 ? all
                : conv2d(all, p.get(encoder + ".gather.weight"), p.get(encoder + ".gather.bias"), 1, 0, 1));
    }

    private NDArray conv(NDArray x, String layer, int stride) {
        return conv2d(x, p.get(layer + ".main.0.weight"), null, stride, 1, 1).getNDArrayInternal().leakyRelu(SLOPE);
    }

    private NDArray linear(NDArray places, String name) {
        String layer = "scft_module." + name;
        return places.matMul(p.view(places.getManager(), layer + ".weight").transpose()).add(p.get(layer + ".bias"));
    }

    private NDArray blocks(NDArray x) {
        NDArray y = x;
        for (int i = 0; i < config.blocks(); i++) {
            String block = "res_model.main." + i + ".main.";
            NDArray inner = conv2d(y, p.get(block + "0.weight"), null, 1, 1, 1).getNDArrayInternal().relu();
            y = conv2d(inner, p.get(block + "2.weight"), null, 1, 1, 1).add(y);
        }
        return y.add(x);
    }

    /** From attention's level up, each layer beside the sketch encoder's of the same number. */
    private NDArray decode(NDArray x, List<NDArray> layers) {
        int top = 2 * config.grid() + 2;
        NDArray y = conv(x, "decoder.layer" + top, 1);
        y = conv(y.concat(layers.get(top - 2), 1), "decoder.layer" + (top - 1), 1);
        for (int layer = top - 2; layer > 0; layer -= 2) {
            NDArray up = config.palette() ? enlarged(y, 2) : doubled(y);
            y = conv(layers.get(layer - 1).concat(up, 1), "decoder.layer" + layer, 1);
            y = conv(y.concat(layers.get(layer - 2), 1), "decoder.layer" + (layer - 1), 1);
        }
        NDArray last = conv2d(y, p.get("decoder.last_conv.weight"), p.get("decoder.last_conv.bias"), 1, 1, 1);
        return config.fold() == 1 ? last : pixelShuffle(last, config.fold());
    }

    private static NDArray reduced(NDArray x, int factor) {
        Shape window = new Shape(factor, factor);
        return x.getNDArrayInternal().avgPool(window, window, new Shape(0, 0), false, true);
    }

    private static NDArray enlarged(NDArray x, int factor) {
        Shape s = x.getShape();
        return x.getNDArrayInternal().interpolation(new long[] {s.get(2) * factor, s.get(3) * factor}, BILINEAR, false);
    }

    /** Twice the size, bilinearly with corners on corners, as the unofficial code does it and the engine does not. */
    private static NDArray doubled(NDArray x) {
        Shape s = x.getShape();
        long h = s.get(2);
        long w = s.get(3);
        NDArray wide = x.reshape(-1, w).matMul(alignedTaps(x.getManager(), (int) w));
        NDArray turned = wide.reshape(-1, h, 2 * w).transpose(0, 2, 1).reshape(-1, h);
        return turned.matMul(alignedTaps(x.getManager(), (int) h)).reshape(s.get(0), s.get(1), 2 * w, 2 * h)
                .transpose(0, 1, 3, 2);
    }

    /** (size, 2 · size). */
    private static NDArray alignedTaps(NDManager manager, int size) {
        float[] taps = new float[size * 2 * size];
        for (int i = 0; i < 2 * size; i++) {
            double at = i * (size - 1.0) / (2 * size - 1);
            int left = (int) Math.min(at, Math.max(0, size - 2));
            double right = at - left;
            taps[left * 2 * size + i] = (float) (1 - right);
            if (right > 0) {
                taps[(left + 1) * 2 * size + i] = (float) right;
            }
        }
        // a product, since what Java made may be gone when the backward pass asks for it
        return Functional.times(manager.create(taps, new Shape(size, 2L * size)), 1);
    }

    /** Of the sketch encoder's layers, which the decoder waits for, and the decoder's widest. */
    @Override
    public int bytesPerPixel() {
        double numbers = 0;
        for (int i = 0; i < config.sketch().size(); i++) {
            double side = config.fold() << i / 2;
            numbers += config.sketch().get(i) / (side * side);
        }
        double fold = config.fold();
        return (int) Math.ceil(Float.BYTES * (numbers + 3.0 * 2 * config.base() / (fold * fold)));
    }

    @Override
    public Parameters parameters() {
        return p;
    }

    /**
     * Weights to train with: convolutions uniform with the variance that keeps such networks alive (He et al., arXiv
     * 1502.01852, equation 10). The last convolution of each block and of the decoder begins small, so that at first
     * the picture is what attention carries.
     */
    public static StateDict initialWeights(ScftConfig c, RandomGenerator random) {
        Initializer init = new Initializer(random);
        encoder(init, SKETCH, c, c.sketchChannels(), c.sketch());
        encoder(init, REFERENCE, c, c.referenceChannels(), c.reference());
        int d = c.features();
        for (String name : List.of("w_q", "w_k", "w_v")) {
            init.uniform("scft_module." + name + ".weight", Math.sqrt(3.0 / d), d, d)
                    .constant("scft_module." + name + ".bias", 0, d);
        }
        for (int i = 0; i < c.blocks(); i++) {
            conv(init, "res_model.main." + i + ".main.0", d, d, 1);
            conv(init, "res_model.main." + i + ".main.2", d, d, 0.1);
        }
        int top = 2 * c.grid() + 2;
        int inner = c.channels(c.grid());
        layer(init, "decoder.layer" + top, 2 * d + (c.palette() ? 3 : 0), inner);
        layer(init, "decoder.layer" + (top - 1), inner + c.sketch().get(top - 2), inner);
        for (int level = c.grid() - 1; level >= 0; level--) {
            int out = c.channels(level);
            layer(init, "decoder.layer" + (2 * level + 2), c.channels(level + 1) + c.sketch().get(2 * level + 1), out);
            layer(init, "decoder.layer" + (2 * level + 1), out + c.sketch().get(2 * level), out);
        }
        conv(init, "decoder.last_conv", c.base(), c.referenceChannels(), 0.1);
        return init.constant("decoder.last_conv.bias", 0, c.referenceChannels()).weights();
    }

    private static void encoder(Initializer init, String encoder, ScftConfig c, int inputs, List<Integer> widths) {
        int in = inputs;
        for (int i = 0; i < widths.size(); i++) {
            layer(init, encoder + ".layer" + (i + 1), in, widths.get(i));
            in = widths.get(i);
        }
        if (c.width() > 0) {
            int all = ScftConfig.gathered(widths);
            init.uniform(encoder + ".gather.weight", Math.sqrt(3.0 / all), c.width(), all, 1, 1)
                    .constant(encoder + ".gather.bias", 0, c.width());
        }
    }

    private static void layer(Initializer init, String layer, int in, int out) {
        conv(init, layer + ".main.0", in, out, 1);
    }

    private static void conv(Initializer init, String layer, int in, int out, double gain) {
        init.uniform(layer + ".weight", gain * Math.sqrt(6.0 / (9 * in)), out, in, 3, 3);
    }
}
