package studio.kintsugi.models.registry;

import ai.djl.ndarray.NDManager;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.network.ShapeModel;

/** Networks that know the shapes of things by their names. */
public interface ShapeArchitecture extends Architecture {
    /**
     * A model round stored weights.
     *
     * @param parent owns the tensors
     * @throws IllegalArgumentException where hyper-parameters are missing or of the wrong kind
     */
    ShapeModel load(NDManager parent, HyperParameters hyperParameters, StateDict weights);
}
