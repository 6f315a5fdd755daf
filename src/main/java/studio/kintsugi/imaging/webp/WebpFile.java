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
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.metadata.Exif;
import studio.kintsugi.imaging.metadata.ExifTexts;

/** The chunks of a WebP file. */
public final class WebpFile {
    private static final int HEAD = 12;
    private static final int ICC_FLAG = 0x20;
    private static final int ALPHA_FLAG = 0x10;
    private static final int EXIF_FLAG = 0x08;
    private static final int XMP_FLAG = 0x04;
    static final int ANIMATION_FLAG = 0x02;

    /** Bytes before the picture in a frame of an animation. */
    static final int FRAME_HEAD = 16;
    private static final int LOSSLESS_SIGNATURE = 0x2F;

    private final Map<String, byte[]> chunks = new LinkedHashMap<>();
    private final byte[] file;
    private int frames;

    private WebpFile(byte[] file) {
        this.file = file;
    }

    /**
     * One still picture of the file.
     *
     * @param x left edge on the canvas, pixels
     * @param y top edge on the canvas, pixels
     * @param file a WebP file of this picture alone, without profile and metadata
     */
    record Frame(int x, int y, byte[] file) {}

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
        webp.frames = collect(file, HEAD, end, webp.chunks);
        return webp;
    }

    /** Puts the chunks from {@code at} on into a map, the first of each name; the number of frames among them. */
    private static int collect(byte[] file, int from, long end, Map<String, byte[]> into) throws EOFException {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int frames = 0;
        int at = from;
        while (at + 8 <= end) {
            String name = new String(file, at, 4, StandardCharsets.ISO_8859_1);
            int size = in.getInt(at + 4);
            if (size < 0 || at + 8L + size > end) {
                throw new EOFException("chunk past the end");
            }
            frames += name.equals("ANMF") ? 1 : 0;
            into.putIfAbsent(name, Arrays.copyOfRange(file, at + 8, at + 8 + size));
            at += 8 + size + (size & 1);
        }
        return frames;
    }

    /** How many pictures an animation has; 1 for a still. */
    int frames() {
        return Math.max(1, frames);
    }

    /** The size of the canvas in pixels, before orientation. */
    public PictureSize size() throws IOException {
        byte[] extended = chunks.get("VP8X");
        if (extended != null && extended.length >= 10) {
            return new PictureSize(uint24(extended, 4) + 1, uint24(extended, 7) + 1);
        }
        byte[] lossless = chunks.get("VP8L");
        if (lossless != null && lossless.length >= 5 && lossless[0] == LOSSLESS_SIGNATURE) {
            int bits = ByteBuffer.wrap(lossless).order(ByteOrder.LITTLE_ENDIAN).getInt(1);
            return new PictureSize((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
        }
        byte[] lossy = chunks.get("VP8 ");
        if (lossy != null && lossy.length >= 10) {
            ByteBuffer in = ByteBuffer.wrap(lossy).order(ByteOrder.LITTLE_ENDIAN);
            return new PictureSize(in.getShort(6) & 0x3FFF, in.getShort(8) & 0x3FFF);
        }
        throw new IOException("no picture in the WebP file");
    }

    /** The still picture, or the first of an animation. */
    Frame firstFrame() throws IOException {
        byte[] extended = chunks.get("VP8X");
        byte[] animated = chunks.get("ANMF");
        if (extended == null || (extended[0] & ANIMATION_FLAG) == 0 || animated == null) {
            return new Frame(0, 0, extended == null ? file : still(extended, chunks));
        }
        if (animated.length < FRAME_HEAD) {
            throw new EOFException("frame cut short");
        }
        Map<String, byte[]> parts = new LinkedHashMap<>();
        collect(animated, FRAME_HEAD, animated.length, parts);
        byte[] head = new byte[10];
        head[0] = ALPHA_FLAG;
        System.arraycopy(animated, 6, head, 4, 6);
        return new Frame(2 * uint24(animated, 0), 2 * uint24(animated, 3), still(head, parts));
    }

    private static byte[] still(byte[] extended, Map<String, byte[]> chunks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] plain = extended.clone();
        plain[0] &= ALPHA_FLAG;
        append(out, "VP8X", plain);
        appendPicture(out, chunks);
        return riff(out.toByteArray());
    }

    private static int uint24(byte[] bytes, int at) {
        return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16;
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

    /**
     * The file with profile and metadata round its picture.
     *
     * @param hasAlpha whether the picture has transparent places
     */
    byte[] extended(int width, int height, boolean hasAlpha, PictureInfo info) {
        Optional<byte[]> icc = info.profile().icc();
        Optional<byte[]> exif = exif(info.metadata());
        Optional<byte[]> xmp = info.metadata().xmp();
        byte flags = (byte) ((icc.isPresent() ? ICC_FLAG : 0) | (hasAlpha ? ALPHA_FLAG : 0)
                | (exif.isPresent() ? EXIF_FLAG : 0) | (xmp.isPresent() ? XMP_FLAG : 0));
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
        append(out, "VP8X", ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).put(flags)
                .put(4, (byte) (width - 1)).putShort(5, (short) (width - 1 >> 8))
                .put(7, (byte) (height - 1)).putShort(8, (short) (height - 1 >> 8)).array());
        icc.ifPresent(block -> append(out, "ICCP", block));
        appendPicture(out, chunks);
        exif.ifPresent(block -> append(out, "EXIF", Exif.upright(block)));
        xmp.ifPresent(block -> append(out, "XMP ", block));
        return riff(out.toByteArray());
    }

    /** EXIF, which in WebP is the place of texts and the resolution too. */
    private static Optional<byte[]> exif(Metadata metadata) {
        byte[] exif = ExifTexts.add(metadata.exif().orElse(null), metadata.texts());
        return Optional.ofNullable(metadata.resolution().isPresent()
                ? ExifTexts.add(exif, metadata.resolution().get()) : exif);
    }

    /** Appends the chunks that make the picture. */
    void appendPicture(ByteArrayOutputStream out) {
        appendPicture(out, chunks);
    }

    private static void appendPicture(ByteArrayOutputStream out, Map<String, byte[]> chunks) {
        for (String name : new String[] {"ALPH", "VP8 ", "VP8L"}) {
            if (chunks.containsKey(name)) {
                append(out, name, chunks.get(name));
            }
        }
    }

    static void append(ByteArrayOutputStream out, String name, byte[] body) {
        ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        head.put(name.getBytes(StandardCharsets.ISO_8859_1)).putInt(body.length);
        out.writeBytes(head.array());
        out.writeBytes(body);
        if ((body.length & 1) == 1) {
            out.write(0);
        }
    }

    /** A file of chunks. */
    static byte[] riff(byte[] body) {
        ByteBuffer out = ByteBuffer.allocate(HEAD + body.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(4 + body.length);
        return out.put("WEBP".getBytes(StandardCharsets.ISO_8859_1)).put(body).array();
    }
}
