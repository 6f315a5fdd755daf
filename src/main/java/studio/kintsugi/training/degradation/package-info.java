/**
 * Seeded random degradations that turn a clean patch into a network's input: noise, blur, JPEG, downscaling,
 * reflections (arXiv 1904.00637, section 3.4).
 */
package studio.kintsugi.training.degradation;
