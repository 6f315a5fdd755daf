/**
 * What was done to a picture, as data: {@link studio.kintsugi.edit.Step}s with their tools, models and settings, and
 * the {@link studio.kintsugi.edit.Recipe} that is embedded in the saved file, so that it can be read and applied again
 * later. Recipes for training are something else: {@code training.engine.TrainingRecipe}.
 */
package studio.kintsugi.edit;
