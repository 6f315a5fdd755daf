package studio.kintsugi.evaluation;

import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.metrics.Metrics;

/**
 * How like its target a picture is.
 *
 * @param psnr dB; equal pictures count as 100 dB, so that means stay finite
 * @param ssim at most 1
 */
record Likeness(double psnr, double ssim) {
    private static final double MOST_DECIBELS = 100;

    Likeness {
        psnr = Math.min(psnr, MOST_DECIBELS);
    }

    static Likeness of(Picture picture, Picture target) {
        return new Likeness(Metrics.psnr(picture, target), Metrics.ssim(picture, target));
    }

    /** Of luma, without a border as wide as the scale, as papers on enlarging measure it. */
    static Likeness ofLuma(Picture picture, Picture target, int scale) {
        return new Likeness(Metrics.psnrY(picture, target, scale), Metrics.ssimY(picture, target, scale));
    }
}
