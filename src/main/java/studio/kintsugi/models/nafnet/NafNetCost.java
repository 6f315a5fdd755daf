package studio.kintsugi.models.nafnet;

import java.util.List;

/** What a NAFNet costs, counted from its convolutions as the paper's tables do. */
public final class NafNetCost {
    private NafNetCost() {}

    /**
     * Multiply–accumulate operations of one forward pass.
     *
     * @param pixels of the input
     */
    public static double macs(NafNetConfig c, long pixels) {
        double perPixel = 9.0 * (2 * c.channels() + c.guides()) * c.width();
        double channels = c.width();
        for (int level = 0; level < c.encoders().size(); level++) {
            double area = area(level);
            // down: 2×2 with stride 2, c to 2c; up: 1×1 at the lower level, 2c to 4c
            perPixel += area * 2 * channels * channels + area / 4 * 8 * channels * channels;
            channels *= 2;
        }
        List<NafNetConfig.Place> places = c.places();
        for (int i = 0; i < places.size(); i++) {
            NafNetConfig.Place p = places.get(i);
            perPixel += area(p.level()) * block(p.width(), c.attention().get(i), c.feedForward().get(i));
        }
        return perPixel * pixels;
    }

    /** Pixels of a level for each of the input's. */
    private static double area(int level) {
        return Math.scalb(1.0, -2 * level);
    }

    /** 1×1 c→2a, depthwise 3×3 on 2a, 1×1 a→c, 1×1 c→2f, 1×1 f→c. */
    private static double block(double c, double a, double f) {
        return 3 * c * a + 18 * a + 3 * c * f;
    }
}
