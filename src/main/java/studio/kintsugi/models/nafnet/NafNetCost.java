package studio.kintsugi.models.nafnet;

/** What a NAFNet costs, counted from its convolutions as the paper's tables do. */
public final class NafNetCost {
    private NafNetCost() {}

    /**
     * Multiply–accumulate operations of one forward pass.
     *
     * @param pixels of the input
     */
    public static double macs(NafNetConfig c, long pixels) {
        double perPixel = 2.0 * 9 * c.channels() * c.width();
        double area = 1;
        double channels = c.width();
        int levels = c.encoders().size();
        for (int level = 0; level < levels; level++) {
            int blocks = c.encoders().get(level) + c.decoders().get(levels - 1 - level);
            perPixel += area * blocks * block(channels);
            // down: 2×2 with stride 2, c to 2c; up: 1×1 at the lower level, 2c to 4c
            perPixel += area * 2 * channels * channels + area / 4 * 8 * channels * channels;
            area /= 4;
            channels *= 2;
        }
        return (perPixel + area * c.middle() * block(channels)) * pixels;
    }

    /** 1×1 c→2c, depthwise 3×3 on 2c, 1×1 c→c, 1×1 c→2c, 1×1 c→c. */
    private static double block(double c) {
        return 6 * c * c + 18 * c;
    }
}
