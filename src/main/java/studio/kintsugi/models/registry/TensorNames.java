package studio.kintsugi.models.registry;

import java.util.Set;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

/** Reads hyper-parameters off a state dict's names and shapes. Answers for any state dict, however odd. */
public final class TensorNames {
    private static final int MOST_BLOCKS = 1000;

    private final StateDict weights;

    public TensorNames(StateDict weights) {
        this.weights = weights;
    }

    public boolean anyStarts(String prefix) {
        return weights.names().stream().anyMatch(n -> n.startsWith(prefix));
    }

    public boolean anyContains(String part) {
        return weights.names().stream().anyMatch(n -> n.contains(part));
    }

    public boolean has(String name) {
        return weights.has(name);
    }

    public Set<String> all() {
        return weights.names();
    }

    /** One more than the largest N among the names that begin {@code prefix} N {@code .}; at most 1000. */
    public int count(String prefix) {
        int count = 0;
        for (String name : weights.names()) {
            int dot = name.indexOf('.', prefix.length());
            if (dot > 0 && name.startsWith(prefix)) {
                count = Math.max(count, index(name.substring(prefix.length(), dot)) + 1);
            }
        }
        return count;
    }

    private static int index(String text) {
        boolean number = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Math.min(Integer.parseInt(text), MOST_BLOCKS - 1) : -1;
    }

    /** A tensor's size along a dimension, or {@code otherwise} where there is no such tensor or dimension. */
    public int size(String name, int dimension, int otherwise) {
        if (!weights.has(name)) {
            return otherwise;
        }
        TensorData tensor = weights.get(name);
        return dimension < tensor.shape().length ? (int) Math.min(tensor.shape()[dimension], 1 << 20) : otherwise;
    }
}
