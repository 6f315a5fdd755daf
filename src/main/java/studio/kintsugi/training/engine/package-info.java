/**
 * The trainer: a {@link studio.kintsugi.training.engine.TrainingRecipe} says what to train, {@link
 * studio.kintsugi.training.engine.Trainer} runs the steps of any {@link studio.kintsugi.training.engine.TrainingTask},
 * validates, logs and saves {@link studio.kintsugi.training.engine.TrainingState}. All randomness of step n follows
 * from the recipe's seed and n, so that a resumed run gives the weights of one that never stopped.
 */
package studio.kintsugi.training.engine;
