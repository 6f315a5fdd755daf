/**
 * The field of the Dream Fields paper (arXiv 2112.01455, section 3 and appendix), a network as in mip-NeRF (arXiv
 * 2103.13415): {@link studio.kintsugi.models.dreamfields.network.ConicalFrustums} along each ray become Gaussians,
 * {@link studio.kintsugi.models.dreamfields.network.Encoding} gives their integrated positional encoding, {@link
 * studio.kintsugi.models.dreamfields.network.MlpField} maps that to density and colour, and {@link
 * studio.kintsugi.models.dreamfields.network.VolumeRendering} sums along the ray. {@link
 * studio.kintsugi.models.dreamfields.network.NetworkDream} optimises it for a prompt with the paper's cameras,
 * backgrounds and schedules; {@link studio.kintsugi.models.dreamfields.network.MlpFitting} fits it to views; {@link
 * studio.kintsugi.models.dreamfields.network.NetworkGrid} samples it into a voxel field to be shown.
 */
package studio.kintsugi.models.dreamfields.network;
