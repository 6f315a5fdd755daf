package studio.kintsugi.imaging.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import studio.kintsugi.imaging.Orientation;

/** Reads and sets the one field of an EXIF block that this program understands, in place. */
public final class Exif {
    private static final int ORIENTATION = 0x0112;
    private static final int ENTRY = 12;

    private Exif() {}

    /** The orientation, 1–8; 1 where the block has none or is damaged. */
    public static int orientation(byte[] exif) {
        int at = find(exif);
        if (at < 0) {
            return Orientation.NORMAL;
        }
        int value = order(exif).getShort(at) & 0xffff;
        return value >= 1 && value <= 8 ? value : Orientation.NORMAL;
    }

    /** A copy whose orientation is 1, all else byte for byte the same. */
    public static byte[] upright(byte[] exif) {
        byte[] copy = exif.clone();
        int at = find(copy);
        if (at >= 0) {
            order(copy).putShort(at, (short) Orientation.NORMAL);
        }
        return copy;
    }

    /** The block without the "Exif\0\0" that JPEG, and some PNG and WebP files, put in front. */
    public static byte[] bare(byte[] block) {
        boolean prefixed = block.length > 6 && block[0] == 'E' && block[1] == 'x' && block[2] == 'i'
                && block[3] == 'f' && block[4] == 0;
        return prefixed ? java.util.Arrays.copyOfRange(block, 6, block.length) : block;
    }

    private static ByteBuffer order(byte[] exif) {
        return ByteBuffer.wrap(exif).order(exif[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    /** Where the orientation's value stands, or -1. */
    private static int find(byte[] exif) {
        if (exif.length < 8 || exif[0] != exif[1] || exif[0] != 'I' && exif[0] != 'M') {
            return -1;
        }
        ByteBuffer in = order(exif);
        int directory = in.getInt(4);
        if (directory < 8 || directory > exif.length - 2) {
            return -1;
        }
        int entries = in.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            long at = directory + 2L + (long) i * ENTRY;
            if (at + ENTRY > exif.length) {
                return -1;
            }
            if ((in.getShort((int) at) & 0xffff) == ORIENTATION) {
                return (int) at + 8;
            }
        }
        return -1;
    }
}
