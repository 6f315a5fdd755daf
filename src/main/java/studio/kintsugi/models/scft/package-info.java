/**
 * Reference-Based Sketch Image Colorization (Lee et al., CVPR 2020, arXiv 2005.05207).
 *
 * <p>Section 3.1, the augmented self-reference: {@link studio.kintsugi.models.scft.ThinPlateSpline} warps a picture so
 * that it can be its own reference. Section 3.2, the spatially corresponding feature transfer (SCFT): {@link
 * studio.kintsugi.models.scft.Attention} says for each place of the sketch which places of the reference its colour
 * comes from. Section 3.3: {@link studio.kintsugi.models.scft.ScftLosses} and {@link
 * studio.kintsugi.models.scft.PatchDiscriminator}. The whole is {@link studio.kintsugi.models.scft.Scft}, in the
 * paper's size or smaller; the built-in model is a small one. {@link studio.kintsugi.models.scft.Style2Paint} is a
 * second network round the same attention, after a public re-implementation. Neither code nor weights were published
 * with the paper.
 *
 * <pre>{@code
 * try (ColorizationNetwork network = new ScftArchitecture().build(card.hyperParameters(), parameters)) {
 *     ReferenceFeatures features = network.remember(reference);         // (1, 3, H, W), RGB in 0–1
 *     Colorization colored = network.color(sketch, null, features);     // (1, 1, H, W), 1 is paper
 *     colored.picture();                                                // (1, 3, H, W)
 *     colored.attention();                                              // (1, places of sketch, places of reference)
 * }
 * }</pre>
 */
package studio.kintsugi.models.scft;
