package studio.kintsugi.models.deconvolution;

/**
 * What a picture seems to have been blurred with, and how far that is to be trusted.
 *
 * @param kernel balanced
 * @param trust 0 where the picture is best left as it is, 1 where the kernel is as good as certain
 */
record KernelEstimate(BlurKernel kernel, float trust) {
    /** Kernels with less spread, in pixels, are those of sharp or nearly sharp pictures; shakes have more. */
    private static final double SHARP = 1.3;
    private static final double BLURRED = 1.9;
    /** Where less of what is seen is explained there is hardly an edge to go by. */
    private static final double UNEXPLAINED = 0.15;
    private static final double EXPLAINED = 0.28;
    /** Where more of the gradients is noise it does not excuse what is unexplained any further. */
    private static final double MOST_NOISE = 0.9;
    /** {@link FineDetail} of shaken pictures, and of those that can't be. */
    private static final double SMOOTH = 0.46;
    private static final double FINE = 0.6;

    /**
     * @param explained share of the energy of the picture's gradients that the kernel explains, 0–1
     * @param noise share of it that is noise, as {@link GradientNoise} gives it: no kernel explains that
     * @param fineDetail as {@link FineDetail} gives it
     */
    static KernelEstimate of(BlurKernel kernel, double explained, double noise, double fineDetail) {
        return new KernelEstimate(kernel.balanced(), step(kernel.spread(), SHARP, BLURRED)
                * step(explained / (1 - Math.min(noise, MOST_NOISE)), UNEXPLAINED, EXPLAINED)
                * (1 - step(fineDetail, SMOOTH, FINE)));
    }

    /** From 0 to 1 between two values, smoothly. */
    private static float step(double value, double from, double to) {
        double t = Math.clamp((value - from) / (to - from), 0.0, 1.0);
        return (float) (t * t * (3 - 2 * t));
    }
}
