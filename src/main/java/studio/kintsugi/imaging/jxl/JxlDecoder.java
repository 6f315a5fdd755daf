package studio.kintsugi.imaging.jxl;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Orientation;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.color.Icc;
import studio.kintsugi.imaging.decode.DecodeLimits;
import studio.kintsugi.imaging.decode.Decoded;
import studio.kintsugi.imaging.decode.RasterPlanes;
import studio.kintsugi.imaging.decode.SystemLibrary;
import studio.kintsugi.imaging.metadata.Exif;

/** Decodes the first frame of a JPEG XL file, upright. The library hands out one event after the other. */
public final class JxlDecoder implements AutoCloseable {
    private static final Optional<SystemLibrary> LIBRARY = SystemLibrary.open("libjxl.so.0.11", "libjxl.so.0.10",
            "libjxl.so.0.9", "libjxl.so.0.8", "libjxl.so.0.7", "libjxl.0.11.dylib", "libjxl.0.10.dylib", "jxl.dll");
    private static final int SUCCESS = 0;
    private static final int NEED_MORE_INPUT = 2;
    private static final int NEED_IMAGE_OUT_BUFFER = 5;
    private static final int BOX_NEED_MORE_OUTPUT = 7;
    private static final int BASIC_INFO = 0x40;
    private static final int COLOR_ENCODING = 0x100;
    private static final int FRAME = 0x400;
    private static final int FULL_IMAGE = 0x1000;
    private static final int BOX = 0x4000;
    /** The space that decoded pixels are in, not that which the file was made from. */
    private static final int OF_PIXELS = 1;
    /** From this version on functions for profiles take no pixel format. */
    private static final int WITHOUT_FORMAT = 9000;
    private static final int BASIC_INFO_BYTES = 1024;
    private static final int MOST_BOX = 16 << 20;
    private static final int MOST_FRAMES = 1000;

    private final SystemLibrary library;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment decoder;
    private final Map<String, byte[]> boxes = new HashMap<>();
    private final String name;
    private String box;
    private MemorySegment boxBuffer;
    private MemorySegment info;
    private MemorySegment format;
    private MemorySegment pixels;
    private byte[] icc;
    private boolean whole;
    private int frames;

    private JxlDecoder(SystemLibrary library, byte[] file, int events, String name) throws IOException {
        this.library = library;
        this.name = name;
        decoder = library.callPointer("JxlDecoderCreate", MemorySegment.NULL);
        library.callInt("JxlDecoderSubscribeEvents", decoder, events);
        MemorySegment bytes = arena.allocate(Math.max(1, file.length));
        MemorySegment.copy(file, 0, bytes, ValueLayout.JAVA_BYTE, 0, file.length);
        library.callInt("JxlDecoderSetInput", decoder, bytes, (long) file.length);
        library.call("JxlDecoderCloseInput", null, decoder);
    }

    private static SystemLibrary library(String name) throws PictureException {
        return LIBRARY.orElseThrow(
                () -> PictureFormat.JPEG_XL.withoutLibrary(name, "libjxl", "libjxl0.11 or libjxl0.7"));
    }

    /** The size as shown. */
    public static PictureSize size(byte[] file, String name) throws IOException, PictureException {
        try (JxlDecoder decoder = new JxlDecoder(library(name), file, BASIC_INFO, name)) {
            int status = decoder.library.callInt("JxlDecoderProcessInput", decoder.decoder);
            if (status != BASIC_INFO) {
                throw failure(status);
            }
            decoder.readInfo();
            return decoder.size();
        }
    }

    /**
     * Decodes a whole file.
     *
     * @throws EOFException where it is cut short
     */
    public static Decoded decode(byte[] file, String name) throws IOException, PictureException {
        int events = BASIC_INFO | COLOR_ENCODING | FRAME | FULL_IMAGE | BOX;
        try (JxlDecoder decoder = new JxlDecoder(library(name), file, events, name)) {
            decoder.library.callInt("JxlDecoderSetDecompressBoxes", decoder.decoder, 1);
            decoder.run();
            return decoder.decoded();
        }
    }

    private static IOException failure(int status) {
        return status == NEED_MORE_INPUT ? new EOFException("JPEG XL cut short") : new IOException("status " + status);
    }

    private void run() throws IOException, PictureException {
        while (true) {
            int status = library.callInt("JxlDecoderProcessInput", decoder);
            switch (status) {
                case BASIC_INFO -> readInfo();
                case COLOR_ENCODING -> icc = readProfile();
                case FRAME -> frames++;
                case NEED_IMAGE_OUT_BUFFER -> giveBuffer();
                case FULL_IMAGE -> whole = true;
                case BOX -> beginBox();
                case BOX_NEED_MORE_OUTPUT -> growBox();
                default -> {
                    endBox();
                    // what follows a whole picture can't spoil it
                    if (!whole) {
                        throw failure(status);
                    }
                    return;
                }
            }
            if (frames > MOST_FRAMES) {
                return;
            }
        }
    }

    private void readInfo() throws IOException {
        info = arena.allocate(BASIC_INFO_BYTES, 8);
        if (library.callInt("JxlDecoderGetBasicInfo", decoder, info) != SUCCESS) {
            throw new IOException("no header");
        }
        format = arena.allocate(24, 8);
        format.set(ValueLayout.JAVA_INT, 0, channels());
    }

    private PictureSize size() {
        return new PictureSize(info.get(ValueLayout.JAVA_INT, 4), info.get(ValueLayout.JAVA_INT, 8));
    }

    private int colors() {
        return info.get(ValueLayout.JAVA_INT, 52) == 1 ? 1 : 3;
    }

    private boolean hasAlpha() {
        return info.get(ValueLayout.JAVA_INT, 60) > 0;
    }

    private int channels() {
        return colors() + (hasAlpha() ? 1 : 0);
    }

    private byte[] readProfile() throws IOException {
        boolean plain = library.callInt("JxlDecoderVersion") >= WITHOUT_FORMAT;
        MemorySegment length = arena.allocate(ValueLayout.JAVA_LONG);
        String ask = "JxlDecoderGetICCProfileSize";
        int status = plain ? library.callInt(ask, decoder, OF_PIXELS, length)
                : library.callInt(ask, decoder, format, OF_PIXELS, length);
        long bytes = length.get(ValueLayout.JAVA_LONG, 0);
        if (status != SUCCESS || bytes < 1 || bytes > MOST_BOX) {
            return null;
        }
        MemorySegment profile = arena.allocate(bytes);
        String get = "JxlDecoderGetColorAsICCProfile";
        status = plain ? library.callInt(get, decoder, OF_PIXELS, profile, bytes)
                : library.callInt(get, decoder, format, OF_PIXELS, profile, bytes);
        return status == SUCCESS ? profile.toArray(ValueLayout.JAVA_BYTE) : null;
    }

    private void giveBuffer() throws IOException, PictureException {
        if (pixels != null) {
            library.callInt("JxlDecoderSkipCurrentFrame", decoder);
            return;
        }
        PictureSize size = size();
        DecodeLimits.check(name, size.width(), size.height(), 8 * Float.BYTES);
        long bytes = (long) size.width() * size.height() * channels() * Float.BYTES;
        pixels = arena.allocate(bytes, 16);
        if (library.callInt("JxlDecoderSetImageOutBuffer", decoder, format, pixels, bytes) != SUCCESS) {
            throw new IOException("no room for pixels");
        }
    }

    private void beginBox() throws IOException {
        endBox();
        MemorySegment type = arena.allocate(4);
        library.callInt("JxlDecoderGetBoxType", decoder, type, 1);
        box = new String(type.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
        if (box.equals("Exif") || box.equals("xml ")) {
            boxBuffer = arena.allocate(1 << 16);
            library.callInt("JxlDecoderSetBoxBuffer", decoder, boxBuffer, boxBuffer.byteSize());
        }
    }

    private void growBox() throws IOException {
        long used = boxBuffer.byteSize() - released();
        if (used > MOST_BOX) {
            throw new IOException("metadata of more than " + MOST_BOX + " bytes");
        }
        MemorySegment larger = arena.allocate(2 * boxBuffer.byteSize());
        MemorySegment.copy(boxBuffer, 0, larger, 0, used);
        boxBuffer = larger;
        library.callInt("JxlDecoderSetBoxBuffer", decoder, larger.asSlice(used), larger.byteSize() - used);
    }

    private void endBox() throws IOException {
        if (boxBuffer != null) {
            long used = boxBuffer.byteSize() - released();
            boxes.putIfAbsent(box, boxBuffer.asSlice(0, used).toArray(ValueLayout.JAVA_BYTE));
            boxBuffer = null;
        }
    }

    private long released() throws IOException {
        return (long) library.call("JxlDecoderReleaseBoxBuffer", ValueLayout.JAVA_LONG, decoder);
    }

    private Decoded decoded() {
        PictureSize size = size();
        int channels = channels();
        int colors = colors();
        int bits = info.get(ValueLayout.JAVA_INT, 12);
        boolean floating = info.get(ValueLayout.JAVA_INT, 16) > 0;
        int count = size.width() * size.height();
        float[][] samples = new float[channels][count];
        float[] row = new float[size.width() * channels];
        for (int y = 0, i = 0; y < size.height(); y++) {
            long from = (long) y * row.length * Float.BYTES;
            MemorySegment.copy(pixels, ValueLayout.JAVA_FLOAT, from, row, 0, row.length);
            for (int x = 0; x < size.width(); x++, i++) {
                for (int c = 0; c < channels; c++) {
                    float value = RasterPlanes.finite(row[x * channels + c]);
                    samples[c][i] = floating && c < colors ? value : Math.clamp(value, 0, 1);
                }
            }
        }
        float[] alpha = hasAlpha() ? samples[colors] : null;
        if (alpha != null && info.get(ValueLayout.JAVA_INT, 68) != 0) {
            divide(samples, colors, alpha);
        }
        if (colors == 1) {
            Icc.grayToSrgb(samples[0], floating ? null : icc);
        }
        float[][] planes = {samples[0], samples[colors == 1 ? 0 : 1], samples[colors == 1 ? 0 : 2]};
        byte[] rgb = colors == 1 ? null : Icc.rgbOrNull(icc);
        BitDepth depth = floating ? BitDepth.FLOAT : bits > 8 ? BitDepth.SIXTEEN : BitDepth.EIGHT;
        return new Decoded(size.width(), size.height(), planes, alpha, colors == 1, depth,
                rgb == null ? ColorProfile.SRGB : ColorProfile.ofIcc(rgb),
                new Metadata(exif(), null, boxes.get("xml ")), Orientation.NORMAL, List.of()).withCount(name, frames);
    }

    private static void divide(float[][] samples, int colors, float[] alpha) {
        for (int c = 0; c < colors; c++) {
            for (int i = 0; i < alpha.length; i++) {
                samples[c][i] = alpha[i] > 0 ? samples[c][i] / alpha[i] : 0;
            }
        }
    }

    /** EXIF, which follows four bytes that say where it begins; the pixels are upright already. */
    private byte[] exif() {
        byte[] block = boxes.get("Exif");
        return block == null || block.length < 12 ? null
                : Exif.upright(Exif.bare(Arrays.copyOfRange(block, 4, block.length)));
    }

    @Override
    public void close() throws IOException {
        library.call("JxlDecoderDestroy", null, decoder);
        arena.close();
    }
}
