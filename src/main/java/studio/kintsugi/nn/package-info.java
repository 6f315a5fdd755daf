/**
 * Tensor mathematics that several networks share. Static functions hold the mathematics, {@link Parameters} holds
 * the weights, and a network is a function of the two.
 *
 * <p>Activations are NCHW in shape and channels-last in memory: a 1×1 or depthwise convolution is then up to four
 * times faster on a processor, and normalisation over channels reads memory in order. {@link Functional#channelsLast}
 * brings a tensor into that layout and every function here keeps it.
 *
 * <p>Results belong to the manager of the first argument. {@link Functional#scoped} frees what a block leaves behind.
 */
package studio.kintsugi.nn;
