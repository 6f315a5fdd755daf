package studio.kintsugi.edit;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The steps that were applied to a picture, in order; a record that can be replayed.
 *
 * @param version of the JSON form, 1
 * @param steps in the order they were done
 */
public record Recipe(int version, List<Step> steps) {
    static final int VERSION = 1;
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    public Recipe {
        steps = List.copyOf(steps);
    }

    /** A recipe of the current version. */
    public static Recipe of(List<Step> steps) {
        return new Recipe(VERSION, steps);
    }

    /** This recipe with further steps appended; their masks keep their place on the picture. */
    public Recipe then(List<Step> more) {
        List<Step> all = new ArrayList<>(steps);
        for (Step step : more) {
            all.add(step.mask() == null ? step : step.withMask(step.mask().after(steps.size())));
        }
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
            if (step.mask() != null) {
                fields.put("mask", step.mask());
            }
            sorted.add(fields);
        }
        return GSON.toJson(new TreeMap<>(Map.of("version", version, "steps", sorted)));
    }

    /** Parses a recipe; empty where the text is not a recipe or of a later version. */
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
