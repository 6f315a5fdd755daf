/**
 * Dream Fields (arXiv 2112.01455): a prompt becomes a radiance field, optimised until a {@link
 * studio.kintsugi.models.dreamfields.Guidance} finds the prompt in its renderings (section 3).
 *
 * <p>Two fields. The paper's: {@link studio.kintsugi.models.dreamfields.Cones} are cut into Gaussians, {@link
 * studio.kintsugi.models.dreamfields.Encoding encoded}, shown to the network of {@link
 * studio.kintsugi.models.dreamfields.MlpField} and summed by {@link
 * studio.kintsugi.models.dreamfields.VolumeRendering}, as tensors that gradients pass through. And one that is fast on a
 * processor: {@link studio.kintsugi.models.dreamfields.VoxelField}, with a renderer and gradients of its own.
 */
package studio.kintsugi.models.dreamfields;
