package studio.kintsugi.training.engine;

import com.google.gson.JsonObject;

/**
 * A recipe's {@code "settings"}: numbers and switches that belong to one objective alone. The objective reads them into
 * a type of its own.
 */
public record TaskSettings(JsonObject json) {
    /** Nothing set. */
    public static final TaskSettings NONE = new TaskSettings(new JsonObject());

    public TaskSettings {
        json = json == null ? new JsonObject() : json;
    }

    /** Whether a switch is on; off where the recipe does not mention it. */
    public boolean flag(String name) {
        return json.has(name) && json.get(name).getAsBoolean();
    }

    /** A number, or {@code otherwise} where the recipe does not mention it. */
    public double number(String name, double otherwise) {
        return json.has(name) ? json.get(name).getAsDouble() : otherwise;
    }
}
