package studio.kintsugi.service.colorize;

import java.util.Arrays;

/**
 * Makes the colours of closed regions even, as in a cartoon: what is near to the colour of a region becomes that
 * colour, and what is far from it keeps what sets it apart. The more of a region agrees, the farther this reaches, so
 * that two things which no line divides keep their colours.
 */
final class RegionColors {
    /**
     * How far from a region's colour half of the difference is left, in the largest channel, where all of it agrees.
     */
    private static final float CLOSED = 0.6f;
    /** The same where a region runs to the edge of the picture: it is rather what is around things than a thing. */
    private static final float OPEN = 0.3f;
    /** Colours that are no farther than this from each other agree. */
    private static final float ALIKE = 0.12f;
    /** A region as near to white as this is paper. */
    private static final float PAPER = 0.1f;

    private final float[][] regions;

    /**
     * Finds the colour of each region, the median of each channel, and how far it reaches.
     *
     * @param colors planes of the drawing's size
     */
    private RegionColors(float[][] colors, ClosedRegions found, int width, int height) {
        regions = new float[found.count() + 1][];
        int[] starts = new int[found.count() + 2];
        int[] samples = found.samples(starts, width, height);
        boolean[] open = found.atEdge();
        for (int r = 1; r < regions.length; r++) {
            regions[r] = region(colors, samples, starts[r], starts[r + 1], open[r] ? OPEN : CLOSED);
        }
    }

    /** Red, green, blue and the reach; null where nothing of it is free of ink. */
    private static float[] region(float[][] colors, int[] samples, int from, int to, float reach) {
        if (from == to) {
            return null;
        }
        float[] out = new float[4];
        float[] values = new float[to - from];
        for (int c = 0; c < 3; c++) {
            for (int i = from; i < to; i++) {
                values[i - from] = colors[c][samples[i]];
            }
            Arrays.sort(values);
            out[c] = values[values.length / 2];
        }
        int alike = 0;
        for (int i = from; i < to; i++) {
            alike += distance(colors, samples[i], out) < ALIKE ? 1 : 0;
        }
        out[3] = reach * alike / (to - from);
        if (Math.min(out[0], Math.min(out[1], out[2])) > 1 - PAPER) {
            Arrays.fill(out, 0, 3, 1);
        }
        return out;
    }

    private static float distance(float[][] colors, int i, float[] region) {
        return Math.max(Math.abs(colors[0][i] - region[0]),
                Math.max(Math.abs(colors[1][i] - region[1]), Math.abs(colors[2][i] - region[2])));
    }

    /**
     * Evens colours out.
     *
     * @param colors planes of the drawing's size, which are changed
     */
    static void even(float[][] colors, LineLayer lines) {
        ClosedRegions found = new ClosedRegions(lines);
        RegionColors flat = new RegionColors(colors, found, lines.width(), lines.height());
        for (int y = 0, i = 0; y < lines.height(); y++) {
            for (int x = 0; x < lines.width(); x++, i++) {
                float[] region = flat.regions[found.at(x, y)];
                if (region != null) {
                    float far = distance(colors, i, region);
                    float keep = far == 0 ? 0 : far * far / (far * far + region[3] * region[3]);
                    for (int c = 0; c < 3; c++) {
                        colors[c][i] = region[c] + keep * (colors[c][i] - region[c]);
                    }
                }
            }
        }
    }
}
