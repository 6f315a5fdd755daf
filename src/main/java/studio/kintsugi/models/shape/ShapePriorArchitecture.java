package studio.kintsugi.models.shape;

import ai.djl.ndarray.NDManager;
import java.util.Optional;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.registry.Architecture;
import studio.kintsugi.models.registry.Recognition;

/** The network that a dream's first shape comes from, {@link ShapePrior}. */
public final class ShapePriorArchitecture implements Architecture {
    /** What such models are for, as in their cards. */
    public static final String TASK = "shape";

    @Override
    public String id() {
        return "shape-prior";
    }

    /** Never: which words its rows stand for is in the model card alone, so a bare checkpoint is of no use. */
    @Override
    public Optional<Recognition> recognize(StateDict weights) {
        return Optional.empty();
    }

    /**
     * A model round stored weights.
     *
     * @param parent owns the tensors
     * @throws IllegalArgumentException where the card's {@code words} are missing
     */
    public static ShapePriorModel load(NDManager parent, HyperParameters hyperParameters, StateDict weights) {
        return new ShapePriorModel(parent, hyperParameters, weights);
    }
}
