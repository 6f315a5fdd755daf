/**
 * Deblurring with the kernel in hand: what a network alone must see at a glance, how the camera moved, is worked out
 * from the picture as a whole first.
 *
 * <p>{@link studio.kintsugi.models.deconvolution.DeconvolvingNet} is a NAFNet (package {@code nafnet}) that sees the
 * picture and two Wiener deconvolutions of it. The kernel comes from {@code KernelSearch}: from coarse to fine, by
 * turns a picture with few gradients ({@code L0GradientDeconvolution}; Xu, Zheng and Jia, CVPR 2013) and the kernel
 * that takes that picture's gradients to those seen ({@code KernelFromGradients}; Cho and Lee, 2009). Then the
 * network's own picture takes the place of the sparse one, a few times, as in learnt blind deconvolution (Schuler et
 * al., PAMI 2016), and the kernel comes out thin by reweighting. {@code KernelEstimate} says how far the outcome is to
 * be trusted.
 */
package studio.kintsugi.models.deconvolution;
