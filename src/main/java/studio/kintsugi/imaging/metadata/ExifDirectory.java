package studio.kintsugi.imaging.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One directory of an EXIF block, read and changed where it stands, so that offsets elsewhere stay true. */
final class ExifDirectory {
    static final int SHORT = 3;
    static final int LONG = 4;
    static final int RATIONAL = 5;
    static final int ENTRY = 12;

    private final ByteBuffer block;
    private final int offset;

    private ExifDirectory(ByteBuffer block, int offset) {
        this.block = block;
        this.offset = offset;
    }

    /** The directory at an offset, or null where none fits there. */
    static ExifDirectory at(byte[] exif, long offset) {
        ByteBuffer block = order(exif);
        if (block == null || offset < 8 || offset > exif.length - 2) {
            return null;
        }
        int entries = block.getShort((int) offset) & 0xffff;
        return offset + 2 + (long) entries * ENTRY > exif.length ? null : new ExifDirectory(block, (int) offset);
    }

    /** The first directory of a block, or null where there is none. */
    static ExifDirectory first(byte[] exif) {
        ByteBuffer block = order(exif);
        return block == null ? null : at(exif, block.getInt(4) & 0xffffffffL);
    }

    /** The block in its byte order, or null where it is no TIFF stream. */
    static ByteBuffer order(byte[] exif) {
        if (exif.length < 8 || exif[0] != exif[1] || exif[0] != 'I' && exif[0] != 'M') {
            return null;
        }
        return ByteBuffer.wrap(exif).order(exif[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    int offset() {
        return offset;
    }

    int entries() {
        return block.getShort(offset) & 0xffff;
    }

    /** Where the entry of a tag stands, or -1. */
    int find(int tag) {
        for (int i = 0; i < entries(); i++) {
            int at = offset + 2 + i * ENTRY;
            if ((block.getShort(at) & 0xffff) == tag) {
                return at;
            }
        }
        return -1;
    }

    /** The value of a SHORT or LONG, or -1. */
    long number(int tag) {
        int at = find(tag);
        if (at < 0) {
            return -1;
        }
        return switch (block.getShort(at + 2)) {
            case SHORT -> block.getShort(at + 8) & 0xffff;
            case LONG -> block.getInt(at + 8) & 0xffffffffL;
            default -> -1;
        };
    }

    /** The value of a RATIONAL, or 0. */
    double rational(int tag) {
        int at = find(tag);
        if (at < 0 || block.getShort(at + 2) != RATIONAL) {
            return 0;
        }
        long where = block.getInt(at + 8) & 0xffffffffL;
        if (where + 8 > block.limit()) {
            return 0;
        }
        long below = block.getInt((int) where + 4) & 0xffffffffL;
        return below == 0 ? 0 : (block.getInt((int) where) & 0xffffffffL) / (double) below;
    }

    /** Whether a field of bytes says more than blanks and zeros after its first {@code from} bytes. */
    boolean hasContent(int tag, int from) {
        int at = find(tag);
        long length = at < 0 ? 0 : block.getInt(at + 4) & 0xffffffffL;
        long where = length <= 4 ? at + 8L : block.getInt(at + 8) & 0xffffffffL;
        for (long i = from; i < length && where + i < block.limit(); i++) {
            if (block.get((int) (where + i)) > ' ') {
                return true;
            }
        }
        return false;
    }

    /** Sets a SHORT or LONG that is there already. */
    void set(int tag, int value) {
        int at = find(tag);
        if (at < 0) {
            return;
        }
        if (block.getShort(at + 2) == SHORT && value <= 0xffff) {
            block.putInt(at + 8, 0).putShort(at + 8, (short) value);
        } else {
            block.putShort(at + 2, (short) LONG).putInt(at + 4, 1).putInt(at + 8, value);
        }
    }

    /** Takes an entry out; those after it move up. */
    void remove(int tag) {
        int at = find(tag);
        if (at < 0) {
            return;
        }
        int end = offset + 2 + entries() * ENTRY;
        int tail = Math.min(4, block.limit() - end);
        byte[] rest = new byte[end + tail - at - ENTRY];
        block.get(at + ENTRY, rest).put(at, rest);
        block.putShort(offset, (short) (entries() - 1));
    }

    /** The offset of the directory after this one, 0 where there is none. */
    long next() {
        int at = offset + 2 + entries() * ENTRY;
        return at + 4 > block.limit() ? 0 : block.getInt(at) & 0xffffffffL;
    }

    void endChain() {
        int at = offset + 2 + entries() * ENTRY;
        if (at + 4 <= block.limit()) {
            block.putInt(at, 0);
        }
    }
}
