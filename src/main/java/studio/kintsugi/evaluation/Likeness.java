package studio.kintsugi.evaluation;

import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.metrics.Metrics;

/**
 * How like its target a picture is.
 *
 * @param psnr dB; equal pictures count as 100 dB, so that means stay finite
 * @param ssim at most 1
 * @param distance as it looks to a network of features, NaN where none was asked
 */
record Likeness(double psnr, double ssim, double distance) {
    private static final double MOST_DECIBELS = 100;

    Likeness {
        psnr = Math.min(psnr, MOST_DECIBELS);
    }

    static Likeness of(Picture picture, Picture target, PerceptualDistance perceptual) {
        return new Likeness(Metrics.psnr(picture, target), Metrics.ssim(picture, target),
                distance(picture, target, perceptual));
    }

    /**
     * Of luma, without a border as wide as the scale, as papers on enlarging measure it; the distance is of the
     * whole picture.
     */
    static Likeness ofLuma(Picture picture, Picture target, int scale, PerceptualDistance perceptual) {
        return new Likeness(Metrics.psnrY(picture, target, scale), Metrics.ssimY(picture, target, scale),
                distance(picture, target, perceptual));
    }

    private static double distance(Picture picture, Picture target, PerceptualDistance perceptual) {
        return perceptual == null ? Double.NaN : perceptual.between(picture, target);
    }
}
