package studio.kintsugi.models.registry;

import java.util.List;
import java.util.Optional;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.pruning.ChannelGroup;

/**
 * All that the application knows of one kind of network. The implementation stands in the network's own package, and
 * {@link Architectures} finds it by the id that model cards and training recipes name.
 *
 * <p>What only some networks can do is an interface of its own: {@link ImageArchitecture} for networks from picture to
 * picture, {@link TrainableArchitecture} for those of them that are trained from fresh weights, {@link
 * ColorizationArchitecture}, {@link PictureTextArchitecture} and {@link FeatureArchitecture}.
 *
 * <p>Hyper-parameters are those of a model card or a training recipe. Methods that take them throw an {@link
 * IllegalArgumentException} where one is missing or of the wrong kind.
 */
public interface Architecture {
    /** As in {@link studio.kintsugi.store.ModelCard#architecture()}. */
    String id();

    /**
     * Detects the network by the names and shapes of its tensors alone.
     *
     * @param weights without wrappers and prefixes
     * @return what was recognised, with what is missing or left over; empty where the names look like another
     *     network's
     */
    Optional<Recognition> recognize(StateDict weights);

    /** What a new model card says of the network's sides and tiles. */
    default CardDefaults cardDefaults(HyperParameters hyperParameters) {
        return CardDefaults.SAME_SIZE;
    }

    /** The task that the authors published weights of this shape for; empty where there is none or several. */
    default Optional<String> likelyTask(HyperParameters hyperParameters) {
        return Optional.empty();
    }

    /** Names of files which, where they lie beside a checkpoint, are stored with it. */
    default List<String> filesBeside() {
        return List.of();
    }

    /** A second model that networks of this shape need: its tensors are expected among the parameters. */
    default Optional<RequiredModel> requiredModel(HyperParameters hyperParameters) {
        return Optional.empty();
    }

    /** Multiply–accumulate operations for each pixel of the input, or NaN where nobody has counted them. */
    default double macsPerPixel(HyperParameters hyperParameters) {
        return Double.NaN;
    }

    /** The channels and branches that pruning may remove; nothing where nobody has described them. */
    default List<ChannelGroup> channelGroups(HyperParameters hyperParameters) {
        return List.of();
    }
}
