package studio.kintsugi.imaging.metrics;

/** How often each of 256 values occurs in red, green, blue and in luminance (Rec. 709, as shown). */
public final class ChannelHistogram {
    /** Values of a channel. */
    public static final int BINS = 256;

    /** A channel, in the order of the counts. */
    public enum Channel { RED, GREEN, BLUE, LUMINANCE }

    private final int[][] counts = new int[Channel.values().length][BINS];
    private int pixels;

    private ChannelHistogram() {}

    /**
     * @param argb pixels as on the screen, 0xAARRGGBB; those that are wholly transparent don't count
     */
    public static ChannelHistogram of(int[] argb) {
        ChannelHistogram out = new ChannelHistogram();
        for (int pixel : argb) {
            if (pixel >>> 24 != 0) {
                out.add(pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255);
            }
        }
        return out;
    }

    private void add(int red, int green, int blue) {
        counts[Channel.RED.ordinal()][red]++;
        counts[Channel.GREEN.ordinal()][green]++;
        counts[Channel.BLUE.ordinal()][blue]++;
        counts[Channel.LUMINANCE.ordinal()][(int) Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue)]++;
        pixels++;
    }

    /** How many pixels have the value, 0–255. */
    public int count(Channel channel, int value) {
        return counts[channel.ordinal()][value];
    }

    /**
     * The largest count of the values between the darkest and the lightest, which are often clipped ones; at least 1.
     */
    public int highest() {
        int most = 1;
        for (int[] channel : counts) {
            for (int value = 1; value < BINS - 1; value++) {
                most = Math.max(most, channel[value]);
            }
        }
        return most;
    }

    /** Mean of a channel, 0–1; 0 of no pixels. */
    public double mean(Channel channel) {
        double sum = 0;
        for (int value = 0; value < BINS; value++) {
            sum += (double) value * count(channel, value);
        }
        return pixels == 0 ? 0 : sum / pixels / (BINS - 1);
    }

    /** Share of pixels, 0–1, that are as dark as can be in luminance. */
    public double black() {
        return pixels == 0 ? 0 : (double) count(Channel.LUMINANCE, 0) / pixels;
    }

    /** Share of pixels, 0–1, that are as light as can be in luminance. */
    public double white() {
        return pixels == 0 ? 0 : (double) count(Channel.LUMINANCE, BINS - 1) / pixels;
    }
}
