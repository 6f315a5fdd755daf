package studio.kintsugi.imaging.hdr;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ColorTag;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Orientation;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.color.PngColor;
import studio.kintsugi.imaging.decode.DecodeLimits;
import studio.kintsugi.imaging.decode.Decoded;

/**
 * Decodes Radiance's pictures: red, green and blue of eight bits with an exponent for all three, plain or in one of
 * two run length codes.
 */
public final class RadianceDecoder {
    /** BT.709's primaries, linear. */
    private static final ColorTag LINEAR = new ColorTag("cICP", new byte[] {1, 8, 0, 1});
    private static final Pattern SIZE = Pattern.compile("([-+])([XY]) +(\\d{1,9}) +([-+])([XY]) +(\\d{1,9})");
    private static final int LONGEST_LINE = 4096;
    private static final int MOST_LINES = 1000;
    private static final int SHORTEST_PACKED = 8;
    private static final int LONGEST_PACKED = 32767;
    private static final int BIAS = 128 + 8;

    private final DataInputStream in;
    private final boolean rowsFirst;
    private final boolean fromBelow;
    private final boolean fromRight;
    private final int lines;
    private final int length;

    private RadianceDecoder(DataInputStream in) throws IOException {
        this.in = in;
        if (!line(in).startsWith("#?")) {
            throw new IOException("not a Radiance picture");
        }
        int count = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.startsWith("FORMAT=") && !line.contains("32-bit_rle_rgbe") || ++count > MOST_LINES) {
                throw new IOException(line);
            }
        }
        String size = line(in);
        Matcher m = SIZE.matcher(size);
        if (!m.matches() || m.group(2).equals(m.group(5))) {
            throw new IOException("size " + size);
        }
        rowsFirst = m.group(2).equals("Y");
        fromBelow = m.group(rowsFirst ? 1 : 4).equals("+");
        fromRight = m.group(rowsFirst ? 4 : 1).equals("-");
        lines = Integer.parseInt(m.group(3));
        length = Integer.parseInt(m.group(6));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            text.append((char) b);
            if (text.length() > LONGEST_LINE) {
                throw new IOException("a line without an end");
            }
        }
        return text.toString().strip();
    }

    private static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }

    /** The size as shown. */
    public static PictureSize size(Path file) throws IOException {
        try (DataInputStream in = open(file)) {
            return new RadianceDecoder(in).size();
        }
    }

    /**
     * Decodes a whole file.
     *
     * @throws java.io.EOFException where it is cut short
     */
    public static Decoded decode(Path file, String name) throws IOException, PictureException {
        try (DataInputStream in = open(file)) {
            RadianceDecoder decoder = new RadianceDecoder(in);
            PictureSize size = decoder.size();
            DecodeLimits.check(name, size.width(), size.height(), 4 * Float.BYTES);
            return new Decoded(size.width(), size.height(), decoder.planes(size), null, false, BitDepth.FLOAT,
                    PngColor.profile(List.of(LINEAR)), Metadata.NONE, Orientation.NORMAL, List.of());
        }
    }

    private PictureSize size() {
        return rowsFirst ? new PictureSize(length, lines) : new PictureSize(lines, length);
    }

    private float[][] planes(PictureSize size) throws IOException {
        float[][] planes = new float[3][size.width() * size.height()];
        byte[] line = new byte[Math.multiplyExact(4, length)];
        for (int l = 0; l < lines; l++) {
            read(line);
            for (int i = 0; i < length; i++) {
                int x = rowsFirst ? i : l;
                int y = rowsFirst ? l : i;
                int row = fromBelow ? size.height() - 1 - y : y;
                int to = row * size.width() + (fromRight ? size.width() - 1 - x : x);
                int exponent = line[4 * i + 3] & 0xff;
                float scale = exponent == 0 ? 0 : Math.scalb(1f, exponent - BIAS);
                for (int c = 0; c < 3; c++) {
                    planes[c][to] = (line[4 * i + c] & 0xff) * scale;
                }
            }
        }
        return planes;
    }

    /** Reads one line of pixels of four bytes. */
    private void read(byte[] line) throws IOException {
        in.readFully(line, 0, 4);
        boolean packed = line[0] == 2 && line[1] == 2 && line[2] >= 0 && length >= SHORTEST_PACKED
                && length <= LONGEST_PACKED;
        if (!packed) {
            readRepeated(line);
            return;
        }
        if (((line[2] & 0xff) << 8 | line[3] & 0xff) != length) {
            throw new IOException("a line of another length");
        }
        for (int c = 0; c < 4; c++) {
            for (int i = 0; i < length;) {
                int code = in.readUnsignedByte();
                boolean run = code > 128;
                int count = run ? code - 128 : code;
                if (count == 0 || count > length - i) {
                    throw new IOException("a run of " + count);
                }
                byte value = run ? in.readByte() : 0;
                for (; count > 0; count--, i++) {
                    line[4 * i + c] = run ? value : in.readByte();
                }
            }
        }
    }

    /** Pixels one by one, the first of which is there; 1, 1, 1, n means the one before n times more. */
    private void readRepeated(byte[] line) throws IOException {
        int shift = 0;
        for (int i = 0; i < length;) {
            if (i > 0 || shift > 0) {
                in.readFully(line, 4 * i, 4);
            }
            boolean repeat = i > 0 && line[4 * i] == 1 && line[4 * i + 1] == 1 && line[4 * i + 2] == 1;
            if (!repeat) {
                i++;
                shift = 0;
                continue;
            }
            long count = (long) (line[4 * i + 3] & 0xff) << shift;
            shift += 8;
            if (count > length - i || shift > 24) {
                throw new IOException("a run of " + count);
            }
            for (; count > 0; count--, i++) {
                System.arraycopy(line, 4 * i - 4, line, 4 * i, 4);
            }
        }
    }
}
