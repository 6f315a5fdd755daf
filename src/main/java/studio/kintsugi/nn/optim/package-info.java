/**
 * Optimisers over flat arrays of parameters, so that their state is saved and resumed exactly: {@link
 * studio.kintsugi.nn.optim.AdamW}, {@link studio.kintsugi.nn.optim.Sgd}, {@link studio.kintsugi.nn.optim.Muon}
 * (orthogonalised momentum for matrices) and {@link studio.kintsugi.nn.optim.Fista}, which GAL's sparse masks need
 * (arXiv 1903.09291, section 3.4). Steps whose gradients are not finite are skipped.
 */
package studio.kintsugi.nn.optim;
