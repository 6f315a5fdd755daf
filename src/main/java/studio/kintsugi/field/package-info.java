/**
 * Radiance fields as plain arrays, for whoever shows, exports or optimises one; no tensors and no window.
 *
 * <p>{@link studio.kintsugi.field.VoxelField} is density and colour on a grid, the representation that Dream Fields
 * (arXiv 2112.01455, section 2.1) are optimised and shown in here; the paper's own network is resampled into one.
 * {@link studio.kintsugi.field.FieldFile} reads and writes it, {@link studio.kintsugi.field.Occupancy} measures how its
 * density is distributed.
 */
package studio.kintsugi.field;
