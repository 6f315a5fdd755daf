package studio.kintsugi.models.registry;

import java.util.Optional;
import studio.kintsugi.checkpoint.StateDict;

/** How the weights of one family of networks are told from others'. Stands beside the network it tells of. */
public interface Architecture {
    /** As in {@link studio.kintsugi.store.ModelCard#architecture()}. */
    String id();

    /**
     * Looks at names and shapes only.
     *
     * @param weights without wrappers and prefixes
     * @return what was recognised, with what is missing or left over; empty where the names look like another
     *     network's
     */
    Optional<Recognition> recognize(StateDict weights);
}
