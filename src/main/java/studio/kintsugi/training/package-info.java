/**
 * The trainer that every tool's model comes from: photos become patches, {@link
 * studio.kintsugi.training.degradation.Degradation}s spoil them, a network learns to undo that.
 *
 * <p>All randomness of step n follows from the recipe's seed and n alone, so that a run that was stopped goes on as if
 * it had not been. Batches are made on one thread ahead of the one that trains.
 */
package studio.kintsugi.training;
