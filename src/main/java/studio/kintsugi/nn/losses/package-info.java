/**
 * Losses that several networks are trained with, each with its equation: pixel losses and PSNR in {@link
 * studio.kintsugi.nn.losses.Losses}, the adversarial, contextual and exclusion losses of ERRNet's training (arXiv
 * 1904.00637, section 3) beside it.
 */
package studio.kintsugi.nn.losses;
