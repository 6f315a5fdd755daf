/**
 * The paper's own field as a network (Dream Fields, arXiv 2112.01455, section 3; mip-NeRF, arXiv 2103.13415): rays as
 * cones that are cut into Gaussians, their encoding, the network, volume rendering as tensors that gradients pass
 * through, and its optimisation towards a prompt or towards given views.
 */
package studio.kintsugi.models.dreamfields.network;
