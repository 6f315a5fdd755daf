package studio.kintsugi.models.registry;

import java.util.List;
import studio.kintsugi.checkpoint.HyperParameters;

/** Networks whose layers serve as features: to losses, or as another network's input. */
public interface FeatureArchitecture extends Architecture {
    /**
     * Channels after each convolution, in order.
     *
     * @throws IllegalArgumentException where hyper-parameters are missing or of the wrong kind
     */
    List<Integer> widths(HyperParameters hyperParameters);
}
