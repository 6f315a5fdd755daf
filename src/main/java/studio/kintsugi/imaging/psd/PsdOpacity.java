package studio.kintsugi.imaging.psd;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The channel of opacity of a flattened picture, which the decoder takes for one of 8 bits whatever it is; and the
 * white ground taken out of the colours again that Photoshop has laid under them.
 */
final class PsdOpacity {
    private static final int PLAIN = 0;
    private static final int PACKED = 1;

    private PsdOpacity() {}

    /**
     * Reads one channel.
     *
     * @param from where in the file the pixels begin
     * @param channel counted from 0, of {@code channels}
     * @param bits of a sample: 8, 16 or 32
     * @param wide whether packed lengths have four bytes, as in large files
     * @return values 0–1, or empty where all channels are packed as one
     */
    static Optional<float[]> read(Path file, long from, int channel, int channels, int width, int height, int bits,
            boolean wide) throws IOException {
        try (FileChannel in = FileChannel.open(file)) {
            in.position(from);
            DataInputStream data = new DataInputStream(new BufferedInputStream(Channels.newInputStream(in)));
            int compression = data.readShort();
            if (compression != PLAIN && compression != PACKED) {
                return Optional.empty();
            }
            int rowBytes = Math.multiplyExact(width, bits / Byte.SIZE);
            int[] packed = new int[compression == PACKED ? height : 0];
            long before = 0;
            for (int i = 0; compression == PACKED && i < channels * height; i++) {
                int length = wide ? data.readInt() : data.readUnsignedShort();
                if (length < 0) {
                    throw new IOException("a row of " + length + " bytes");
                }
                before += i < channel * height ? length : 0;
                if (i / height == channel) {
                    packed[i % height] = length;
                }
            }
            data.skipNBytes(compression == PACKED ? before : (long) channel * height * rowBytes);
            float[] plane = new float[Math.multiplyExact(width, height)];
            byte[] row = new byte[rowBytes];
            for (int y = 0; y < height; y++) {
                if (compression == PACKED) {
                    unpack(data, packed[y], row);
                } else {
                    data.readFully(row);
                }
                samples(row, bits, plane, y * width, width);
            }
            return Optional.of(plane);
        }
    }

    /** Undoes PackBits of {@code length} bytes. */
    private static void unpack(DataInputStream in, int length, byte[] row) throws IOException {
        int left = length;
        int to = 0;
        while (left > 0 && to < row.length) {
            int code = in.readByte();
            left--;
            int count = Math.min(row.length - to, code >= 0 ? code + 1 : 1 - code);
            if (code >= 0) {
                in.readFully(row, to, count);
                left -= count;
                to += count;
            } else if (code != Byte.MIN_VALUE) {
                Arrays.fill(row, to, to + count, in.readByte());
                left--;
                to += count;
            }
        }
        if (to < row.length || left < 0) {
            throw new EOFException("a row of opacity cut short");
        }
        in.skipNBytes(left);
    }

    private static void samples(byte[] row, int bits, float[] plane, int to, int width) {
        int bytes = bits / Byte.SIZE;
        for (int x = 0; x < width; x++) {
            long value = 0;
            for (int b = 0; b < bytes; b++) {
                value = value << Byte.SIZE | row[x * bytes + b] & 0xff;
            }
            plane[to + x] = value / (float) ((1L << bits) - 1);
        }
    }

    /** Takes white out of colours that were laid on it. */
    static void takeOutWhite(float[][] planes, float[] alpha) {
        for (int i = 0; i < alpha.length; i++) {
            float a = alpha[i];
            for (float[] plane : planes) {
                plane[i] = a > 0 ? Math.clamp((plane[i] - (1 - a)) / a, 0, 1) : 0;
            }
        }
    }
}
