/**
 * GAL: Towards Optimal Structured CNN Pruning via Generative Adversarial Learning (Lin et al., CVPR 2019, arXiv
 * 1903.09291). The official weights are CIFAR-10 classifiers: whole, sparse (with a mask for each block, branch or
 * channel) or pruned (with less of them).
 */
package studio.kintsugi.models.gal;
