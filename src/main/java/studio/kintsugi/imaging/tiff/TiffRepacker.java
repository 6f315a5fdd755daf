package studio.kintsugi.imaging.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Rewrites a picture whose samples have an uncommon number of bits (3, 10, 12, 24 …) as an uncompressed TIFF of 8 or
 * 16 bits in memory, every other field of meaning as it was, so that a common decoder can do the rest.
 */
final class TiffRepacker {
    private static final int HEADER = 8;
    private static final int EXTRA_SAMPLES = 338;
    private static final int INK_SET = 332;
    private static final int COLOR_MAP = 320;
    private static final int RGB = 2;

    private final TiffDirectory directory;
    private final TiffLayout layout;
    private final TiffSegments segments;
    private final int depth;
    /** The table of a picture with colours by number and more samples beside, which becomes RGB with those; or null. */
    private final long[] table;
    private final int samples;
    private final ByteBuffer out;

    private TiffRepacker(TiffDirectory directory, TiffLayout layout, TiffDirectory.Source source) throws IOException {
        this.directory = directory;
        this.layout = layout;
        segments = new TiffSegments(layout, source);
        depth = Arrays.stream(layout.bits()).max().orElseThrow() > 8 ? 16 : 8;
        boolean mixed = layout.photometric() == TiffLayout.PALETTE && layout.samples() > 1;
        table = mixed ? directory.numbers(COLOR_MAP) : null;
        samples = layout.samples() + (mixed ? 2 : 0);
        long size = HEADER + (long) layout.width() * layout.height() * samples * (depth / 8);
        if (size > Integer.MAX_VALUE - HEADER) {
            throw new IOException("TIFF of more than 2 GB");
        }
        out = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The picture as a TIFF file of 8 bits a sample where all had at most 8, else of 16. */
    static byte[] repack(TiffDirectory directory, TiffLayout layout, TiffDirectory.Source source) throws IOException {
        return new TiffRepacker(directory, layout, source).repack();
    }

    private byte[] repack() throws IOException {
        int index = 0;
        for (int first = 0; first < layout.samples(); first += layout.samplesInSegment()) {
            for (int row = 0; row < layout.segmentsDown(); row++) {
                for (int column = 0; column < layout.segmentsAcross(); column++) {
                    segment(index++, first, row * layout.segmentHeight(), column * layout.segmentWidth());
                }
            }
        }
        return file();
    }

    private void segment(int index, int first, int top, int left) throws IOException {
        int rowBytes = layout.rowBytes(first);
        int rows = Math.min(layout.segmentHeight(), layout.height() - top);
        int columns = Math.min(layout.segmentWidth(), layout.width() - left);
        SampleBits in = new SampleBits(segments.read(index, Math.multiplyExact(rowBytes, rows)), layout.order());
        int count = layout.samplesInSegment();
        long[] before = new long[count];
        for (int y = 0; y < rows; y++) {
            in.seek((long) y * rowBytes * 8);
            Arrays.fill(before, 0);
            int to = HEADER + ((top + y) * layout.width() + left) * samples * (depth / 8);
            for (int x = 0; x < columns; x++) {
                for (int s = 0; s < count; s++) {
                    int bits = layout.bits()[first + s];
                    long top1 = (1L << bits) - 1;
                    long value = in.next(bits);
                    if (layout.differences()) {
                        value = value + before[s] & top1;
                        before[s] = value;
                    }
                    if (table != null) {
                        putMixed(to, first + s, value, top1);
                    } else {
                        put(to, first + s, layout.photometric() == TiffLayout.PALETTE ? value : scaled(value, top1));
                    }
                }
                to += samples * (depth / 8);
            }
        }
    }

    private long scaled(long value, long top) {
        return Math.round((double) value * ((1 << depth) - 1) / top);
    }

    /** The three colours that a number stands for, or a sample beside it. */
    private void putMixed(int pixel, int sample, long value, long top) {
        int entries = table.length / 3;
        for (int c = 0; sample == 0 && c < 3; c++) {
            put(pixel, c, value < entries ? table[c * entries + (int) value] >> 16 - depth : 0);
        }
        if (sample > 0) {
            put(pixel, sample + 2, scaled(value, top));
        }
    }

    private void put(int pixel, int sample, long value) {
        if (depth == 8) {
            out.put(pixel + sample, (byte) value);
        } else {
            out.putShort(pixel + 2 * sample, (short) value);
        }
    }

    private byte[] file() {
        TiffDirectory plain = new TiffDirectory(ByteOrder.LITTLE_ENDIAN);
        int[] bits = new int[samples];
        Arrays.fill(bits, depth);
        plain.putLongs(256, layout.width());
        plain.putLongs(257, layout.height());
        plain.putShorts(258, bits);
        plain.putShorts(259, TiffLayout.NONE);
        plain.putShorts(262, table == null ? layout.photometric() : RGB);
        plain.putLongs(273, HEADER);
        plain.putShorts(277, samples);
        plain.putLongs(278, layout.height());
        plain.putLongs(279, out.capacity() - HEADER);
        plain.putShorts(284, 1);
        copyShorts(plain, EXTRA_SAMPLES);
        copyShorts(plain, INK_SET);
        if (layout.photometric() == TiffLayout.PALETTE && table == null) {
            colorMap(plain);
        }
        byte[] icc = directory.bytes(TiffDirectory.ICC);
        if (icc != null) {
            plain.putBytes(TiffDirectory.ICC, TiffDirectory.UNDEFINED, icc);
        }
        ByteBuffer file = ByteBuffer.allocate(Math.addExact(out.capacity() + 1, plain.size()))
                .order(ByteOrder.LITTLE_ENDIAN);
        int at = out.capacity() + (out.capacity() & 1);
        TiffDirectory.putHeader(file, at);
        file.put(HEADER, out.array(), HEADER, out.capacity() - HEADER);
        file.position(at);
        plain.write(file, 0);
        return file.array();
    }

    private void copyShorts(TiffDirectory plain, int tag) {
        long[] values = directory.numbers(tag);
        if (values.length > 0) {
            plain.putShorts(tag, Arrays.stream(values).mapToInt(v -> (int) v).toArray());
        }
    }

    /** The colour table with as many entries as {@link #depth} can count. */
    private void colorMap(TiffDirectory plain) {
        long[] given = directory.numbers(COLOR_MAP);
        int entries = given.length / 3;
        int[] map = new int[3 << depth];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < Math.min(entries, 1 << depth); i++) {
                map[(c << depth) + i] = (int) given[c * entries + i];
            }
        }
        plain.putShorts(COLOR_MAP, map);
    }
}
