package studio.kintsugi.training;

import java.nio.file.Path;
import java.util.Map;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.training.colorization.ColorizeTask;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.engine.TrainingTask;
import studio.kintsugi.training.features.FeatureTask;
import studio.kintsugi.training.picturetext.PictureTextTask;
import studio.kintsugi.training.picturetext.ShapeTask;
import studio.kintsugi.training.restoration.GanTask;
import studio.kintsugi.training.restoration.PictureTask;

/** Makes the training task of one objective, which a recipe names in {@code "objective"}. */
@FunctionalInterface
public interface TaskFactory {
    /**
     * @param data folder with the training data
     * @param architectures among which the recipe's is found
     * @param device that trains
     * @throws KintsugiException where the data can't be used
     * @throws IllegalArgumentException where the recipe's settings can't be used; says which
     */
    TrainingTask task(TrainingRecipe recipe, Path data, Architectures architectures, ComputeDevice device)
            throws KintsugiException;

    /** Every objective by the name recipes use. */
    static Map<String, TaskFactory> byName() {
        return Map.of("picture", PictureTask::of, "features", FeatureTask::of, "picture-text", PictureTextTask::of,
                "shape", ShapeTask::of, "colorize", ColorizeTask::of, "gan", GanTask::of);
    }
}
