package studio.kintsugi.edit;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * One operation on a picture, as data: enough to repeat it.
 *
 * @param tool the tool's id, as {@code denoise}
 * @param model the model's id in the store; empty where the tool needs none
 * @param modelHash SHA-256 of the model's weights, so that a replay can tell when they have changed
 * @param parameters the tool's settings by name, as {@code strength}; numbers, strings or booleans
 * @param mask where the result goes; null for everywhere
 */
public record Step(String tool, String model, String modelHash, Map<String, Object> parameters, Mask mask) {
    private static final String STRENGTH = "strength";

    public Step {
        Map<String, Object> plain = new HashMap<>(parameters);
        // so that a step read from JSON, which knows one kind of number, equals the one that was written
        plain.replaceAll((name, value) -> value instanceof Number n ? (Object) n.doubleValue() : value);
        parameters = Map.copyOf(plain);
    }

    /** A step whose result goes everywhere. */
    public Step(String tool, String model, String modelHash, Map<String, Object> parameters) {
        this(tool, model, modelHash, parameters, null);
    }

    /** A step that needs no model. */
    public Step(String tool, Map<String, Object> parameters) {
        this(tool, "", "", parameters);
    }

    /** A numeric setting, or {@code otherwise} where the step has none of that name. */
    public double number(String name, double otherwise) {
        return parameters.get(name) instanceof Number n ? n.doubleValue() : otherwise;
    }

    /** How much of the result shows, 0–1. */
    public double strength() {
        return number(STRENGTH, 1);
    }

    /** The same step with one setting changed. */
    public Step with(String name, Object value) {
        Map<String, Object> changed = new TreeMap<>(parameters);
        changed.put(name, value);
        return new Step(tool, model, modelHash, changed, mask);
    }

    public Step withStrength(double strength) {
        return with(STRENGTH, strength);
    }

    /** The same step by another model. */
    public Step withModel(String id, String hash) {
        return new Step(tool, id, hash, parameters, mask);
    }

    /**
     * The same step somewhere else.
     *
     * @param where null for everywhere
     */
    public Step withMask(Mask where) {
        return new Step(tool, model, modelHash, parameters, where);
    }

    /** The part of the step that takes a run: everything except strength and mask, which only say what of it shows. */
    public Step work() {
        Map<String, Object> kept = new TreeMap<>(parameters);
        kept.remove(STRENGTH);
        return new Step(tool, model, modelHash, kept);
    }
}
