package studio.kintsugi.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

/** A network's weights as float32 tensors by their names in the state dict; closed by who made them. */
public final class Parameters implements AutoCloseable {
    private final NDManager manager;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();

    /**
     * Copies tensors into a manager of their own below {@code parent}, all but counters: whole numbers without
     * dimensions.
     */
    public Parameters(NDManager parent, StateDict state) {
        manager = parent.newSubManager();
        state.tensors().forEach((name, tensor) -> {
            if (tensor.dtype().isFloating() || tensor.shape().length > 0) {
                arrays.put(name, manager.create(tensor.toFloats(), new Shape(tensor.shape())));
            }
        });
    }

    private Parameters(NDManager owned) {
        manager = owned;
    }

    /**
     * The tensor of that name.
     *
     * @throws IllegalArgumentException where there is none
     */
    public NDArray get(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("no parameter named " + name);
        }
        return array;
    }

    /**
     * The tensor of that name seen from {@code scope}, so that what is made of it is freed with that and not with this.
     */
    public NDArray view(NDManager scope, String name) {
        return Functional.seen(scope, get(name));
    }

    /**
     * Gives all of them other values.
     *
     * @throws IllegalArgumentException where {@code values} has not the same names and shapes; says which
     */
    public void set(StateDict values) {
        arrays.forEach((name, array) -> {
            TensorData tensor = values.has(name) ? values.get(name) : null;
            if (tensor == null || !Arrays.equals(tensor.shape(), array.getShape().getShape())) {
                throw new IllegalArgumentException(name + (tensor == null ? " is missing" : " has another shape"));
            }
            array.set(FloatBuffer.wrap(tensor.toFloats()));
        });
    }

    public boolean has(String name) {
        return arrays.containsKey(name);
    }

    public Set<String> names() {
        return arrays.keySet();
    }

    /**
     * These parameters with some replaced. Shares the others; closing it closes {@code scope} alone.
     *
     * @param scope owns the replacements
     */
    public Parameters overlaid(NDManager scope, Map<String, NDArray> replaced) {
        Parameters out = new Parameters(scope);
        out.arrays.putAll(arrays);
        out.arrays.putAll(replaced);
        return out;
    }

    public NDManager manager() {
        return manager;
    }

    /** The weights as they stand now. */
    public StateDict stateDict() {
        Map<String, TensorData> out = new LinkedHashMap<>();
        arrays.forEach((name, a) -> out.put(name, TensorData.ofFloats(a.toFloatArray(), a.getShape().getShape())));
        return new StateDict(out);
    }

    @Override
    public void close() {
        manager.close();
    }
}
