package studio.kintsugi.nn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

/** Weights to begin training with, layer by layer, drawn as PyTorch's layers draw theirs. */
public final class Initializer {
    private final RandomGenerator random;
    private final Map<String, TensorData> out = new LinkedHashMap<>();

    public Initializer(RandomGenerator random) {
        this.random = random;
    }

    /** A square convolution with bias: both uniform within 1 / √(inputs · kernel²). */
    public Initializer conv(String layer, int outputs, int inputs, int kernel) {
        plainConv(layer, outputs, inputs, kernel);
        return uniform(layer + ".bias", 1 / Math.sqrt((double) inputs * kernel * kernel), outputs);
    }

    /** A square convolution without bias. */
    public Initializer plainConv(String layer, int outputs, int inputs, int kernel) {
        return uniform(layer + ".weight", 1 / Math.sqrt((double) inputs * kernel * kernel), outputs, inputs, kernel,
                kernel);
    }

    /** Normalisation that changes nothing yet, with running statistics of mean 0 and variance 1. */
    public Initializer batchNorm(String layer, int channels) {
        return constant(layer + ".weight", 1, channels).constant(layer + ".bias", 0, channels)
                .constant(layer + ".running_mean", 0, channels).constant(layer + ".running_var", 1, channels);
    }

    public Initializer uniform(String name, double bound, long... shape) {
        float[] values = new float[count(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-bound, bound);
        }
        return put(name, values, shape);
    }

    public Initializer constant(String name, float value, long... shape) {
        float[] values = new float[count(shape)];
        Arrays.fill(values, value);
        return put(name, values, shape);
    }

    private Initializer put(String name, float[] values, long... shape) {
        out.put(name, TensorData.ofFloats(values, shape));
        return this;
    }

    /** All that was drawn so far. */
    public StateDict weights() {
        return new StateDict(out);
    }

    private static int count(long... shape) {
        int n = 1;
        for (long s : shape) {
            n = Math.multiplyExact(n, Math.toIntExact(s));
        }
        return n;
    }
}
