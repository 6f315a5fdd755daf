package studio.kintsugi.edit;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that was done to a picture since it came out of the camera.
 *
 * @param version of this form, 1
 * @param steps in the order they were done
 */
public record Recipe(int version, List<Step> steps) {
    private static final int VERSION = 1;
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    public Recipe {
        steps = List.copyOf(steps);
    }

    /** A recipe of this version. */
    public static Recipe of(List<Step> steps) {
        return new Recipe(VERSION, steps);
    }

    /** This recipe and what was done after it. */
    public Recipe then(List<Step> more) {
        List<Step> all = new ArrayList<>(steps);
        all.addAll(more);
        return of(all);
    }

    /** One line of JSON; the same recipe gives the same line. */
    public String toJson() {
        List<Map<String, Object>> sorted = new ArrayList<>();
        for (Step step : steps) {
            Map<String, Object> fields = new TreeMap<>();
            fields.put("tool", step.tool());
            fields.put("model", step.model());
            fields.put("modelHash", step.modelHash());
            fields.put("parameters", new TreeMap<>(step.parameters()));
            sorted.add(fields);
        }
        return GSON.toJson(new TreeMap<>(Map.of("version", version, "steps", sorted)));
    }

    /** A recipe from JSON, empty where it is none or of a later version. */
    public static Optional<Recipe> parse(String json) {
        try {
            Recipe recipe = GSON.fromJson(json, Recipe.class);
            return Optional.ofNullable(recipe).filter(r -> r.version() == VERSION);
        } catch (RuntimeException e) {
            // JSON that lacks what a recipe must have fails in Gson or in a record, each in its own way
            return Optional.empty();
        }
    }
}
