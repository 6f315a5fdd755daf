package studio.kintsugi.imaging.tiff;

import java.nio.ByteOrder;

/** Samples of 1–64 bits one after the other: whole bytes in the file's order, all others highest bit first. */
final class SampleBits {
    private final byte[] bytes;
    private final boolean little;
    private long bit;

    SampleBits(byte[] bytes, ByteOrder order) {
        this.bytes = bytes;
        little = order == ByteOrder.LITTLE_ENDIAN;
    }

    /** Goes to a bit, counted from the first byte's highest. */
    void seek(long to) {
        bit = to;
    }

    /** The next sample, unsigned. */
    long next(int bits) {
        long value = 0;
        if (bits % 8 == 0 && bit % 8 == 0) {
            int from = (int) (bit / 8);
            int count = bits / 8;
            for (int i = 0; i < count; i++) {
                value = value << 8 | bytes[little ? from + count - 1 - i : from + i] & 0xff;
            }
            bit += bits;
            return value;
        }
        for (int i = 0; i < bits; i++, bit++) {
            value = value << 1 | bytes[(int) (bit >> 3)] >> 7 - (bit & 7) & 1;
        }
        return value;
    }
}
