package studio.kintsugi.training;

import java.nio.file.Path;
import java.util.Map;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.training.drawings.ColorizeTask;
import studio.kintsugi.training.objects.PictureTextTask;

/** Makes tasks of one kind; a recipe names it in {@code "objective"}. */
@FunctionalInterface
public interface Objective {
    /**
     * @param data folder to learn from
     * @throws KintsugiException where the data can't be used
     * @throws IllegalArgumentException where the recipe's settings can't be used; says which
     */
    Task task(TrainingRecipe recipe, Path data) throws KintsugiException;

    /** Every objective by the name recipes use. */
    static Map<String, Objective> byName() {
        return Map.of("picture", PictureTask::of, "features", FeatureTask::of, "picture-text", PictureTextTask::of,
                "colorize", ColorizeTask::of, "gan", GanTask::of);
    }
}
