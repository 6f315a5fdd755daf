package studio.kintsugi.models.dreamfields.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

/** Weights to begin with for an {@link MlpField} of the official size, drawn as Flax draws them. */
public final class MlpFieldInit {
    private static final int WIDTH = 128;
    private static final int BLOCKS = 4;
    private static final int OUTPUTS = 4;

    private MlpFieldInit() {}

    /**
     * One layer, four residual blocks of 256 and 128, two layers.
     *
     * @param inputs of the encoding: 262 for {@link Encoding#fourier}
     */
    public static StateDict weights(int inputs, RandomGenerator random) {
        Map<String, TensorData> out = new LinkedHashMap<>();
        dense(out, 0, inputs, WIDTH, random);
        for (int i = 0; i < BLOCKS; i++) {
            out.put("params/LayerNorm_" + i + "/scale", filled(1));
            out.put("params/LayerNorm_" + i + "/bias", filled(0));
            dense(out, 2 * i + 1, WIDTH, 2 * WIDTH, random);
            dense(out, 2 * i + 2, 2 * WIDTH, WIDTH, random);
        }
        dense(out, 2 * BLOCKS + 1, WIDTH, WIDTH, random);
        dense(out, 2 * BLOCKS + 2, WIDTH, OUTPUTS, random);
        return new StateDict(out);
    }

    private static TensorData filled(float value) {
        float[] values = new float[WIDTH];
        Arrays.fill(values, value);
        return TensorData.ofFloats(values, WIDTH);
    }

    /** Normal with a variance of 1 / inputs, and biases of 0. */
    private static void dense(Map<String, TensorData> out, int layer, int inputs, int outputs, RandomGenerator random) {
        float[] kernel = new float[inputs * outputs];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) (random.nextGaussian() / Math.sqrt(inputs));
        }
        out.put("params/Dense_" + layer + "/kernel", TensorData.ofFloats(kernel, inputs, outputs));
        out.put("params/Dense_" + layer + "/bias", TensorData.ofFloats(new float[outputs], outputs));
    }
}
