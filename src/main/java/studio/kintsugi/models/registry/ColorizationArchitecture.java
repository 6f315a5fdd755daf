package studio.kintsugi.models.registry;

import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.network.ColorizationNetwork;
import studio.kintsugi.nn.Parameters;

/** Networks that colour sketches like references. */
public interface ColorizationArchitecture extends Architecture {
    /**
     * A network round weights that exist; owns {@code parameters} from here on.
     *
     * @throws IllegalArgumentException where hyper-parameters are impossible
     */
    ColorizationNetwork build(HyperParameters hyperParameters, Parameters parameters);

    /**
     * Weights to begin training with.
     *
     * @throws IllegalArgumentException where hyper-parameters are impossible, or of a network that is not trained here
     */
    StateDict initialWeights(HyperParameters hyperParameters, RandomGenerator random);
}
