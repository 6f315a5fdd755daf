package studio.kintsugi.models.scft;

import java.util.List;

/** What an SCFT network costs. */
final class ScftCost {
    /** A convolution of 3×3. */
    private static final double TAPS = 9;

    private ScftCost() {}

    /**
     * Multiply–accumulate operations of all convolutions and linear layers for each pixel of the sketch, with one
     * reference of its size. Without the products of attention, which no pruning changes and which grow with the
     * picture.
     */
    static double macs(ScftConfig c) {
        double d = c.features();
        double macs = encoder(c, c.sketchChannels(), c.sketch()) + encoder(c, c.referenceChannels(), c.reference());
        macs += (3 + 2 * TAPS * c.blocks()) * d * d * places(c, c.grid());
        int top = 2 * c.grid() + 2;
        double inner = c.channels(c.grid());
        macs += TAPS * inner * (2 * d + (c.palette() ? 3 : 0) + inner + c.sketch().get(top - 2)) * places(c, c.grid());
        for (int level = c.grid() - 1; level >= 0; level--) {
            double out = c.channels(level);
            double in = c.channels(level + 1) + c.sketch().get(2 * level + 1) + out + c.sketch().get(2 * level);
            macs += TAPS * out * in * places(c, level);
        }
        return macs + TAPS * c.base() * c.referenceChannels() * places(c, 0);
    }

    private static double encoder(ScftConfig c, int inputs, List<Integer> widths) {
        double macs = 0;
        double in = inputs;
        for (int i = 0; i < widths.size(); i++) {
            macs += TAPS * in * widths.get(i) * places(c, i / 2);
            in = widths.get(i);
        }
        return macs + (double) ScftConfig.gathered(widths) * c.width() * places(c, c.grid());
    }

    /** Places of a level for each pixel. */
    private static double places(ScftConfig c, int level) {
        double side = c.fold() << level;
        return 1 / (side * side);
    }
}
