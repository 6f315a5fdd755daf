/**
 * Smaller and faster networks by generative adversarial learning (GAL, arXiv 1903.09291, section 3). {@link
 * studio.kintsugi.training.pruning.PruningRun} learns a mask for each channel with {@link
 * studio.kintsugi.training.pruning.GalTask}, removes the channels whose masks are least ({@link
 * studio.kintsugi.training.pruning.Prunable}), and trains the rest on. A {@link
 * studio.kintsugi.training.pruning.PruningSubject} says how a kind of networks is built, fed and measured. The paper's
 * own experiment, on a classifier, is in {@link studio.kintsugi.experiments}.
 */
package studio.kintsugi.training.pruning;
