package studio.kintsugi.models.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.pruning.ChannelGroup;
import studio.kintsugi.nn.Parameters;

/** Builds the networks of one paper from hyper-parameters as they stand in a model card or a training recipe. */
public interface NetworkFamily {
    /** As in {@link studio.kintsugi.store.ModelCard#architecture()}. */
    String id();

    /**
     * A network round weights that exist; owns {@code parameters} from here on.
     *
     * @throws IllegalArgumentException where hyper-parameters are missing or of the wrong kind
     */
    ImageNetwork build(Map<String, Object> hyperParameters, Parameters parameters);

    /** The same network as it is trained, where that differs: with statistics over the patch, say. */
    default TrainableNetwork buildForTraining(Map<String, Object> hyperParameters, Parameters parameters) {
        return TrainableNetwork.of(build(hyperParameters, parameters));
    }

    /**
     * Multiply–accumulate operations for each pixel of the input, or NaN where nobody has counted them.
     *
     * @throws IllegalArgumentException where hyper-parameters are missing or of the wrong kind
     */
    default double macsPerPixel(Map<String, Object> hyperParameters) {
        return Double.NaN;
    }

    /**
     * A second model that networks of this shape need: {@link #build} expects its tensors among the parameters.
     *
     * @throws IllegalArgumentException where hyper-parameters are missing or of the wrong kind
     */
    default Optional<RequiredModel> companion(Map<String, Object> hyperParameters) {
        return Optional.empty();
    }

    /**
     * What can be removed from a network of this shape; nothing where nobody has described it.
     *
     * @throws IllegalArgumentException where hyper-parameters are missing or of the wrong kind
     */
    default List<ChannelGroup> prunable(Map<String, Object> hyperParameters) {
        return List.of();
    }

    /** Weights to begin training with. */
    StateDict initialWeights(Map<String, Object> hyperParameters, RandomGenerator random);
}
