/**
 * NAFNet: Simple Baselines for Image Restoration (Chen et al., ECCV 2022, arXiv 2204.04676).
 *
 * <p>{@link studio.kintsugi.models.nafnet.NafNet} is the U-shaped network of section 3, {@link
 * studio.kintsugi.models.nafnet.NafBlock} has the blocks of figure 3, with the parameter names of the official
 * checkpoints; {@link studio.kintsugi.models.nafnet.Pooling} is where its channel attention takes its statistics from:
 * the whole input, the local windows of TLC (arXiv 2112.04491), or a pass of their own, so that tiles agree.
 */
package studio.kintsugi.models.nafnet;
