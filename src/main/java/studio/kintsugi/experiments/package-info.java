/**
 * The papers' own experiments, and what only they reach: GAL's classifier on handwritten digits (arXiv 1903.09291,
 * section 4; {@link studio.kintsugi.experiments.PruningExperiment}), ERRNet's misaligned pairs (arXiv 1904.00637,
 * section 4.3; {@link studio.kintsugi.experiments.AlignmentExperiment}), RepSR's frozen statistics (arXiv 2205.05671,
 * section 3.3; {@link studio.kintsugi.experiments.StatisticsExperiment}), SCFT's colouring of unseen drawings (arXiv
 * 2005.05207, section 4; {@link studio.kintsugi.experiments.ColorizationExperiment}) and the ablations of Dream Fields
 * (arXiv 2112.01455, section 4.3; {@link studio.kintsugi.experiments.AblationExperiment}). Nothing but the command
 * line uses this package.
 */
package studio.kintsugi.experiments;
