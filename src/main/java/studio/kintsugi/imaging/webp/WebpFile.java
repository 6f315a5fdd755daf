package studio.kintsugi.imaging.webp;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.metadata.Exif;

/** The chunks of a WebP file. */
public final class WebpFile {
    private static final int HEAD = 12;
    private static final int ICC_FLAG = 0x20;
    private static final int ALPHA_FLAG = 0x10;
    private static final int EXIF_FLAG = 0x08;
    private static final int XMP_FLAG = 0x04;
    private static final int ANIMATION_FLAG = 0x02;

    private final Map<String, byte[]> chunks = new LinkedHashMap<>();
    private final byte[] file;

    private WebpFile(byte[] file) {
        this.file = file;
    }

    /**
     * Finds the chunks.
     *
     * @throws EOFException where the file is shorter than it says
     */
    public static WebpFile parse(byte[] file) throws IOException {
        WebpFile webp = new WebpFile(file);
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long end = 8 + (in.getInt(4) & 0xffffffffL);
        if (end > file.length) {
            throw new EOFException("shorter than it says");
        }
        int at = HEAD;
        while (at + 8 <= end) {
            String name = new String(file, at, 4, StandardCharsets.ISO_8859_1);
            int size = in.getInt(at + 4);
            if (size < 0 || at + 8L + size > end) {
                throw new EOFException("chunk past the end");
            }
            webp.chunks.putIfAbsent(name, Arrays.copyOfRange(file, at + 8, at + 8 + size));
            at += 8 + size + (size & 1);
        }
        return webp;
    }

    public byte[] icc() {
        return chunks.get("ICCP");
    }

    public byte[] exif() {
        byte[] exif = chunks.get("EXIF");
        return exif == null ? null : Exif.bare(exif);
    }

    public byte[] xmp() {
        return chunks.get("XMP ");
    }

    /** The file without profile and metadata, so that a decoder converts no colours. */
    public byte[] forDecoder() {
        byte[] extended = chunks.get("VP8X");
        if (extended == null || (extended[0] & ANIMATION_FLAG) != 0) {
            return file;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
        byte[] plain = extended.clone();
        plain[0] &= ALPHA_FLAG;
        append(out, "VP8X", plain);
        appendPicture(out);
        return riff(out.toByteArray());
    }

    /**
     * The file with profile and metadata round its picture.
     *
     * @param hasAlpha whether the picture has transparent places
     */
    byte[] extended(int width, int height, boolean hasAlpha, PictureInfo info) {
        Optional<byte[]> icc = info.profile().icc();
        Optional<byte[]> exif = info.metadata().exif();
        Optional<byte[]> xmp = info.metadata().xmp();
        byte flags = (byte) ((icc.isPresent() ? ICC_FLAG : 0) | (hasAlpha ? ALPHA_FLAG : 0)
                | (exif.isPresent() ? EXIF_FLAG : 0) | (xmp.isPresent() ? XMP_FLAG : 0));
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
        append(out, "VP8X", ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).put(flags)
                .put(4, (byte) (width - 1)).putShort(5, (short) (width - 1 >> 8))
                .put(7, (byte) (height - 1)).putShort(8, (short) (height - 1 >> 8)).array());
        icc.ifPresent(block -> append(out, "ICCP", block));
        appendPicture(out);
        exif.ifPresent(block -> append(out, "EXIF", Exif.upright(block)));
        xmp.ifPresent(block -> append(out, "XMP ", block));
        return riff(out.toByteArray());
    }

    private void appendPicture(ByteArrayOutputStream out) {
        for (String name : new String[] {"ALPH", "VP8 ", "VP8L"}) {
            if (chunks.containsKey(name)) {
                append(out, name, chunks.get(name));
            }
        }
    }

    private static void append(ByteArrayOutputStream out, String name, byte[] body) {
        ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        head.put(name.getBytes(StandardCharsets.ISO_8859_1)).putInt(body.length);
        out.writeBytes(head.array());
        out.writeBytes(body);
        if ((body.length & 1) == 1) {
            out.write(0);
        }
    }

    private static byte[] riff(byte[] body) {
        ByteBuffer out = ByteBuffer.allocate(HEAD + body.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(4 + body.length);
        return out.put("WEBP".getBytes(StandardCharsets.ISO_8859_1)).put(body).array();
    }
}
