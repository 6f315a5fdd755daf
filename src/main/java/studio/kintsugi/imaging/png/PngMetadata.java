package studio.kintsugi.imaging.png;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import studio.kintsugi.imaging.ColorTag;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Resolution;
import studio.kintsugi.imaging.TextEntry;
import studio.kintsugi.imaging.metadata.Exif;
import studio.kintsugi.imaging.metadata.PhotoshopResources;

/** Colour profile, EXIF, IPTC and XMP in the side chunks of PNG. */
final class PngMetadata {
    static final int ICCP = 0x69434350;
    static final int EXIF = 0x65584966;
    static final int ITXT = 0x69545874;
    static final int ZTXT = 0x7A545874;
    static final int TEXT = 0x74455874;
    static final int PHYS = 0x70485973;
    static final int ACTL = 0x6163544C;
    private static final int SRGB = 0x73524742;
    private static final int GAMA = 0x67414D41;
    private static final int CHRM = 0x6348524D;
    private static final int CICP = 0x63494350;
    private static final int METRE = 1;
    private static final int LONGEST_KEYWORD = 79;
    private static final int MOST_TEXT = 16 << 20;
    private static final String XMP_KEY = "XML:com.adobe.xmp";
    private static final String RAW_KEY = "Raw profile type ";
    private static final int MAX_INFLATED = 64 << 20;

    private byte[] icc;
    private byte[] exif;
    private byte[] iptc;
    private byte[] xmp;
    private byte[] resources;
    private Resolution resolution;
    private boolean plainSrgb;
    private int frames = 1;
    private int textLength;
    private final List<ColorTag> tags = new ArrayList<>();
    private final List<TextEntry> texts = new ArrayList<>();

    /** All of it but the colours. */
    Metadata metadata() {
        return new Metadata(exif, iptc, xmp).withResources(resources).withResolution(resolution).withTexts(texts);
    }

    /** How many frames an animation has; 1 for a still. */
    int frames() {
        return frames;
    }

    /** gAMA, cHRM and cICP, as far as they count: an sRGB chunk or a profile overrules all but cICP. */
    List<ColorTag> colorTags(boolean hasProfile) {
        boolean cicp = tags.stream().anyMatch(t -> t.name().equals("cICP"));
        return (hasProfile || plainSrgb) && !cicp ? List.of() : List.copyOf(tags);
    }

    byte[] icc() {
        return icc;
    }

    byte[] exif() {
        return exif;
    }

    /** Looks at one side chunk; a damaged one is passed over. */
    void take(int type, byte[] body) {
        try {
            switch (type) {
                case ICCP -> icc = inflate(body, afterZero(body, 0) + 1);
                case EXIF -> exif = Exif.bare(body);
                case ITXT -> takeInternational(body);
                case ZTXT -> takeText(key(body), inflate(body, afterZero(body, 0) + 1));
                case TEXT -> takeText(key(body), Arrays.copyOfRange(body, afterZero(body, 0), body.length));
                case PHYS -> takeResolution(ByteBuffer.wrap(body));
                case ACTL -> frames = ByteBuffer.wrap(body).getInt();
                case SRGB -> plainSrgb = true;
                case GAMA -> tags.add(new ColorTag("gAMA", body));
                case CHRM -> tags.add(new ColorTag("cHRM", body));
                case CICP -> tags.add(new ColorTag("cICP", body));
                default -> { }
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException
                | BufferUnderflowException damaged) {
            // What stands beside the picture is not worth refusing the picture for.
            return;
        }
    }

    /** Body of an iCCP chunk. */
    static byte[] iccChunk(byte[] icc) throws IOException {
        return deflated("ICC profile\0\0", icc);
    }

    /** Body of an iTXt chunk with an XMP packet, uncompressed as the XMP specification asks. */
    static byte[] xmpChunk(byte[] xmp) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((XMP_KEY + "\0\0\0\0\0").getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(xmp);
        return out.toByteArray();
    }

    /** Body of a zTXt chunk with IPTC in hexadecimal, the form that other programs agree on. */
    static byte[] iptcChunk(byte[] block) throws IOException {
        StringBuilder text = new StringBuilder("\niptc\n").append(" ".repeat(8 - String.valueOf(block.length).length()))
                .append(block.length).append('\n');
        for (int i = 0; i < block.length; i += 36) {
            text.append(HexFormat.of().formatHex(block, i, Math.min(block.length, i + 36))).append('\n');
        }
        return deflated(RAW_KEY + "iptc\0\0", text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Body of a pHYs chunk. */
    static byte[] resolutionChunk(Resolution resolution) {
        return ByteBuffer.allocate(9).putInt((int) Math.round(resolution.x() / Resolution.INCH))
                .putInt((int) Math.round(resolution.y() / Resolution.INCH)).put((byte) METRE).array();
    }

    /** Whether a text can be a tEXt chunk; else it is an iTXt one. */
    static boolean isPlain(TextEntry entry) {
        return entry.language().isEmpty() && entry.translation().isEmpty() && entry.text().indexOf('\0') < 0
                && StandardCharsets.ISO_8859_1.newEncoder().canEncode(entry.text());
    }

    /** Body of a tEXt or an iTXt chunk. */
    static byte[] textChunk(TextEntry entry) {
        String key = entry.keyword().length() > LONGEST_KEYWORD ? entry.keyword().substring(0, LONGEST_KEYWORD)
                : entry.keyword();
        boolean plain = isPlain(entry);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((key + "\0").getBytes(StandardCharsets.ISO_8859_1));
        if (!plain) {
            out.writeBytes(("\0\0" + entry.language() + "\0" + entry.translation() + "\0")
                    .getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes(entry.text().getBytes(plain ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private void takeResolution(ByteBuffer in) {
        double x = perInch(in.getInt());
        double y = perInch(in.getInt());
        resolution = in.get() == METRE && x > 0 && y > 0 ? new Resolution(x, y) : null;
    }

    /** Pixels per inch; a whole number where one was meant, for pixels per metre are rounded. */
    private static double perInch(int perMetre) {
        double exact = perMetre * Resolution.INCH;
        return Math.abs(exact - Math.rint(exact)) <= Resolution.INCH / 2 ? Math.rint(exact) : exact;
    }

    private void takeInternational(byte[] body) throws IOException {
        int flags = afterZero(body, 0);
        int translation = afterZero(body, flags + 2);
        int text = afterZero(body, translation);
        byte[] content = body[flags] == 1 ? inflate(body, text) : Arrays.copyOfRange(body, text, body.length);
        if (key(body).equals(XMP_KEY)) {
            xmp = content;
        } else {
            add(new TextEntry(key(body), new String(content, StandardCharsets.UTF_8),
                    new String(body, flags + 2, translation - flags - 3, StandardCharsets.UTF_8),
                    new String(body, translation, text - translation - 1, StandardCharsets.UTF_8)));
        }
    }

    private void takeText(String key, byte[] text) {
        if (key.startsWith(RAW_KEY)) {
            takeRaw(key, text);
        } else {
            add(new TextEntry(key, new String(text, StandardCharsets.ISO_8859_1)));
        }
    }

    /** Texts that together are longer than any that people write are passed over. */
    private void add(TextEntry entry) {
        textLength += Math.min(entry.text().length() + entry.translation().length(), MOST_TEXT);
        if (!entry.keyword().isEmpty() && textLength <= MOST_TEXT) {
            texts.add(entry);
        }
    }

    private void takeRaw(String key, byte[] text) {
        String[] parts = new String(text, StandardCharsets.ISO_8859_1).strip().split("\\s+", 3);
        byte[] block = HexFormat.of().parseHex(parts[2].replaceAll("\\s", ""));
        switch (key.substring(RAW_KEY.length())) {
            case "iptc", "8bim" -> {
                iptc = PhotoshopResources.iptc(block);
                resources = PhotoshopResources.others(block);
            }
            case "exif", "APP1" -> exif = exif == null ? Exif.bare(block) : exif;
            case "xmp" -> xmp = xmp == null ? block : xmp;
            default -> { }
        }
    }

    private static String key(byte[] body) {
        return new String(body, 0, afterZero(body, 0) - 1, StandardCharsets.ISO_8859_1);
    }

    private static int afterZero(byte[] body, int from) {
        int at = from;
        while (body[at] != 0) {
            at++;
        }
        return at + 1;
    }

    private static byte[] inflate(byte[] body, int from) throws IOException {
        try (InflaterInputStream in =
                new InflaterInputStream(new ByteArrayInputStream(body, from, body.length - from))) {
            byte[] out = in.readNBytes(MAX_INFLATED);
            if (in.read() >= 0) {
                throw new IOException("side chunk inflates without end");
            }
            return out;
        }
    }

    private static byte[] deflated(String head, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        try (OutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(content);
        }
        return out.toByteArray();
    }
}
