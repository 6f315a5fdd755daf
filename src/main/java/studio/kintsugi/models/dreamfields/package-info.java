/**
 * Dream Fields (arXiv 2112.01455): a prompt becomes a radiance field, optimised until a {@link
 * studio.kintsugi.models.dreamfields.Guidance} finds the prompt in its renderings (section 3).
 *
 * <p>There are two kinds of field. The one optimised here is fast on a processor: a {@link
 * studio.kintsugi.field.VoxelField}, with a renderer and gradients of its own. The paper's own, a network, lies in {@link
 * studio.kintsugi.models.dreamfields.network}.
 */
package studio.kintsugi.models.dreamfields;
