/**
 * Operations on pictures without a network: resampling ({@link studio.kintsugi.imaging.processing.Resample}), pyramids
 * of screen tiles, and line drawings of photos.
 */
package studio.kintsugi.imaging.processing;
