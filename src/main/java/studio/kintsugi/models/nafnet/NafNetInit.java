package studio.kintsugi.models.nafnet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

/** Fresh weights: convolutions uniform in ±1/√fan-in as PyTorch has them, beta and gamma zero. */
public final class NafNetInit {
    private final RandomGenerator random;
    private final Map<String, TensorData> out = new LinkedHashMap<>();

    private NafNetInit(RandomGenerator random) {
        this.random = random;
    }

    /** Weights of a network that returns its input but for the ending's small random residual. */
    public static StateDict weights(NafNetConfig config, RandomGenerator random) {
        NafNetInit init = new NafNetInit(random);
        init.all(config);
        return new StateDict(init.out);
    }

    private void all(NafNetConfig c) {
        int channels = c.width();
        conv("intro", channels, c.channels(), 3, true);
        conv("ending", c.channels(), channels, 3, true);
        int levels = c.encoders().size();
        for (int level = 0; level < levels; level++) {
            for (int i = 0; i < c.encoders().get(level); i++) {
                block("encoders." + level + "." + i, channels);
            }
            conv("downs." + level, 2 * channels, channels, 2, true);
            channels *= 2;
        }
        for (int i = 0; i < c.middle(); i++) {
            block("middle_blks." + i, channels);
        }
        for (int up = 0; up < levels; up++) {
            conv("ups." + up + ".0", 2 * channels, channels, 1, false);
            channels /= 2;
            for (int i = 0; i < c.decoders().get(up); i++) {
                block("decoders." + up + "." + i, channels);
            }
        }
    }

    private void block(String name, int c) {
        constant(name + ".beta", 0, 1, c, 1, 1);
        constant(name + ".gamma", 0, 1, c, 1, 1);
        conv(name + ".conv1", 2 * c, c, 1, true);
        conv(name + ".conv2", 2 * c, 1, 3, true);
        conv(name + ".conv3", c, c, 1, true);
        conv(name + ".sca.1", c, c, 1, true);
        conv(name + ".conv4", 2 * c, c, 1, true);
        conv(name + ".conv5", c, c, 1, true);
        for (String norm : new String[] {".norm1", ".norm2"}) {
            constant(name + norm + ".weight", 1, c);
            constant(name + norm + ".bias", 0, c);
        }
    }

    private void conv(String name, int outputs, int inputs, int kernel, boolean bias) {
        double bound = 1 / Math.sqrt(inputs * kernel * kernel);
        uniform(name + ".weight", bound, outputs, inputs, kernel, kernel);
        if (bias) {
            uniform(name + ".bias", bound, outputs);
        }
    }

    private void uniform(String name, double bound, long... shape) {
        float[] values = new float[count(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-bound, bound);
        }
        out.put(name, TensorData.ofFloats(values, shape));
    }

    private void constant(String name, float value, long... shape) {
        float[] values = new float[count(shape)];
        java.util.Arrays.fill(values, value);
        out.put(name, TensorData.ofFloats(values, shape));
    }

    private static int count(long... shape) {
        int n = 1;
        for (long s : shape) {
            n = Math.multiplyExact(n, Math.toIntExact(s));
        }
        return n;
    }
}
