/**
 * Features for losses: {@link studio.kintsugi.training.features.FeatureModel} chooses the installed VGG-19 that
 * perceptual and alignment-invariant losses take theirs from, and {@link
 * studio.kintsugi.training.features.FeatureTask} trains the small one that is built in, on photos without labels
 * (exemplars, Dosovitskiy et al., arXiv 1406.6909).
 */
package studio.kintsugi.training.features;
