/** Dream Fields (arXiv 2112.01455): a prompt becomes a radiance field, optimised until a {@link
 * studio.kintsugi.models.dreamfields.Guidance} finds the prompt in its renderings (section 3). */
package studio.kintsugi.models.dreamfields;
