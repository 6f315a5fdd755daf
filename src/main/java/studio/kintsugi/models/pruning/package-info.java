/**
 * What pruning needs to know of any network: {@link studio.kintsugi.models.pruning.ChannelGroup}s of channels that
 * belong together, what removing them saves, and how the tensors are sliced. Which channels to remove is decided
 * elsewhere, by GAL ({@code models.gal}).
 */
package studio.kintsugi.models.pruning;
