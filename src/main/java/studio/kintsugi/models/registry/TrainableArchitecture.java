package studio.kintsugi.models.registry;

import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;

/** Networks from picture to picture that are trained here from fresh weights. */
public interface TrainableArchitecture extends ImageArchitecture {
    /**
     * Weights to begin training with, for {@link #buildForTraining}.
     *
     * @throws IllegalArgumentException where hyper-parameters are missing or of the wrong kind
     */
    StateDict initialWeights(HyperParameters hyperParameters, RandomGenerator random);
}
