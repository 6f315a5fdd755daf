package studio.kintsugi.models.scft;

import static studio.kintsugi.nn.Functional.conv2d;
import static studio.kintsugi.nn.Functional.groupNorm;
import static studio.kintsugi.nn.Functional.pointwise;
import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import studio.kintsugi.models.network.Colorization;
import studio.kintsugi.models.network.ColorizationNetwork;
import studio.kintsugi.models.network.ReferenceFeatures;
import studio.kintsugi.nn.Parameters;

/**
 * A second network round SCFT, of the unofficial code that most weights come from (SerialLain3170's {@code
 * Style2Paint}), of any width: instance normalisation, the features of the three deepest levels, and queries and keys
 * of an eighth of the channels.
 */
public final class Style2Paint implements ColorizationNetwork {
    private static final float EPS = 1e-5f;
    private static final int BLOCKS = 4;
    /** The engine's number for bilinear interpolation. */
    private static final int BILINEAR = 1;

    private final Parameters p;

    /** Owns {@code p} from here on. */
    public Style2Paint(Parameters p) {
        this.p = p;
    }

    @Override
    public int placeSize() {
        return 16;
    }

    @Override
    public int sizeMultiple() {
        return 16;
    }

    @Override
    public boolean takesHints() {
        return false;
    }

    @Override
    public ReferenceFeatures remember(NDArray reference) {
        return memory(gathered(layers("se", signed(reference))), p);
    }

    static ReferenceFeatures memory(NDArray reference, Parameters p) {
        return new ReferenceFeatures(Attention.places(projected(reference, "scft.ck", p)),
                Attention.places(projected(reference, "scft.cv", p)), null, null);
    }

    @Override
    public Colorization color(NDArray sketch, NDArray hints, ReferenceFeatures memory) {
        return color(signed(sketch).repeat(1, 3), memory);
    }

    /**
     * @param sketch (N, 3, H, W) in −1–1
     */
    Colorization color(NDArray sketch, ReferenceFeatures memory) {
        List<NDArray> layers = layers("ce", sketch);
        Transfer transfer = transfer(gathered(layers), memory, p);
        NDArray y = transfer.features();
        for (int i = 0; i < BLOCKS; i++) {
            String block = "adain" + i + ".res.";
            NDArray inner = normal(y, block + "0", 1, 1).getNDArrayInternal().relu();
            y = normal(inner, block + "3", 1, 1).add(y);
        }
        for (int i = 0; i < 4; i++) {
            NDArray in = i == 0 ? y : y.concat(layers.get(4 - i), 1);
            Shape s = in.getShape();
            NDArray up = in.getNDArrayInternal().interpolation(new long[] {2 * s.get(2), 2 * s.get(3)}, BILINEAR,
                    false);
            y = normal(up, "dec.c" + i + ".cbr.1", 1, 1).getNDArrayInternal().relu();
        }
        NDArray out = conv2d(y, p.get("dec.out.0.weight"), p.get("dec.out.0.bias"), 1, 3, 1).tanh();
        return new Colorization(times(out.add(1), 0.5), transfer.queries(), transfer.attention());
    }

    /** Features of the sketch with those of the reference added where they correspond. */
    record Transfer(NDArray features, NDArray queries, NDArray attention) {}

    static Transfer transfer(NDArray sketch, ReferenceFeatures memory, Parameters p) {
        Shape s = sketch.getShape();
        NDArray queries = Attention.places(projected(sketch, "scft.cq", p));
        NDArray attention = Attention.weights(queries, memory.keys(), Math.sqrt(s.get(1)), memory.bias());
        NDArray given = Attention.plane(attention.matMul(memory.values()), s.get(2), s.get(3));
        return new Transfer(given.add(sketch), queries, attention);
    }

    private static NDArray projected(NDArray x, String layer, Parameters p) {
        return pointwise(x, p.get(layer + ".weight"), p.get(layer + ".bias"));
    }

    /** 0–1 to −1–1. */
    private static NDArray signed(NDArray x) {
        return times(x, 2).sub(1);
    }

    /** The last layer of each of the five levels. */
    private List<NDArray> layers(String encoder, NDArray x) {
        List<NDArray> out = new ArrayList<>();
        NDArray y = x;
        for (int i = 0; i < 10; i++) {
            boolean halves = i > 0 && i % 2 == 0;
            y = normal(y, encoder + ".c" + i + ".cbr.0", halves ? 2 : 1, 1).getNDArrayInternal().relu();
            if (i % 2 == 1) {
                out.add(y);
            }
        }
        return out;
    }

    private static NDArray gathered(List<NDArray> layers) {
        NDArray quarter = layers.get(2).getNDArrayInternal()
                .avgPool(new Shape(8, 8), new Shape(4, 4), new Shape(2, 2), false, true);
        NDArray half = layers.get(3).getNDArrayInternal()
                .avgPool(new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false, true);
        return quarter.concat(half, 1).concat(layers.get(4), 1);
    }

    /** Convolution and instance normalisation. */
    private NDArray normal(NDArray x, String layer, int stride, int padding) {
        NDArray y = conv2d(x, p.get(layer + ".weight"), p.get(layer + ".bias"), stride, padding, 1);
        return groupNorm(y, (int) y.getShape().get(1), null, null, EPS);
    }

    /** Of the sketch encoder's layers, two a level, and the decoder's widest. */
    @Override
    public int bytesPerPixel() {
        double base = p.get("ce.c0.cbr.0.weight").getShape().get(0);
        double numbers = 0;
        for (int level = 0; level < 5; level++) {
            numbers += 2 * base / (1 << level);
        }
        return (int) Math.ceil(Float.BYTES * (numbers + 3 * 2 * base));
    }

    @Override
    public Parameters parameters() {
        return p;
    }
}
