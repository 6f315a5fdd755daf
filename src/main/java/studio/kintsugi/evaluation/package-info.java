/**
 * How good and how fast things are. {@link studio.kintsugi.evaluation.Evaluation} compares what a model makes of
 * pictures with the truth (PSNR and SSIM); {@link studio.kintsugi.evaluation.MachineBenchmark} measures how fast a
 * machine runs networks, optimises a radiance field and draws the viewport. The command line's {@code evaluate} and
 * {@code bench} print what comes of it.
 */
package studio.kintsugi.evaluation;
