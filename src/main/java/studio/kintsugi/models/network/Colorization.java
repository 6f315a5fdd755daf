package studio.kintsugi.models.network;

import ai.djl.ndarray.NDArray;

/**
 * A coloured sketch, and where its colours come from.
 *
 * @param picture (N, 3, H, W), RGB about 0–1, not clamped
 * @param queries (N, P, D), what the sketch's places ask for
 * @param attention (N, P, R), how much each place takes from each place of the memory
 */
public record Colorization(NDArray picture, NDArray queries, NDArray attention) {}
