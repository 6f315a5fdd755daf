package studio.kintsugi.models.deconvolution;

import java.util.LinkedHashMap;
import java.util.Map;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

/** The only layer of a NAFNet that tells one that sees guides from one that sees the picture alone. */
final class InputConvolution {
    private static final String NAME = "intro.weight";

    private InputConvolution() {}

    /** Channels that a network sees, or 0 where the weights are not a NAFNet's. */
    static long channels(StateDict weights) {
        long[] shape = weights.has(NAME) ? weights.get(NAME).shape() : new long[0];
        return shape.length == 4 ? shape[1] : 0;
    }

    /** The same network with fewer channels to see, or with more that count for nothing yet. */
    static StateDict seeing(StateDict weights, int channels) {
        if (channels(weights) == 0 || channels(weights) == channels) {
            return weights;
        }
        TensorData first = weights.get(NAME);
        long[] shape = first.shape().clone();
        shape[1] = channels;
        float[] in = first.toFloats();
        int results = (int) shape[0];
        int from = in.length / results;
        int to = (int) (channels * shape[2] * shape[3]);
        float[] out = new float[results * to];
        for (int i = 0; i < results; i++) {
            System.arraycopy(in, i * from, out, i * to, Math.min(from, to));
        }
        Map<String, TensorData> tensors = new LinkedHashMap<>(weights.tensors());
        tensors.put(NAME, TensorData.ofFloats(out, shape));
        return new StateDict(tensors);
    }
}
