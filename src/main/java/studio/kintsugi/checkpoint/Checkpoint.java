package studio.kintsugi.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The weights of a file and how they were wrapped.
 *
 * @param weights under the names the network's code gives them
 * @param undone wrappers and prefixes that were taken off, outermost first, as {@code params} or {@code module.}
 */
public record Checkpoint(StateDict weights, List<String> undone) {
    /** Prefixes of the network that makes pictures, beside which others may stand (a discriminator, plain weights). */
    private static final List<String> CHOSEN = List.of("params_ema.", "net_g_ema.", "net_g.", "netG.", "generator.");
    /** Prefixes that all names have, or none. */
    private static final List<String> SHARED =
            List.of("module.", "model.", "params.", "net.", "state_dict.", "_orig_mod.");

    public Checkpoint {
        undone = List.copyOf(undone);
    }

    /**
     * The same weights without a prefix that training programs put before the names a network's code gives; nothing
     * where names have none. For weights that are not recognised as they are.
     */
    public Optional<Checkpoint> withoutPrefix() {
        for (String prefix : CHOSEN) {
            if (weights.names().stream().anyMatch(n -> n.startsWith(prefix))) {
                return Optional.of(without(prefix));
            }
        }
        return SHARED.stream().filter(p -> !weights.names().isEmpty()
                && weights.names().stream().allMatch(n -> n.startsWith(p))).findFirst().map(this::without);
    }

    private Checkpoint without(String prefix) {
        Map<String, TensorData> shorter = new LinkedHashMap<>();
        weights.tensors().forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                shorter.put(name.substring(prefix.length()), tensor);
            }
        });
        List<String> more = new ArrayList<>(undone);
        more.add(prefix);
        return new Checkpoint(new StateDict(shorter), more);
    }
}
