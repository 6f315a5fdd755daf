/**
 * ERRNet: Single Image Reflection Removal Exploiting Misaligned Training Data (Wei et al., CVPR 2019, arXiv
 * 1904.00637), and the VGG networks its features come from.
 */
package studio.kintsugi.models.errnet;
