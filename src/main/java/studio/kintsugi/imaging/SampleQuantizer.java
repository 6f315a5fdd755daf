package studio.kintsugi.imaging;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Turns rows of floats into the integers that files hold. */
public final class SampleQuantizer {
    private final RowSource source;
    private final float[][] row;
    private final float[][] written;

    public SampleQuantizer(RowSource source) {
        this.source = source;
        row = new float[Picture.CHANNELS + (source.hasAlpha() ? 1 : 0)][source.width()];
        boolean gray = source.isGray();
        if (!gray) {
            written = row;
        } else if (source.hasAlpha()) {
            written = new float[][] {row[0], row[Picture.CHANNELS]};
        } else {
            written = new float[][] {row[0]};
        }
    }

    /** {@code value} 0–1 as 0–{@code max}, to the nearest, halves up; out of range is clamped, NaN is 0. */
    public static int quantize(float value, int max) {
        float scaled = value * max + 0.5f;
        return scaled >= max ? max : scaled > 0 ? (int) scaled : 0;
    }

    /** Samples of a pixel in the file: grey or red, green, blue, and perhaps alpha. */
    public int count() {
        return written.length;
    }

    /** Puts row {@code y} into a buffer, interleaved, in its byte order. */
    public void put(int y, BitDepth depth, ByteBuffer out) throws IOException {
        source.row(y, row);
        for (int x = 0; x < source.width(); x++) {
            for (float[] channel : written) {
                switch (depth) {
                    case EIGHT -> out.put((byte) quantize(channel[x], 255));
                    case SIXTEEN -> out.putShort((short) quantize(channel[x], 65535));
                    case FLOAT -> out.putFloat(channel[x]);
                }
            }
        }
    }
}
