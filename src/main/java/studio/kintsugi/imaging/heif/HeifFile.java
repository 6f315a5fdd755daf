package studio.kintsugi.imaging.heif;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.ColorTag;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.color.Icc;
import studio.kintsugi.imaging.color.PngColor;
import studio.kintsugi.imaging.decode.SystemLibrary;
import studio.kintsugi.imaging.metadata.Exif;

/** A file that libheif has open, by the functions of its C interface that have been there since version 1.6. */
@SuppressWarnings("restricted") // sizes of what the library points to are the library's own
final class HeifFile implements AutoCloseable {
    private static final Optional<SystemLibrary> LIBRARY =
            SystemLibrary.open("libheif.so.1", "libheif.1.dylib", "heif.dll", "libheif.dll");
    private static final MemoryLayout ERROR = MemoryLayout.structLayout(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS);
    private static final int RGB = 1;
    private static final int INTERLEAVED = 10;
    private static final int INTERLEAVED_ALPHA = 11;
    private static final int WIDE = 14;
    private static final int WIDE_ALPHA = 15;
    private static final int NCLX = 0x6E636C78;
    private static final int MOST_BLOCKS = 16;
    private static final int MOST_BYTES = 64 << 20;
    /** Code points of ITU-T H.273 that programs show as sRGB, unspecified ones among them. */
    private static final Set<Integer> PLAIN_PRIMARIES = Set.of(0, 1, 2, 5, 6, 7);
    private static final Set<Integer> PLAIN_CURVES = Set.of(0, 1, 2, 6, 13, 14, 15);

    private final SystemLibrary library;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment context;
    private MemorySegment handle = MemorySegment.NULL;
    private MemorySegment image = MemorySegment.NULL;

    /**
     * Decoded samples, interleaved.
     *
     * @param channels 3, or 4 with alpha
     * @param bits of a sample; above 8 it takes two bytes, the lower first
     * @param stride bytes from one row to the next
     */
    record Pixels(int width, int height, int channels, int bits, boolean premultiplied, int stride,
            MemorySegment data) {}

    private HeifFile(SystemLibrary library) throws IOException {
        this.library = library;
        context = library.callPointer("heif_context_alloc");
    }

    static HeifFile open(PictureFormat format, byte[] file, String name) throws IOException, PictureException {
        if (LIBRARY.isEmpty()) {
            throw format.withoutLibrary(name, "libheif", "libheif1");
        }
        HeifFile heif = new HeifFile(LIBRARY.get());
        try {
            heif.read(file);
            return heif;
        } catch (IOException | RuntimeException e) {
            heif.close();
            throw e;
        }
    }

    private void read(byte[] file) throws IOException {
        MemorySegment bytes = arena.allocate(file.length);
        MemorySegment.copy(file, 0, bytes, ValueLayout.JAVA_BYTE, 0, file.length);
        check("heif_context_read_from_memory_without_copy", context, bytes, (long) file.length, MemorySegment.NULL);
        MemorySegment pointer = arena.allocate(ValueLayout.ADDRESS);
        check("heif_context_get_primary_image_handle", context, pointer);
        handle = pointer.get(ValueLayout.ADDRESS, 0);
    }

    private void check(String function, Object... arguments) throws IOException {
        MemorySegment error = library.callStructure(function, ERROR, arena, arguments);
        if (error.get(ValueLayout.JAVA_INT, 0) != 0) {
            throw new IOException(function + ": " + error.get(ValueLayout.ADDRESS, 8).reinterpret(4096).getString(0));
        }
    }

    PictureSize size() throws IOException {
        return new PictureSize(library.callInt("heif_image_handle_get_width", handle),
                library.callInt("heif_image_handle_get_height", handle));
    }

    int pictures() throws IOException {
        return library.callInt("heif_context_get_number_of_top_level_images", context);
    }

    /** Decodes the picture; its samples are there as long as this file is open. */
    Pixels decode(Arena memory) throws IOException {
        boolean alpha = library.callInt("heif_image_handle_has_alpha_channel", handle) != 0;
        boolean wide = library.callInt("heif_image_handle_get_luma_bits_per_pixel", handle) > 8;
        MemorySegment pointer = memory.allocate(ValueLayout.ADDRESS);
        int layout = wide ? alpha ? WIDE_ALPHA : WIDE : alpha ? INTERLEAVED_ALPHA : INTERLEAVED;
        check("heif_decode_image", handle, pointer, RGB, layout, MemorySegment.NULL);
        image = pointer.get(ValueLayout.ADDRESS, 0);
        int width = library.callInt("heif_image_get_width", image, INTERLEAVED);
        int height = library.callInt("heif_image_get_height", image, INTERLEAVED);
        int bits = library.callInt("heif_image_get_bits_per_pixel_range", image, INTERLEAVED);
        MemorySegment stride = memory.allocate(ValueLayout.JAVA_INT);
        MemorySegment data = library.callPointer("heif_image_get_plane_readonly", image, INTERLEAVED, stride);
        int rowBytes = stride.get(ValueLayout.JAVA_INT, 0);
        int channels = alpha ? 4 : 3;
        if (data.equals(MemorySegment.NULL) || width < 1 || height < 1 || bits < 1 || bits > 16
                || rowBytes < (long) width * channels * (wide ? 2 : 1)) {
            throw new IOException("no pixels");
        }
        boolean premultiplied = alpha
                && library.callInt("heif_image_handle_is_premultiplied_alpha", handle) != 0;
        return new Pixels(width, height, channels, wide ? bits : 8, premultiplied, rowBytes,
                data.reinterpret((long) rowBytes * height));
    }

    ColorProfile profile() throws IOException {
        long length = (long) library.call("heif_image_handle_get_raw_color_profile_size", ValueLayout.JAVA_LONG,
                handle);
        if (length > 0 && length <= MOST_BYTES) {
            MemorySegment bytes = arena.allocate(length);
            check("heif_image_handle_get_raw_color_profile", handle, bytes);
            byte[] icc = Icc.rgbOrNull(bytes.toArray(ValueLayout.JAVA_BYTE));
            return icc == null ? ColorProfile.SRGB : ColorProfile.ofIcc(icc);
        }
        return library.callInt("heif_image_handle_get_color_profile_type", handle) == NCLX ? codePoints()
                : ColorProfile.SRGB;
    }

    private ColorProfile codePoints() throws IOException {
        MemorySegment pointer = arena.allocate(ValueLayout.ADDRESS);
        check("heif_image_handle_get_nclx_color_profile", handle, pointer);
        MemorySegment nclx = pointer.get(ValueLayout.ADDRESS, 0).reinterpret(16);
        int primaries = nclx.get(ValueLayout.JAVA_INT, 4);
        int curve = nclx.get(ValueLayout.JAVA_INT, 8);
        library.call("heif_nclx_color_profile_free", null, nclx);
        return PLAIN_PRIMARIES.contains(primaries) && PLAIN_CURVES.contains(curve) ? ColorProfile.SRGB
                : PngColor.profile(List.of(new ColorTag("cICP", new byte[] {(byte) primaries, (byte) curve, 0, 1})));
    }

    /** The EXIF block as a TIFF stream, or null. */
    byte[] exif() throws IOException {
        byte[] block = block("Exif", null);
        if (block == null || block.length < 8) {
            return null;
        }
        long from = 4 + (ByteBuffer.wrap(block).getInt() & 0xffffffffL);
        return from >= block.length ? null : Exif.bare(Arrays.copyOfRange(block, (int) from, block.length));
    }

    byte[] xmp() throws IOException {
        return block("mime", "application/rdf+xml");
    }

    /** The first metadata block of a type, or null. */
    private byte[] block(String type, String content) throws IOException {
        MemorySegment ids = arena.allocate(ValueLayout.JAVA_INT, MOST_BLOCKS);
        int count = library.callInt("heif_image_handle_get_list_of_metadata_block_IDs", handle,
                arena.allocateFrom(type), ids, MOST_BLOCKS);
        for (int i = 0; i < Math.min(count, MOST_BLOCKS); i++) {
            int id = ids.getAtIndex(ValueLayout.JAVA_INT, i);
            MemorySegment kind = library.callPointer("heif_image_handle_get_metadata_content_type", handle, id);
            long length = (long) library.call("heif_image_handle_get_metadata_size", ValueLayout.JAVA_LONG, handle, id);
            if (length < 1 || length > MOST_BYTES || content != null && (kind.equals(MemorySegment.NULL)
                    || !kind.reinterpret(Short.MAX_VALUE).getString(0).equals(content))) {
                continue;
            }
            MemorySegment bytes = arena.allocate(length);
            check("heif_image_handle_get_metadata", handle, id, bytes);
            return bytes.toArray(ValueLayout.JAVA_BYTE);
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        if (!image.equals(MemorySegment.NULL)) {
            library.call("heif_image_release", null, image);
        }
        if (!handle.equals(MemorySegment.NULL)) {
            library.call("heif_image_handle_release", null, handle);
        }
        library.call("heif_context_free", null, context);
        arena.close();
    }
}
