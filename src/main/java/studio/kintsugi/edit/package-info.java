/**
 * What was done to a picture, as data: {@link studio.kintsugi.edit.Step}s with their tools, models, settings and
 * {@link studio.kintsugi.edit.Mask}s, and the {@link studio.kintsugi.edit.Recipe} that is embedded in the saved file,
 * so that it can be read and applied again later. {@link studio.kintsugi.edit.Geometry} does the steps that only move
 * pixels; a mask is drawn in the frame of an earlier picture, and {@link studio.kintsugi.edit.Placement} follows it
 * through them. A {@link studio.kintsugi.edit.Preset} is a list of steps with a name. Recipes for training are
 * something else: {@code training.engine.TrainingRecipe}.
 */
package studio.kintsugi.edit;
