/**
 * GAL: Towards Optimal Structured CNN Pruning via Generative Adversarial Learning (Lin et al., CVPR 2019, arXiv
 * 1903.09291).
 *
 * <p>The paper's own networks are classifiers of small pictures: {@link studio.kintsugi.models.gal.GalResNet} and its
 * siblings read the official weights, whole, sparse (with a mask for each block, branch or channel) or pruned. {@link
 * studio.kintsugi.models.gal.GalStep} is algorithm 1, with {@link studio.kintsugi.models.gal.GalLosses} (equation 7),
 * {@link studio.kintsugi.models.gal.GalDiscriminator} (section 3.2) and {@link studio.kintsugi.nn.optim.Fista} (section
 * 3.4); {@link studio.kintsugi.models.gal.HardRemoval} cuts as the official code does.
 *
 * <p>For every other network {@link studio.kintsugi.models.pruning.ChannelPruning} does the same from a description of
 * what depends on what, a list of {@link studio.kintsugi.models.pruning.ChannelGroup}s that its architecture gives.
 */
package studio.kintsugi.models.gal;
