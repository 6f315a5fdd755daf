package studio.kintsugi.imaging;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Turns float planes into the integers that files hold. */
final class Samples {
    private Samples() {}

    /** {@code value} 0–1 as 0–{@code max}, to the nearest, halves up; out of range is clamped, NaN is 0. */
    static int quantise(float value, int max) {
        float scaled = value * max + 0.5f;
        return scaled >= max ? max : scaled > 0 ? (int) scaled : 0;
    }

    /** Whether a picture is to be written with one colour channel: it came so, and still is so. */
    static boolean grey(Picture picture) {
        float[] red = picture.plane(0);
        return picture.info().grey() && picture.info().profile().equals(ColorProfile.SRGB)
                && (red == picture.plane(1) || Arrays.equals(red, picture.plane(1)))
                && (red == picture.plane(2) || Arrays.equals(red, picture.plane(2)));
    }

    /** The planes a file holds, in order. */
    static float[][] channels(Picture picture, boolean grey) {
        int colours = grey ? 1 : Picture.CHANNELS;
        float[] alpha = picture.alpha().orElse(null);
        float[][] channels = new float[colours + (alpha == null ? 0 : 1)][];
        for (int c = 0; c < colours; c++) {
            channels[c] = picture.plane(c);
        }
        if (alpha != null) {
            channels[colours] = alpha;
        }
        return channels;
    }

    /** Puts {@code count} pixels from index {@code from} on into a buffer, interleaved, in its byte order. */
    static void interleave(float[][] channels, int from, int count, BitDepth depth, ByteBuffer out) {
        for (int i = from; i < from + count; i++) {
            for (float[] channel : channels) {
                switch (depth) {
                    case EIGHT -> out.put((byte) quantise(channel[i], 255));
                    case SIXTEEN -> out.putShort((short) quantise(channel[i], 65535));
                    case FLOAT -> out.putFloat(channel[i]);
                }
            }
        }
    }
}
