package studio.kintsugi.imaging.bmp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import studio.kintsugi.imaging.Resolution;

/**
 * A bitmap as its decoder takes it: one from a clipboard or a resource gets the file header that it lacks, and the
 * header with which opacity began is made the longer one that decoders expect opacity in.
 */
public final class BmpFile {
    private static final int FILE_HEADER = 14;
    private static final int INFO_HEADER = 40;
    /** Adobe's header, which has masks for the colours and opacity. */
    private static final int MASKED_HEADER = 56;
    private static final int LONG_HEADER = 108;
    private static final Set<Integer> HEADERS = Set.of(INFO_HEADER, 52, MASKED_HEADER, LONG_HEADER, 124);
    private static final int BIT_FIELDS = 3;
    private static final int SRGB = 0x73524742;
    /** The header that may have a profile, what says that the file has one, and where in the header that stands. */
    private static final int PROFILE_HEADER = 124;
    private static final int EMBEDDED = 0x4D424544;
    private static final int SPACE = 56;
    private static final int PROFILE = 112;

    private BmpFile() {}

    /** Whether a file begins as one without a file header does. */
    private static boolean isBare(byte[] head) {
        return head.length >= 4 && head[1] == 0 && head[2] == 0 && head[3] == 0 && HEADERS.contains(head[0] & 0xff);
    }

    /** The bytes for the decoder: the file's own wherever it takes them. */
    public static byte[] forDecoder(byte[] file) {
        byte[] whole = isBare(file) && file.length > INFO_HEADER ? withFileHeader(file) : file;
        ByteBuffer in = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        boolean masked = whole.length > FILE_HEADER + MASKED_HEADER && in.getInt(FILE_HEADER) == MASKED_HEADER
                && in.getInt(FILE_HEADER + 16) == BIT_FIELDS && in.getInt(FILE_HEADER + 52) != 0;
        return masked ? withLongHeader(whole) : whole;
    }

    private static byte[] withFileHeader(byte[] dib) {
        ByteBuffer in = ByteBuffer.wrap(dib).order(ByteOrder.LITTLE_ENDIAN);
        int header = in.getInt(0);
        int bits = in.getShort(14);
        int colors = in.getInt(32);
        int table = bits >= 1 && bits <= 8 ? 4 * (colors > 0 && colors <= 1 << bits ? colors : 1 << bits) : 0;
        int masks = header == INFO_HEADER && in.getInt(16) == BIT_FIELDS ? 12 : 0;
        return ByteBuffer.allocate(FILE_HEADER + dib.length).order(ByteOrder.LITTLE_ENDIAN).put((byte) 'B')
                .put((byte) 'M').putInt(FILE_HEADER + dib.length).putInt(0).putInt(FILE_HEADER + header + masks + table)
                .put(dib).array();
    }

    private static byte[] withLongHeader(byte[] file) {
        int more = LONG_HEADER - MASKED_HEADER;
        int end = FILE_HEADER + MASKED_HEADER;
        ByteBuffer out = ByteBuffer.allocate(file.length + more).order(ByteOrder.LITTLE_ENDIAN).put(file, 0, end)
                .putInt(SRGB).position(end + more).put(file, end, file.length - end);
        out.putInt(2, out.capacity()).putInt(10, out.getInt(10) + more).putInt(FILE_HEADER, LONG_HEADER);
        return out.array();
    }

    /** The ICC profile in a file, or null. */
    public static byte[] icc(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < FILE_HEADER + PROFILE_HEADER || in.getInt(FILE_HEADER) != PROFILE_HEADER
                || in.getInt(FILE_HEADER + SPACE) != EMBEDDED) {
            return null;
        }
        long from = FILE_HEADER + (in.getInt(FILE_HEADER + PROFILE) & 0xffffffffL);
        long size = in.getInt(FILE_HEADER + PROFILE + 4) & 0xffffffffL;
        return from + size > file.length ? null : Arrays.copyOfRange(file, (int) from, (int) (from + size));
    }

    /** The resolution that a header has, or null. */
    public static Resolution resolution(byte[] file) {
        ByteBuffer head = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        boolean known = head.limit() >= 46 && head.getInt(14) >= INFO_HEADER && head.getInt(38) > 0
                && head.getInt(42) > 0;
        return known ? new Resolution(head.getInt(38) * Resolution.INCH, head.getInt(42) * Resolution.INCH) : null;
    }
}
