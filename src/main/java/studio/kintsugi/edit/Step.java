package studio.kintsugi.edit;

import java.util.Map;
import java.util.TreeMap;

/**
 * One operation on a picture, as data: enough to repeat it.
 *
 * @param tool the tool's id, as {@code denoise}
 * @param model the model's id in the store
 * @param modelHash SHA-256 of the model's weights, so that a replay can tell when they have changed
 * @param parameters the tool's settings by name, as {@code strength}; numbers, strings or booleans
 */
public record Step(String tool, String model, String modelHash, Map<String, Object> parameters) {
    public Step {
        parameters = Map.copyOf(parameters);
    }

    /** A numeric setting, or {@code otherwise} where the step has none of that name. */
    public double number(String name, double otherwise) {
        return parameters.get(name) instanceof Number n ? n.doubleValue() : otherwise;
    }

    /** The same step with one setting changed. */
    public Step with(String name, Object value) {
        Map<String, Object> changed = new TreeMap<>(parameters);
        changed.put(name, value);
        return new Step(tool, model, modelHash, changed);
    }
}
