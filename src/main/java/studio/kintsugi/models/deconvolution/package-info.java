/**
 * Deblurring with the kernel in hand: what a network alone must see at a glance, how the camera moved, is worked out
 * from the picture as a whole first.
 *
 * <p>{@link studio.kintsugi.models.deconvolution.DeconvolvingNet} is a NAFNet (package {@code nafnet}) that sees the
 * picture and two Wiener deconvolutions of it. The kernel comes from {@code KernelSearch}: from coarse to fine, by
 * turns that network's picture for a kernel, as in learnt blind deconvolution (Schuler et al., PAMI 2016), of which
 * {@code L0GradientDeconvolution} (Xu, Zheng and Jia, CVPR 2013) leaves the strong edges, and the kernel that takes
 * their gradients to those seen ({@code KernelFromGradients}; Cho and Lee, 2009), which comes out thin by reweighting.
 * {@code KernelEstimate} says how far the outcome is to be trusted.
 */
package studio.kintsugi.models.deconvolution;
