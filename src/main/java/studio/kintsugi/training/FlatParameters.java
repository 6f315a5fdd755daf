package studio.kintsugi.training;

import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.nn.Parameters;

/** A network's parameters seen as one vector, in the order of their names. */
final class FlatParameters {
    private final Parameters parameters;
    private final int size;

    FlatParameters(Parameters parameters) {
        this.parameters = parameters;
        this.size = parameters.names().stream().mapToInt(n -> (int) parameters.get(n).size()).sum();
    }

    void requireGradients() {
        parameters.names().forEach(n -> parameters.get(n).setRequiresGradient(true));
    }

    float[] values() {
        float[] out = new float[size];
        int at = 0;
        for (String name : parameters.names()) {
            float[] part = parameters.get(name).toFloatArray();
            System.arraycopy(part, 0, out, at, part.length);
            at += part.length;
        }
        return out;
    }

    void set(float[] values) {
        int at = 0;
        for (String name : parameters.names()) {
            NDArray array = parameters.get(name);
            int n = (int) array.size();
            array.set(FloatBuffer.wrap(values, at, n).slice());
            at += n;
        }
    }

    /** The gradients gathered by the last backward pass, which are zeroed. */
    float[] takeGradients() {
        float[] out = new float[size];
        int at = 0;
        for (String name : parameters.names()) {
            try (NDArray gradient = parameters.get(name).getGradient()) {
                float[] part = gradient.toFloatArray();
                System.arraycopy(part, 0, out, at, part.length);
                at += part.length;
                gradient.muli(0);
            }
        }
        return out;
    }

    /** {@code values} by name. */
    StateDict stateDict(float[] values) {
        Map<String, TensorData> out = new LinkedHashMap<>();
        int at = 0;
        for (String name : parameters.names()) {
            NDArray array = parameters.get(name);
            int n = (int) array.size();
            float[] part = java.util.Arrays.copyOfRange(values, at, at + n);
            out.put(name, TensorData.ofFloats(part, array.getShape().getShape()));
            at += n;
        }
        return new StateDict(out);
    }
}
