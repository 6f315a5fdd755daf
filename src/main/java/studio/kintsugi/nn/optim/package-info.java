/**
 * The one home of optimisers. They work on flat arrays of float32, so that a run's whole state is a few arrays that
 * can be saved: {@link studio.kintsugi.nn.optim.AdamW} (arXiv 1711.05101), {@link studio.kintsugi.nn.optim.Muon} for
 * weights that are matrices, {@link studio.kintsugi.nn.optim.ArrayAdam} for voxel grids, {@link
 * studio.kintsugi.nn.optim.Fista} for sparse masks (GAL, arXiv 1903.09291, section 3.4) and {@link
 * studio.kintsugi.nn.optim.Sgd} as PyTorch has it. {@link studio.kintsugi.nn.optim.FlatParameters} shows a network's
 * tensors as one vector.
 */
package studio.kintsugi.nn.optim;
