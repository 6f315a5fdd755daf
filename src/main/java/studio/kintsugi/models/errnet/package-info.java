/**
 * ERRNet: Single Image Reflection Removal Exploiting Misaligned Training Data (Wei et al., CVPR 2019, arXiv
 * 1904.00637), and the VGG networks its features come from. {@link studio.kintsugi.models.errnet.Generator} follows
 * section 3.1; {@link studio.kintsugi.models.errnet.ErrNet} is the network round it, official or lite.
 */
package studio.kintsugi.models.errnet;
