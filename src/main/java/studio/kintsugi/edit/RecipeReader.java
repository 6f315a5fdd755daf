package studio.kintsugi.edit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;

/** Reads recipes that a user names, and says of those that can't be followed what is wrong, by the step. */
public final class RecipeReader {
    /** Settings that are numbers, with the least and the most that means something. */
    private static final Map<String, double[]> RANGES = Map.ofEntries(
            Map.entry("strength", new double[] {0, 1}), Map.entry("scale", new double[] {1, 64}),
            Map.entry("left", new double[] {0, 1}), Map.entry("top", new double[] {0, 1}),
            Map.entry("width", new double[] {0, 1}), Map.entry("height", new double[] {0, 1}),
            Map.entry("angle", new double[] {-45, 45}), Map.entry("quarters", new double[] {-4, 4}),
            Map.entry("longSide", new double[] {1, 1_000_000}), Map.entry("dpi", new double[] {0, 1_000_000}));

    private RecipeReader() {}

    /**
     * Reads a recipe, which has at least one step.
     *
     * @param json its text
     * @param source where it is from, for sentences
     * @throws KintsugiException where it is no recipe, of a later version, empty, or a step's settings mean nothing
     */
    public static Recipe read(String json, String source) throws KintsugiException {
        JsonObject tree = tree(json, source);
        if (!(tree.get("version") instanceof JsonPrimitive version) || !version.isNumber()) {
            throw new KintsugiException(Sentence.of("%s is no recipe: it names no version of its form.", source));
        }
        if (version.getAsDouble() > Recipe.VERSION) {
            throw new KintsugiException(Sentence.of("%s was written by a later version of Kintsugi (version %s of"
                    + " recipes, and this one reads %s): update Kintsugi.", source, version.getAsString(),
                    Recipe.VERSION));
        }
        if (!(tree.get("steps") instanceof JsonArray steps)) {
            throw new KintsugiException(Sentence.of("%s is no recipe: it has no list of steps.", source));
        }
        if (steps.isEmpty()) {
            throw new KintsugiException(Sentence.of("%s is an empty recipe: there is no step to do.", source));
        }
        for (int i = 0; i < steps.size(); i++) {
            check(steps.get(i), "Step " + (i + 1) + " of " + source);
        }
        return Recipe.parse(json).orElseThrow(() -> new KintsugiException(Sentence.of(
                "%s holds no recipe that this version understands: save one anew.", source)));
    }

    private static JsonObject tree(String json, String source) throws KintsugiException {
        try {
            if (JsonParser.parseString(json) instanceof JsonObject object) {
                return object;
            }
            throw new KintsugiException(Sentence.of("%s is no recipe: its JSON is no object.", source));
        } catch (JsonParseException e) {
            throw new KintsugiException(Sentence.of("%s is no recipe: it is not JSON.", source), e);
        }
    }

    private static void check(JsonElement element, String name) throws KintsugiException {
        if (!(element instanceof JsonObject step)) {
            throw new KintsugiException(Sentence.of("%s is no step: it should say a tool, a model and parameters.",
                    name));
        }
        String tool = text(step, "tool", name);
        String named = name + ", " + tool + ",";
        text(step, "model", named);
        text(step, "modelHash", named);
        if (!(step.get("parameters") instanceof JsonObject parameters)) {
            throw new KintsugiException(Sentence.of("%s has no list of parameters.", named));
        }
        for (Map.Entry<String, JsonElement> e : parameters.entrySet()) {
            if (!e.getValue().isJsonPrimitive()) {
                throw new KintsugiException(Sentence.of("%s sets %s to %s: a number, a text, true or false was"
                        + " expected.", named, e.getKey(), e.getValue()));
            }
        }
        for (Map.Entry<String, double[]> e : RANGES.entrySet()) {
            within(parameters, e.getKey(), e.getValue()[0], e.getValue()[1], named);
        }
        if (parameters.get("vertical") instanceof JsonPrimitive vertical && !vertical.isBoolean()) {
            throw new KintsugiException(Sentence.of("%s sets vertical to %s: true or false was expected.", named,
                    vertical));
        }
    }

    private static String text(JsonObject step, String field, String name) throws KintsugiException {
        if (!(step.get(field) instanceof JsonPrimitive text) || !text.isString()) {
            throw new KintsugiException(Sentence.of("%s names no %s.", name,
                    field.equals("modelHash") ? Sentence.of("hash of its model") : field));
        }
        return text.getAsString();
    }

    private static void within(JsonObject parameters, String name, double least, double most, String step)
            throws KintsugiException {
        if (!parameters.has(name)) {
            return;
        }
        JsonPrimitive value = parameters.getAsJsonPrimitive(name);
        if (!value.isNumber() || !(value.getAsDouble() >= least && value.getAsDouble() <= most)) {
            throw new KintsugiException(Sentence.of("%s sets %s to %s: a number from %s to %s was expected.", step,
                    name, value, (int) least, (int) most));
        }
    }
}
