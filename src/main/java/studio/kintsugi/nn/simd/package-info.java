/**
 * Chains of 3×3 convolutions with the JDK's Vector API, for networks with large maps and thin layers: an engine that
 * runs layer by layer spends as long moving such maps through memory as multiplying. Here each layer keeps six rows,
 * all layers move down the picture together, and each uses Winograd's F(4, 3) along the columns (Lavin and Gray, arXiv
 * 1509.09308).
 *
 * <p>{@link studio.kintsugi.nn.simd.VectorModule} says whether the Vector API is available and worth it on this
 * processor, {@link studio.kintsugi.nn.simd.VectorKernel} holds the vector arithmetic, {@link
 * studio.kintsugi.nn.simd.ConvLayer} is one layer, and {@link studio.kintsugi.nn.simd.ConvChain} runs them. {@link
 * studio.kintsugi.nn.simd.ResidualNorm} works on the engine's own tensors, between its convolutions, by two kernels
 * that give the same bits.
 */
package studio.kintsugi.nn.simd;
