/**
 * The papers' own experiments in small, behind {@code kintsugi experiment}; nothing else uses them. Pruning of a
 * classifier of digits by GAL and by simpler rules (arXiv 1903.09291, section 4), losses on misaligned pairs (ERRNet,
 * arXiv 1904.00637, section 4), batch statistics in super-resolution (RepSR, arXiv 2205.05671, section 3), held-out
 * drawings (SCFT, arXiv 2005.05207), and sets and ablations of dreams (arXiv 2112.01455, section 4).
 */
package studio.kintsugi.experiments;
