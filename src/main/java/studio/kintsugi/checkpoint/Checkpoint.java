package studio.kintsugi.checkpoint;

import java.util.List;

/**
 * The weights of a file and how they were wrapped.
 *
 * @param weights under the names the network's code gives them
 * @param undone wrappers and prefixes that were taken off, outermost first, as {@code params} or {@code module.}
 */
public record Checkpoint(StateDict weights, List<String> undone) {
    public Checkpoint {
        undone = List.copyOf(undone);
    }
}
