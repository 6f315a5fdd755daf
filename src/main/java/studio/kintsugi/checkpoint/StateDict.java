package studio.kintsugi.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A network's tensors by name, in the order of the file they came from. */
public final class StateDict {
    private final Map<String, TensorData> tensors;

    public StateDict(Map<String, TensorData> tensors) {
        this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    public Map<String, TensorData> tensors() {
        return tensors;
    }

    public Set<String> names() {
        return tensors.keySet();
    }

    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /** The tensor of that name.
     *
     * @throws IllegalArgumentException where there is none
     */
    public TensorData get(String name) {
        TensorData tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor named " + name);
        }
        return tensor;
    }

    /** The name of a tensor with a value that is no number or infinite. */
    public Optional<String> firstNotFinite() {
        return tensors.entrySet().stream().filter(e -> !e.getValue().isFinite()).map(Map.Entry::getKey).findFirst();
    }

    /** Number of elements in all tensors. */
    public long parameters() {
        return tensors.values().stream().mapToLong(TensorData::count).sum();
    }
}
