/**
 * Training of every network that ships, and of the user's own: {@code engine} is the trainer, {@code data} and {@code
 * degradation} make batches of inputs and targets, and each kind of training has a package beside them. Photos become
 * patches, {@link studio.kintsugi.training.degradation.Degradation}s turn them into inputs, and a network learns to
 * restore them. {@code src/docs/training.md} is the page for users.
 *
 * <p>All randomness of step n follows from the recipe's seed and n alone,
         so that a resumed run gives the weights of one
 * that never stopped. Batches are made on one thread ahead of the one that trains.
 */
package studio.kintsugi.training;
