package studio.kintsugi.imaging.png;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import studio.kintsugi.imaging.metadata.Exif;
import studio.kintsugi.imaging.metadata.PhotoshopResources;

/** Colour profile, EXIF, IPTC and XMP in the side chunks of PNG. */
final class PngMetadata {
    static final int ICCP = 0x69434350;
    static final int EXIF = 0x65584966;
    static final int ITXT = 0x69545874;
    static final int ZTXT = 0x7A545874;
    static final int TEXT = 0x74455874;
    private static final String XMP_KEY = "XML:com.adobe.xmp";
    private static final String RAW_KEY = "Raw profile type ";
    private static final int MAX_INFLATED = 64 << 20;

    private byte[] icc;
    private byte[] exif;
    private byte[] iptc;
    private byte[] xmp;

    byte[] icc() {
        return icc;
    }

    byte[] exif() {
        return exif;
    }

    byte[] iptc() {
        return iptc;
    }

    byte[] xmp() {
        return xmp;
    }

    /** Looks at one side chunk; a damaged one is passed over. */
    void take(int type, byte[] body) {
        try {
            switch (type) {
                case ICCP -> icc = inflate(body, afterZero(body, 0) + 1);
                case EXIF -> exif = Exif.bare(body);
                case ITXT -> takeInternational(body);
                case ZTXT -> takeRaw(key(body), inflate(body, afterZero(body, 0) + 1));
                case TEXT -> takeRaw(key(body), Arrays.copyOfRange(body, afterZero(body, 0), body.length));
                default -> { }
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
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
    static byte[] iptcChunk(byte[] iptc) throws IOException {
        byte[] block = PhotoshopResources.of(iptc);
        StringBuilder text = new StringBuilder("\niptc\n%8d\n".formatted(block.length));
        for (int i = 0; i < block.length; i += 36) {
            text.append(HexFormat.of().formatHex(block, i, Math.min(block.length, i + 36))).append('\n');
        }
        return deflated(RAW_KEY + "iptc\0\0", text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private void takeInternational(byte[] body) throws IOException {
        if (!key(body).equals(XMP_KEY)) {
            return;
        }
        int flags = afterZero(body, 0);
        int text = afterZero(body, afterZero(body, flags + 2));
        xmp = body[flags] == 1 ? inflate(body, text) : Arrays.copyOfRange(body, text, body.length);
    }

    private void takeRaw(String key, byte[] text) {
        if (!key.startsWith(RAW_KEY)) {
            return;
        }
        String[] parts = new String(text, StandardCharsets.ISO_8859_1).strip().split("\\s+", 3);
        byte[] block = HexFormat.of().parseHex(parts[2].replaceAll("\\s", ""));
        switch (key.substring(RAW_KEY.length())) {
            case "iptc" -> iptc = PhotoshopResources.iptc(block);
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
