/**
 * Chains of 3×3 convolutions in the processor's vector registers, through the JDK's Vector API, for networks whose maps
 * are large and whose layers are thin: an engine that runs layer by layer spends as long moving such maps through memory
 * as multiplying. Here each layer keeps six rows, and all layers move down the picture together.
 *
 * <p>{@link studio.kintsugi.nn.lanes.VectorModule} says whether the Vector API is at hand,
 * {@link studio.kintsugi.nn.lanes.Kernel} holds what is done to vectors, {@link studio.kintsugi.nn.lanes.ConvLayer} is
 * one layer, and {@link studio.kintsugi.nn.lanes.ConvChain} runs them.
 */
package studio.kintsugi.nn.lanes;
