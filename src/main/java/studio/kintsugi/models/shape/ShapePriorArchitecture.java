package studio.kintsugi.models.shape;

import ai.djl.ndarray.NDManager;
import java.util.Optional;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.models.registry.ShapeArchitecture;

/** The network that a dream's first shape comes from, {@link ShapePrior}. */
public final class ShapePriorArchitecture implements ShapeArchitecture {
    @Override
    public String id() {
        return "shape-prior";
    }

    /** Never: which words its rows stand for is in the model card alone, so a bare checkpoint is of no use. */
    @Override
    public Optional<Recognition> recognize(StateDict weights) {
        return Optional.empty();
    }

    @Override
    public ShapePriorModel load(NDManager parent, HyperParameters hyperParameters, StateDict weights) {
        return new ShapePriorModel(parent, hyperParameters, weights);
    }
}
