/**
 * From a recipe to a model: {@link studio.kintsugi.training.TrainingRun} reads the recipe, lets the {@link
 * studio.kintsugi.training.TaskFactory} that it names build the task, runs the {@link
 * studio.kintsugi.training.engine.Trainer} and writes the model.
 *
 * <p>Below lie {@code engine} (steps, state, recipes), {@code data} (photos, pairs and patches), {@code degradation}
 * (what networks learn to undo) and a package for each kind of task: {@code restoration}, {@code colorization}, {@code
 * picturetext}, {@code features} and {@code pruning}. None of them knows of the papers' experiments, which stand in
 * {@link studio.kintsugi.experiments}.
 */
package studio.kintsugi.training;
