package studio.kintsugi.nn.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.nn.Parameters;

/**
 * A network's parameters and buffers seen as one vector, by their names in alphabetical order: a state that was saved
 * fits whatever order a later version makes them in.
 */
public final class FlatParameters {
    private static final NDIndex ALL = new NDIndex("...");

    private final Parameters parameters;
    private final Set<String> buffers;
    private final List<String> names;
    private final List<FloatBuffer> memory = new ArrayList<>();
    private final int size;

    /**
     * @param buffers names that gradients do not move
     */
    public FlatParameters(Parameters parameters, Set<String> buffers) {
        this.parameters = parameters;
        this.buffers = buffers;
        this.names = parameters.names().stream().sorted().toList();
        this.size = names.stream().mapToInt(n -> (int) parameters.get(n).size()).sum();
        each((name, array, at, n) -> memory.add(lent(array)));
    }

    /**
     * Puts an array's values into memory that Java can write to, where they stay: giving an array new values in DJL's
     * way leaves their memory to the collector each time, which comes for it when gigabytes are lost.
     */
    private static FloatBuffer lent(NDArray array) {
        ByteBuffer bytes = ByteBuffer.allocateDirect((int) array.size() * Float.BYTES).order(ByteOrder.nativeOrder());
        FloatBuffer floats = bytes.asFloatBuffer();
        floats.put(0, array.toFloatArray());
        array.set(bytes);
        return floats;
    }

    public void requireGradients() {
        each((name, array, at, n) -> {
            if (!buffers.contains(name)) {
                array.setRequiresGradient(true);
            }
        });
    }

    public float[] values() {
        float[] out = new float[size];
        each((name, array, at, n) -> System.arraycopy(array.toFloatArray(), 0, out, at, n));
        return out;
    }

    public void set(float[] values) {
        int at = 0;
        for (FloatBuffer own : memory) {
            own.put(0, values, at, own.capacity());
            at += own.capacity();
        }
    }

    /** Renews the places of buffers in {@code values} by what forward passes left in them. */
    public void takeBuffers(float[] values) {
        each((name, array, at, n) -> {
            if (buffers.contains(name)) {
                System.arraycopy(array.toFloatArray(), 0, values, at, n);
            }
        });
    }

    /** The gradients gathered by the last backward pass, which are zeroed; zero for buffers. */
    public float[] takeGradients() {
        float[] out = new float[size];
        each((name, array, at, n) -> {
            if (buffers.contains(name)) {
                return;
            }
            // what the indexing leaves behind would stay with the parameters' manager until training ends
            try (NDManager scope = array.getManager().newSubManager(); NDArray gradient = array.getGradient()) {
                gradient.attach(scope);
                System.arraycopy(gradient.toFloatArray(), 0, out, at, n);
                // not by a product, which would leave what is not a number as it is
                gradient.set(ALL, 0);
            }
        });
        return out;
    }

    /** {@code values} by name. */
    public StateDict stateDict(float[] values) {
        Map<String, TensorData> out = new LinkedHashMap<>();
        each((name, array, at, n) -> out.put(name,
                TensorData.ofFloats(Arrays.copyOfRange(values, at, at + n), array.getShape().getShape())));
        return new StateDict(out);
    }

    private interface Visitor {
        void visit(String name, NDArray array, int at, int size);
    }

    private void each(Visitor visitor) {
        int at = 0;
        for (String name : names) {
            NDArray array = parameters.get(name);
            int n = (int) array.size();
            visitor.visit(name, array, at, n);
            at += n;
        }
    }
}
