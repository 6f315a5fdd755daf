/**
 * The training loop, whatever is trained. A {@link studio.kintsugi.training.engine.TrainingRecipe} says how, a {@link
 * studio.kintsugi.training.engine.TrainingTask} says what: batches, and one {@link
 * studio.kintsugi.training.engine.Trainable} for each network optimised in a step. The {@link
 * studio.kintsugi.training.engine.Trainer} runs the steps; a {@link studio.kintsugi.training.engine.Learner} keeps one
 * network's weights, their exponential moving average and their optimiser.
 *
 * <p>All randomness of step n follows from the recipe's seed and n alone, so that a run resumed from its {@link
 * studio.kintsugi.training.engine.TrainingState} ends as one that was never stopped. Batches are made on a thread of
 * their own, one step ahead.
 */
package studio.kintsugi.training.engine;
