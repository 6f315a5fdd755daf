package studio.kintsugi.imaging.tga;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Orientation;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.decode.DecodeLimits;
import studio.kintsugi.imaging.decode.Decoded;

/**
 * Decodes Targa pictures: grey, RGB and colour tables, plain or in run lengths, from any of the four corners, with
 * opacity where the file says that its attribute bits are that.
 */
public final class TgaDecoder {
    private static final int HEADER = 18;
    private static final int TABLE = 1;
    private static final int RGB = 2;
    private static final int GRAY = 3;
    private static final int PACKED = 8;
    private static final int FROM_RIGHT = 0x10;
    private static final int FROM_TOP = 0x20;
    private static final int ATTRIBUTE_BITS = 0x0F;
    private static final int FOOTER = 26;
    private static final String SIGNATURE = "TRUEVISION-XFILE.";
    /** Where the extension area says what attribute bits are, and the values that mean opacity. */
    private static final int ATTRIBUTE_TYPE = 494;
    private static final Set<Integer> OPACITY = Set.of(3, 4);
    private static final int PREMULTIPLIED = 4;

    private final ByteBuffer in;
    private final int kind;
    private final boolean packed;
    private final int tableStart;
    private final int tableBits;
    private final int bits;
    private final int descriptor;
    private final PictureSize size;
    private final int[] table;
    private final int attributeType;

    private TgaDecoder(byte[] file) throws IOException {
        if (file.length < HEADER) {
            throw new EOFException("Targa header cut short");
        }
        in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int idLength = file[0] & 0xff;
        int type = file[2] & 0xff;
        packed = (type & PACKED) != 0;
        kind = type & ~PACKED;
        tableStart = in.getShort(3) & 0xffff;
        tableBits = file[7] & 0xff;
        size = new PictureSize(in.getShort(12) & 0xffff, in.getShort(14) & 0xffff);
        bits = file[16] & 0xff;
        descriptor = file[17] & 0xff;
        boolean hasTable = file[1] == 1;
        int entries = hasTable ? in.getShort(5) & 0xffff : 0;
        boolean known = switch (kind) {
            case TABLE -> hasTable && (bits == 8 || bits == 16) && isColor(tableBits);
            case RGB -> isColor(bits);
            case GRAY -> bits == 8 || bits == 16;
            default -> false;
        };
        if (!known || file[1] < 0 || file[1] > 1) {
            throw new IOException("Targa of type " + type + " with " + bits + " bits");
        }
        attributeType = attributeType(file);
        int tableBytes = Math.ceilDiv(tableBits, 8);
        in.position(HEADER);
        skip(idLength);
        table = new int[kind == TABLE ? entries : 0];
        for (int i = 0; i < table.length; i++) {
            table[i] = color(value(tableBytes), tableBits);
        }
        skip(kind == TABLE ? 0 : entries * tableBytes);
    }

    private static boolean isColor(int bits) {
        return bits == 15 || bits == 16 || bits == 24 || bits == 32;
    }

    /** What the extension area says of attribute bits, or -1 where there is none. */
    private int attributeType(byte[] file) {
        int footer = file.length - FOOTER;
        if (footer < HEADER || !new String(file, footer + 8, SIGNATURE.length(), StandardCharsets.ISO_8859_1)
                .equals(SIGNATURE)) {
            return -1;
        }
        long at = (in.getInt(footer) & 0xffffffffL) + ATTRIBUTE_TYPE;
        return at > ATTRIBUTE_TYPE && at < file.length ? file[(int) at] & 0xff : -1;
    }

    private void skip(int bytes) throws EOFException {
        if (in.remaining() < bytes) {
            throw new EOFException("Targa cut short");
        }
        in.position(in.position() + bytes);
    }

    private int value(int bytes) throws EOFException {
        if (in.remaining() < bytes) {
            throw new EOFException("Targa cut short");
        }
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (in.get() & 0xff) << 8 * i;
        }
        return value;
    }

    /** Opacity, red, green and blue of eight bits from a value as it is stored. */
    private static int color(int value, int bits) {
        return switch (bits) {
            case 24 -> 0xff000000 | value;
            case 32 -> value;
            default -> (value >> 15 & 1) * 0xff000000 | five(value >> 10) << 16 | five(value >> 5) << 8 | five(value);
        };
    }

    private static int five(int value) {
        return Math.round((value & 31) * 255 / 31f);
    }

    /** The size as shown. */
    public static PictureSize size(byte[] file) throws IOException {
        return new TgaDecoder(file).size;
    }

    /**
     * Decodes a whole file.
     *
     * @throws EOFException where it is cut short
     */
    public static Decoded decode(byte[] file, String name) throws IOException, PictureException {
        TgaDecoder tga = new TgaDecoder(file);
        DecodeLimits.check(name, tga.size.width(), tga.size.height(), 5 * Float.BYTES);
        try {
            return tga.decode();
        } catch (BufferUnderflowException e) {
            throw new EOFException("Targa cut short");
        }
    }

    private Decoded decode() throws IOException {
        int count = size.width() * size.height();
        boolean gray = kind == GRAY;
        boolean hasAlpha = hasAlpha();
        boolean deep = gray && bits == 16 && !hasAlpha;
        float[] first = new float[count];
        float[][] planes = gray ? new float[][] {first, first, first}
                : new float[][] {first, new float[count], new float[count]};
        float[] alpha = hasAlpha ? new float[count] : null;
        int bytes = Math.ceilDiv(bits, 8);
        boolean seen = false;
        for (int i = 0, run = 0, value = 0; i < count; i++) {
            boolean literal = !packed;
            if (packed) {
                if (run == 0) {
                    int head = value(1);
                    // the sign tells runs of single pixels from runs of one pixel
                    run = (head & 0x80) == 0 ? (head & 0x7F) + 1 : -(head & 0x7F) - 1;
                    value = run < 0 ? value(bytes) : value;
                }
                literal = run > 0;
                run -= Integer.signum(run);
            }
            value = literal ? value(bytes) : value;
            int to = place(i);
            int color = gray ? 0 : kind == TABLE ? fromTable(value) : color(value, bits);
            if (gray) {
                first[to] = deep ? (value & 0xffff) / 65535f : (value & 0xff) / 255f;
            } else {
                planes[0][to] = (color >> 16 & 0xff) / 255f;
                planes[1][to] = (color >> 8 & 0xff) / 255f;
                planes[2][to] = (color & 0xff) / 255f;
            }
            if (hasAlpha) {
                alpha[to] = (gray ? value >> 8 & 0xff : color >>> 24) / 255f;
                seen |= alpha[to] > 0;
            }
        }
        // where nothing could be seen, the bits were left empty
        float[] opacity = seen ? alpha : null;
        if (opacity != null && attributeType == PREMULTIPLIED) {
            divide(planes, opacity, gray ? 1 : 3);
        }
        return new Decoded(size.width(), size.height(), planes, opacity, gray, deep ? BitDepth.SIXTEEN : BitDepth.EIGHT,
                ColorProfile.SRGB, Metadata.NONE, Orientation.NORMAL, List.of());
    }

    /**
     * Eight bits beside 24 are opacity though many writers don't say so. A single bit means opacity to some programs
     * and its opposite to others, so that it counts only where told.
     */
    private boolean hasAlpha() {
        int colorBits = kind == TABLE ? tableBits : bits;
        if (kind == GRAY) {
            return bits == 16 && (descriptor & ATTRIBUTE_BITS) == 8 && !toldOtherwise();
        }
        return colorBits == 32 && !toldOtherwise() || colorBits == 16 && OPACITY.contains(attributeType);
    }

    private boolean toldOtherwise() {
        return attributeType >= 0 && !OPACITY.contains(attributeType);
    }

    private int fromTable(int value) throws IOException {
        int index = value - tableStart;
        if (index < 0 || index >= table.length) {
            throw new IOException("colour " + value + " is not in the table");
        }
        return table[index];
    }

    /** Where the pixel stored at {@code index} is shown. */
    private int place(int index) {
        int x = index % size.width();
        int y = index / size.width();
        int column = (descriptor & FROM_RIGHT) == 0 ? x : size.width() - 1 - x;
        int row = (descriptor & FROM_TOP) == 0 ? size.height() - 1 - y : y;
        return row * size.width() + column;
    }

    private static void divide(float[][] planes, float[] opacity, int colors) {
        for (int i = 0; i < opacity.length; i++) {
            for (int c = 0; c < colors; c++) {
                planes[c][i] = opacity[i] > 0 ? Math.min(1, planes[c][i] / opacity[i]) : 0;
            }
        }
    }
}
