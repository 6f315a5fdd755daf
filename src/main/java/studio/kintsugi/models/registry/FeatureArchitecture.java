package studio.kintsugi.models.registry;

import java.util.List;
import java.util.Map;

/** Networks whose layers serve as features: to losses, or as another network's input. */
public interface FeatureArchitecture extends Architecture {
    /**
     * Channels after each convolution, in order.
     *
     * @throws IllegalArgumentException where hyper-parameters are missing or of the wrong kind
     */
    List<Integer> widths(Map<String, Object> hyperParameters);
}
