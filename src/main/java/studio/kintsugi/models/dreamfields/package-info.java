/**
 * Dream Fields (arXiv 2112.01455): a prompt becomes a radiance field, optimised until a {@link
 * studio.kintsugi.models.dreamfields.Guidance} finds the prompt in its renderings (section 3). {@link
 * studio.kintsugi.models.dreamfields.Dream} optimises a voxel field, which is fast on a processor: random views over
 * random backgrounds ({@link studio.kintsugi.models.dreamfields.Background}), the score's gradient through the
 * renderer, and a loss on the transmittance (section 3.2). {@link studio.kintsugi.models.dreamfields.ViewFitting} fits
 * the same field to given views.
 *
 * <p>The paper's own field, a network, is in {@link studio.kintsugi.models.dreamfields.network}; the voxel field and
 * its renderer are in {@link studio.kintsugi.field}.
 */
package studio.kintsugi.models.dreamfields;
