package studio.kintsugi.training.engine;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.kintsugi.KintsugiException;

/** Reads recipes: files, and those that are built in. */
public final class RecipeFile {
    private RecipeFile() {}

    /** Whether a recipe of that name is built in. */
    public static boolean isBuiltIn(String name) {
        return RecipeFile.class.getResource("/recipes/" + name + ".json") != null;
    }

    /**
     * @param recipe name of a built-in recipe, or path of a file
     * @throws KintsugiException where there is none, or it is damaged
     */
    public static TrainingRecipe read(String recipe) throws KintsugiException {
        try {
            TrainingRecipe r = new Gson().fromJson(text(recipe), TrainingRecipe.class);
            if (r == null || r.architecture() == null) {
                throw new KintsugiException("The recipe " + recipe + " is incomplete.");
            }
            return r;
        } catch (JsonParseException e) {
            throw new KintsugiException("The recipe " + recipe + " is not valid JSON: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new KintsugiException("The recipe " + recipe + " can't be read.", e);
        }
    }

    private static String text(String recipe) throws IOException, KintsugiException {
        Path file = Path.of(recipe);
        if (Files.isRegularFile(file)) {
            return Files.readString(file);
        }
        try (InputStream in = RecipeFile.class.getResourceAsStream("/recipes/" + recipe + ".json")) {
            if (in == null) {
                throw new KintsugiException("There is no recipe \"" + recipe
                        + "\": name a file, or one of those that the README lists.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
