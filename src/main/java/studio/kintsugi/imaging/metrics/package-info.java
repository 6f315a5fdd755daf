/**
 * How alike pictures are: {@link studio.kintsugi.imaging.metrics.Metrics} has the peak signal-to-noise ratio and the
 * structural similarity (Wang et al., IEEE TIP 2004), each over red, green and blue and over luma as super-resolution
 * benchmarks give them; {@link studio.kintsugi.imaging.metrics.ColorHistogram} compares which colours there are,
 * wherever they are. The one place of the PSNR formula: training, evaluation and dreams all ask here.
 */
package studio.kintsugi.imaging.metrics;
