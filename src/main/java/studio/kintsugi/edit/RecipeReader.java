package studio.kintsugi.edit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import studio.kintsugi.KintsugiException;

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
            throw new KintsugiException(source + " is no recipe: it names no version of its form.");
        }
        if (version.getAsDouble() > Recipe.VERSION) {
            throw new KintsugiException(source + " was written by a later version of Kintsugi (version "
                    + version.getAsString() + " of recipes, and this one reads " + Recipe.VERSION
                    + "): update Kintsugi.");
        }
        if (!(tree.get("steps") instanceof JsonArray steps)) {
            throw new KintsugiException(source + " is no recipe: it has no list of steps.");
        }
        if (steps.isEmpty()) {
            throw new KintsugiException(source + " is an empty recipe: there is no step to do.");
        }
        for (int i = 0; i < steps.size(); i++) {
            check(steps.get(i), "Step " + (i + 1) + " of " + source);
        }
        return Recipe.parse(json).orElseThrow(() -> new KintsugiException(source
                + " holds no recipe that this version understands: save one anew."));
    }

    private static JsonObject tree(String json, String source) throws KintsugiException {
        try {
            if (JsonParser.parseString(json) instanceof JsonObject object) {
                return object;
            }
            throw new KintsugiException(source + " is no recipe: its JSON is no object.");
        } catch (JsonParseException e) {
            throw new KintsugiException(source + " is no recipe: it is not JSON.", e);
        }
    }

    private static void check(JsonElement element, String name) throws KintsugiException {
        if (!(element instanceof JsonObject step)) {
            throw new KintsugiException(name + " is no step: it should say a tool, a model and parameters.");
        }
        String tool = text(step, "tool", name);
        String named = name + ", " + tool + ",";
        text(step, "model", named);
        text(step, "modelHash", named);
        if (!(step.get("parameters") instanceof JsonObject parameters)) {
            throw new KintsugiException(named + " has no list of parameters.");
        }
        for (Map.Entry<String, JsonElement> e : parameters.entrySet()) {
            if (!e.getValue().isJsonPrimitive()) {
                throw new KintsugiException(named + " sets " + e.getKey() + " to " + e.getValue()
                        + ": a number, a text, true or false was expected.");
            }
        }
        for (Map.Entry<String, double[]> e : RANGES.entrySet()) {
            within(parameters, e.getKey(), e.getValue()[0], e.getValue()[1], named);
        }
        if (parameters.get("vertical") instanceof JsonPrimitive vertical && !vertical.isBoolean()) {
            throw new KintsugiException(named + " sets vertical to " + vertical + ": true or false was expected.");
        }
    }

    private static String text(JsonObject step, String field, String name) throws KintsugiException {
        if (!(step.get(field) instanceof JsonPrimitive text) || !text.isString()) {
            throw new KintsugiException(name + " names no " + (field.equals("modelHash") ? "hash of its model" : field)
                    + ".");
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
            throw new KintsugiException(step + " sets " + name + " to " + value + ": a number from " + (int) least
                    + " to " + (int) most + " was expected.");
        }
    }
}
