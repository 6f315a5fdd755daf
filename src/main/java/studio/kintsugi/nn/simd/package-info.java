/**
 * Chains of 3×3 convolutions in the processor's vector registers, through the JDK's Vector API, for networks with large
 * maps and thin layers: an engine that runs layer by layer spends as long moving such maps through memory as
 * multiplying. Here each layer keeps six rows, and all layers move down the picture together.
 *
 * <p>{@link studio.kintsugi.nn.simd.VectorModule} says whether the Vector API is available, {@link
 * studio.kintsugi.nn.simd.VectorKernel} holds the vector arithmetic, {@link studio.kintsugi.nn.simd.ConvLayer} is one
 * layer, and {@link studio.kintsugi.nn.simd.ConvChain} runs them.
 */
package studio.kintsugi.nn.simd;
