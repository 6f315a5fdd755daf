package studio.kintsugi.models.registry;

import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.models.network.TrainableNetwork;
import studio.kintsugi.nn.Parameters;

/** Networks from picture to picture. */
public interface ImageArchitecture extends Architecture {
    /**
     * A network round weights that exist; owns {@code parameters} from here on.
     *
     * @throws IllegalArgumentException where hyper-parameters are missing or of the wrong kind
     */
    ImageNetwork build(HyperParameters hyperParameters, Parameters parameters);

    /** The same network as it is trained, where that differs: with statistics over the patch, say. */
    default TrainableNetwork buildForTraining(HyperParameters hyperParameters, Parameters parameters) {
        return TrainableNetwork.of(build(hyperParameters, parameters));
    }
}
