package studio.kintsugi.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import studio.kintsugi.imaging.Picture;

/**
 * Recipes that an earlier version wrote are read to the same steps. Each line of the file has the packet that was
 * embedded, the recipe's own JSON, and the steps: tool, model, hash, parameters. {@code -Dkintsugi.recipes=FILE} takes
 * another file.
 */
class EarlierRecipesTest {
    private static List<String> lines() throws Exception {
        String other = System.getProperty("kintsugi.recipes");
        return Files.readAllLines(other != null ? Path.of(other)
                : Path.of(EarlierRecipesTest.class.getResource("/edit/earlier-recipes.jsonl").toURI()));
    }

    @Test
    void readToTheSameSteps() throws Exception {
        List<String> lines = lines();
        assertTrue(lines.size() >= 20, "only " + lines.size());
        for (String line : lines) {
            JsonObject written = JsonParser.parseString(line).getAsJsonObject();
            Picture picture = Picture.of(1, 1, new float[3][1]);
            byte[] xmp = written.get("xmp").getAsString().getBytes(StandardCharsets.UTF_8);
            picture = picture.withInfo(picture.info().withMetadata(picture.info().metadata().withXmp(xmp)));

            assertSame(written.getAsJsonArray("steps"), EmbeddedRecipe.of(picture).orElseThrow().steps());
            assertSame(written.getAsJsonArray("steps"),
                    Recipe.parse(written.get("json").getAsString()).orElseThrow().steps());
        }
    }

    private static void assertSame(JsonArray written, List<Step> read) {
        assertEquals(written.size(), read.size());
        for (int i = 0; i < read.size(); i++) {
            JsonArray step = written.get(i).getAsJsonArray();
            assertEquals(step.get(0).getAsString(), read.get(i).tool());
            assertEquals(step.get(1).getAsString(), read.get(i).model());
            assertEquals(step.get(2).getAsString(), read.get(i).modelHash());
            Map<String, Object> parameters = new TreeMap<>();
            for (Map.Entry<String, JsonElement> e : step.get(3).getAsJsonObject().entrySet()) {
                parameters.put(e.getKey(), plain(e.getValue().getAsJsonPrimitive()));
            }
            assertEquals(parameters, new TreeMap<>(read.get(i).parameters()));
        }
    }

    private static Object plain(JsonPrimitive value) {
        return value.isNumber() ? (Object) value.getAsDouble() : value.isBoolean() ? (Object) value.getAsBoolean()
                : value.getAsString();
    }
}
