/**
 * GAL's own experiment (arXiv 1903.09291, section 4) in small: a classifier of digits loses half its operations, by GAL
 * and by plainer rules.
 *
 * <p>{@link studio.kintsugi.training.classifiers.Digits} has the pictures, {@link
 * studio.kintsugi.training.classifiers.ClassifierTraining} trains with labels and counts what is told right, {@link
 * studio.kintsugi.training.classifiers.GalSearch} finds what to keep without labels, {@link
 * studio.kintsugi.training.classifiers.ChannelScores} are the rules it is compared with, and {@link
 * studio.kintsugi.training.classifiers.PruningExperiment} makes the table.
 */
package studio.kintsugi.training.classifiers;
