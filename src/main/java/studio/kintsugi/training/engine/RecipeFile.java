package studio.kintsugi.training.engine;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.HyperParameters;

/** Reads recipes: files, and those that are built in. */
public final class RecipeFile {
    private RecipeFile() {}

    /** A recipe as its JSON has it, every name at the top level; filled by name, never by position. */
    private record Fields(
            String id,
            String title,
            String task,
            String architecture,
            HyperParameters hyperParameters,
            String objective,
            String loss,
            long seed,
            int patch,
            int batch,
            int steps,
            double learningRate,
            double weightDecay,
            double clip,
            double average,
            List<Double> scales,
            JsonElement degradations,
            List<RestorationSettings.Validation> validation,
            Double secondMoment,
            JsonObject settings) {
        TrainingRecipe recipe() {
            TaskSettings own = new TaskSettings(settings);
            return new TrainingRecipe(
                    new TrainingRecipe.Model(id, title, task, architecture,
                            hyperParameters == null ? HyperParameters.NONE : hyperParameters),
                    objective, seed,
                    new Optimization(batch, steps, learningRate, weightDecay, clip, average,
                            secondMoment == null ? Optimization.SECOND_MOMENT : secondMoment, own.flag("muon")),
                    new Patches(patch, scales, own.flag("evenly"), own.flag("tones")),
                    new RestorationSettings(loss, degradations, validation), own);
        }
    }

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
            Fields fields = new Gson().fromJson(text(recipe), Fields.class);
            if (fields == null || fields.architecture() == null) {
                throw new KintsugiException(Sentence.of("The recipe %s is incomplete: it names no \"architecture\".",
                        recipe));
            }
            return fields.recipe();
        } catch (JsonParseException e) {
            throw new KintsugiException(Sentence.of("The recipe %s is not valid JSON: %s", recipe, e.getMessage()), e);
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The recipe %s can't be read.", recipe), e);
        }
    }

    private static String text(String recipe) throws IOException, KintsugiException {
        Path file = Path.of(recipe);
        if (Files.isRegularFile(file)) {
            return Files.readString(file);
        }
        try (InputStream in = RecipeFile.class.getResourceAsStream("/recipes/" + recipe + ".json")) {
            if (in == null) {
                throw new KintsugiException(Sentence.of("There is no recipe \"%s\": name a file, or one of those"
                        + " that the README lists.", recipe));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
