package studio.kintsugi.imaging.jpeg;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Resolution;
import studio.kintsugi.imaging.TextEntry;
import studio.kintsugi.imaging.metadata.ExtendedXmp;
import studio.kintsugi.imaging.metadata.PhotoshopResources;

/** The segments of a JPEG file: what stands beside the compressed pixels. */
public final class JpegFile {
    static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    static final byte[] XMP = "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.ISO_8859_1);
    static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);
    static final byte[] PHOTOSHOP = "Photoshop 3.0\0".getBytes(StandardCharsets.ISO_8859_1);
    static final byte[] EXTENDED_XMP = "http://ns.adobe.com/xmp/extension/\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int PER_INCH = 1;
    private static final int PER_CENTIMETRE = 2;
    private static final byte[] JFIF_SEGMENT =
            {(byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};
    private static final int TABLES = 0xDB;
    private static final int TABLE_ENTRIES = 64;
    private static final int RESTART = 0xD0;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP13 = 0xED;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COMMENT = 0xFE;

    /** @param from where the marker's 0xFF stands; {@code to} is past the segment's end. */
    private record Segment(int marker, int from, int to) {}

    private final byte[] file;
    private final List<Segment> segments = new ArrayList<>();
    private int start;
    private int end;
    private int width;
    private int height;
    private int components;
    private boolean namedRgb;

    private JpegFile(byte[] file) {
        this.file = file;
    }

    /**
     * Finds the segments, up to the first scan, and with {@code whole} the end of the picture too.
     *
     * @throws EOFException where the file ends before the picture does
     */
    public static JpegFile parse(byte[] file, boolean whole) throws IOException {
        JpegFile jpeg = new JpegFile(file);
        jpeg.parseHeader();
        if (whole) {
            jpeg.end = jpeg.findEnd();
        }
        return jpeg;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** 1 grey, 3 colour, 4 CMYK or YCCK. */
    public int components() {
        return components;
    }

    /** EXIF, put together where it was too long for one segment; or null. */
    public byte[] exif() {
        List<byte[]> parts = payloads(APP1, EXIF);
        int count = Math.min(1, parts.size());
        while (count > 0 && count < parts.size() && !isExifBeginning(parts.get(count))) {
            count++;
        }
        return count == 0 ? null : join(parts.subList(0, count));
    }

    private static boolean isExifBeginning(byte[] part) {
        return part.length > 1 && part[0] == part[1] && (part[0] == 'I' || part[0] == 'M');
    }

    /** EXIF, IPTC, XMP, Photoshop's resources, comments and the resolution. */
    public Metadata metadata() {
        byte[] photoshop = join(payloads(APP13, PHOTOSHOP));
        List<TextEntry> comments = payloads(COMMENT, new byte[0]).stream().map(JpegFile::comment).toList();
        return new Metadata(exif(), PhotoshopResources.iptc(photoshop), xmp())
                .withResources(PhotoshopResources.others(photoshop)).withTexts(comments).withResolution(resolution());
    }

    private byte[] xmp() {
        byte[] main = payloads(APP1, XMP).stream().findFirst().orElse(null);
        List<byte[]> more = payloads(APP1, EXTENDED_XMP);
        return main == null || more.isEmpty() ? main : ExtendedXmp.join(main, more);
    }

    /** The density of the JFIF segment, or null where it has none. */
    private Resolution resolution() {
        for (byte[] jfif : payloads(APP0, JFIF)) {
            if (jfif.length >= 7 && (jfif[2] == PER_INCH || jfif[2] == PER_CENTIMETRE)) {
                ByteBuffer in = ByteBuffer.wrap(jfif);
                double unit = jfif[2] == PER_INCH ? 1 : 100 * Resolution.INCH;
                double x = (in.getShort(3) & 0xffff) * unit;
                double y = (in.getShort(5) & 0xffff) * unit;
                return x > 0 && y > 0 ? new Resolution(x, y) : null;
            }
        }
        return null;
    }

    /** A comment, in UTF-8 where it is that, else in Latin-1. */
    private static TextEntry comment(byte[] body) {
        int end = body.length;
        while (end > 0 && body[end - 1] == 0) {
            end--;
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body, 0, end)).toString();
        } catch (CharacterCodingException e) {
            text = new String(body, 0, end, StandardCharsets.ISO_8859_1);
        }
        return new TextEntry(TextEntry.COMMENT, text);
    }

    /** The ICC profile put together from its numbered parts, or null where there is none or one is missing. */
    public byte[] icc() {
        TreeMap<Integer, byte[]> parts = new TreeMap<>();
        int count = 0;
        for (byte[] part : payloads(APP2, ICC)) {
            if (part.length > 2) {
                count = part[1] & 0xff;
                parts.put(part[0] & 0xff, Arrays.copyOfRange(part, 2, part.length));
            }
        }
        return parts.isEmpty() || parts.size() != count ? null : join(List.copyOf(parts.values()));
    }

    /**
     * The file without metadata, so that a decoder neither trips over it nor converts colours.
     *
     * @param keepIcc whether to leave the ICC profile in
     */
    public byte[] forDecoder(boolean keepIcc) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(end - start + 32);
        out.write(0xFF);
        out.write(SOI);
        boolean marked = segments.stream().anyMatch(s -> s.marker == APP0 || s.marker == APP14);
        if (!marked && components == 3 && !namedRgb && exif() != null) {
            out.writeBytes(JFIF_SEGMENT);
        }
        for (Segment s : segments) {
            boolean metadata = s.marker > APP0 && s.marker <= APP15 && s.marker != APP14 || s.marker == COMMENT;
            if (s.from < start && isWideTable(s)) {
                writeWideTable(s, out);
            } else if (s.from < start && (!metadata || keepIcc && s.marker == APP2)) {
                out.write(file, s.from, s.to - s.from);
            }
        }
        out.write(file, start, end - start);
        return out.toByteArray();
    }

    private boolean isWideTable(Segment s) {
        return s.marker == TABLES && s.to - s.from > 4 && (file[s.from + 4] & 0xf0) != 0;
    }

    /**
     * Writes quantisation tables of which the first has entries of 16 bits. The decoder cuts such entries down to 8
     * bits, but looks at a segment's first table alone: so one of 8 bits comes first, which the next replaces.
     */
    private void writeWideTable(Segment s, ByteArrayOutputStream out) {
        int length = s.to - s.from - 2 + 1 + TABLE_ENTRIES;
        out.write(0xFF);
        out.write(TABLES);
        out.write(length >> 8);
        out.write(length);
        out.write(file[s.from + 4] & 0x0f);
        byte[] ones = new byte[TABLE_ENTRIES];
        Arrays.fill(ones, (byte) 1);
        out.writeBytes(ones);
        out.write(file, s.from + 4, s.to - s.from - 4);
    }

    private void parseHeader() throws IOException {
        int marker = readSegments(2);
        if (marker == EOI) {
            throw new EOFException("no scan");
        }
        if (width == 0 || height == 0) {
            throw new IOException("no frame");
        }
    }

    /**
     * Collects segments from {@code at} on, up to a scan or the end of the picture, whose marker is returned; leaves
     * {@link #start} at that marker. Bytes that belong to no segment are passed over, as libjpeg does.
     */
    private int readSegments(int from) throws IOException {
        int at = from;
        while (true) {
            while (u8(at) != 0xFF) {
                at++;
            }
            while (u8(at) == 0xFF) {
                at++;
            }
            int marker = u8(at++);
            if (marker == SOS || marker == EOI) {
                at -= 2;
                start = at;
                return marker;
            }
            if (marker <= 0x01 || marker >= RESTART && marker <= SOI) {
                continue;
            }
            int length = u16(at);
            if (length < 2) {
                throw new IOException("segment of length " + length);
            }
            int to = at + length;
            if (to > file.length) {
                throw new EOFException("segment past the end");
            }
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                parseFrame(at);
            }
            segments.add(new Segment(marker, at - 2, to));
            at = to;
        }
    }

    private void parseFrame(int at) throws IOException {
        height = u16(at + 3);
        width = u16(at + 5);
        components = u8(at + 7);
        namedRgb = components == 3 && u8(at + 8) == 'R' && u8(at + 11) == 'G' && u8(at + 14) == 'B';
    }

    /** Walks over all scans, and over the segments between them, to the end of the picture. */
    private int findEnd() throws IOException {
        int first = start;
        int marker = SOS;
        while (marker != EOI) {
            marker = readSegments(skipScan(start + 2));
        }
        int past = start + 2;
        start = first;
        return past;
    }

    /** Where the marker after the compressed data of a scan stands. */
    private int skipScan(int header) throws IOException {
        int at = header + u16(header);
        while (true) {
            while (u8(at) != 0xFF) {
                at++;
            }
            int next = u8(at + 1);
            if (next != 0 && next != 0xFF && (next < RESTART || next >= SOI)) {
                return at;
            }
            at += next == 0xFF ? 1 : 2;
        }
    }

    private List<byte[]> payloads(int marker, byte[] name) {
        List<byte[]> found = new ArrayList<>();
        for (Segment s : segments) {
            int from = s.from + 4;
            if (s.marker == marker && s.to - from >= name.length
                    && Arrays.equals(file, from, from + name.length, name, 0, name.length)) {
                found.add(Arrays.copyOfRange(file, from + name.length, s.to));
            }
        }
        return found;
    }

    private static byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private int u8(int at) throws EOFException {
        if (at >= file.length) {
            throw new EOFException("header cut short");
        }
        return file[at] & 0xff;
    }

    private int u16(int at) throws EOFException {
        return u8(at) << 8 | u8(at + 1);
    }
}
