package studio.kintsugi.imaging.exr;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.util.tinyexr.EXRAttribute;
import org.lwjgl.util.tinyexr.EXRBox2i;
import org.lwjgl.util.tinyexr.EXRHeader;
import org.lwjgl.util.tinyexr.EXRImage;
import org.lwjgl.util.tinyexr.EXRTile;
import org.lwjgl.util.tinyexr.EXRVersion;
import org.lwjgl.util.tinyexr.TinyEXR;
import studio.kintsugi.Sentence;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.decode.DecodeLimits;

/** An OpenEXR file that TinyEXR has open. */
final class ExrFile implements AutoCloseable {
    private static final int UINT = 0;
    private static final int HALF = 1;
    private static final int FLOAT = 2;
    private static final int ONE_LEVEL = 0;
    private static final int MOST_CHANNELS = 1024;
    private static final int MOST_PARTS = 256;
    private static final int NAME_BYTES = 256;
    private static final int FARTHEST = 1 << 29;

    private final String name;
    private final ByteBuffer bytes;
    private final EXRVersion version = EXRVersion.calloc();
    private final List<EXRHeader> headers = new ArrayList<>();
    private EXRImage.Buffer images;

    private ExrFile(byte[] file, String name) {
        this.name = name;
        bytes = MemoryUtil.memAlloc(Math.max(1, file.length));
        bytes.put(file).flip();
    }

    /** Opens a file and reads the headers of its parts. */
    static ExrFile open(byte[] file, String name) throws IOException, PictureException {
        try {
            return opened(file, name);
        } catch (LinkageError e) {
            throw new PictureException(Sentence.of("“%s” was not opened: the decoder of OpenEXR can't be started,"
                    + " which is unpacked into %s; see that programs may run from there, or export the picture as"
                    + " JPEG or TIFF.", name, System.getProperty("java.io.tmpdir")), e);
        }
    }

    private static ExrFile opened(byte[] file, String name) throws IOException, PictureException {
        ExrFile exr = new ExrFile(file, name);
        try {
            exr.readHeaders();
            return exr;
        } catch (IOException | PictureException | RuntimeException e) {
            exr.close();
            throw e;
        }
    }

    private void readHeaders() throws IOException, PictureException {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            PointerBuffer error = stack.callocPointer(1);
            check(TinyEXR.ParseEXRVersionFromMemory(version, bytes), error);
            if (version.non_image()) {
                throw new PictureException(Sentence.of("“%s” was not opened: deep OpenEXR pictures, with several"
                        + " samples a pixel, can't be read yet; flatten it first.", name));
            }
            if (version.multipart()) {
                PointerBuffer all = stack.callocPointer(1);
                IntBuffer count = stack.callocInt(1);
                check(TinyEXR.ParseEXRMultipartHeaderFromMemory(all, count, version, bytes, error), error);
                PointerBuffer parts = MemoryUtil.memPointerBuffer(all.get(0), count.get(0));
                for (int i = 0; i < count.get(0); i++) {
                    headers.add(EXRHeader.create(parts.get(i)));
                }
            } else {
                EXRHeader header = EXRHeader.calloc();
                TinyEXR.InitEXRHeader(header);
                headers.add(header);
                check(TinyEXR.ParseEXRHeaderFromMemory(header, version, bytes, error), error);
            }
        }
        if (headers.isEmpty() || headers.size() > MOST_PARTS) {
            throw new IOException(headers.size() + " parts");
        }
    }

    private static void check(int code, PointerBuffer error) throws IOException {
        if (code == TinyEXR.TINYEXR_SUCCESS) {
            return;
        }
        String text = "code " + code;
        if (error.get(0) != MemoryUtil.NULL) {
            text = MemoryUtil.memUTF8(error.get(0));
            TinyEXR.nFreeEXRErrorMessage(error.get(0));
        }
        throw new IOException(text);
    }

    int parts() {
        return headers.size();
    }

    /** The names of a part's channels. */
    List<String> channels(int part) throws IOException {
        EXRHeader header = headers.get(part);
        if (header.num_channels() < 1 || header.num_channels() > MOST_CHANNELS) {
            throw new IOException(header.num_channels() + " channels");
        }
        return header.channels().stream().limit(header.num_channels())
                .map(c -> text(c.name())).toList();
    }

    /** The pixels that a part has, which may lie anywhere. */
    Region dataWindow(int part) throws IOException {
        return region(headers.get(part).data_window());
    }

    /** The pixels that are to be shown. */
    Region displayWindow(int part) throws IOException {
        return region(headers.get(part).display_window());
    }

    private static Region region(EXRBox2i box) throws IOException {
        long width = box.max_x() - (long) box.min_x() + 1;
        long height = box.max_y() - (long) box.min_y() + 1;
        if (width < 1 || height < 1 || isFar(box.min_x()) || isFar(box.max_x()) || isFar(box.min_y())
                || isFar(box.max_y())) {
            throw new IOException("a window of " + width + "×" + height);
        }
        return new Region(box.min_x(), box.min_y(), (int) width, (int) height);
    }

    private static boolean isFar(int place) {
        return Math.abs((long) place) > FARTHEST;
    }

    float pixelAspect(int part) {
        return headers.get(part).pixel_aspect_ratio();
    }

    /** The value of an attribute that not every file has. */
    Optional<ByteBuffer> attribute(int part, String wanted) {
        EXRHeader header = headers.get(part);
        EXRAttribute.Buffer all = header.num_custom_attributes() == 0 ? null : header.custom_attributes();
        for (int i = 0; all != null && i < header.num_custom_attributes(); i++) {
            if (text(all.get(i).name()).equals(wanted) && all.get(i).size() > 0) {
                return Optional.of(all.get(i).value().order(ByteOrder.LITTLE_ENDIAN));
            }
        }
        return Optional.empty();
    }

    private static String text(ByteBuffer zeroEnded) {
        byte[] name = new byte[Math.min(NAME_BYTES, zeroEnded.remaining())];
        zeroEnded.get(0, name);
        int length = 0;
        while (length < name.length && name[length] != 0) {
            length++;
        }
        return new String(name, 0, length, StandardCharsets.UTF_8);
    }

    /** Decodes all parts. */
    void decode() throws IOException, PictureException {
        double total = 0;
        for (int p = 0; p < parts(); p++) {
            total += bytes(p);
            EXRHeader header = headers.get(p);
            for (int c = 0; c < header.num_channels(); c++) {
                if (header.channels().get(c).x_sampling() != 1 || header.channels().get(c).y_sampling() != 1) {
                    throw new PictureException(Sentence.of("“%s” was not opened: OpenEXR channels of a part of the"
                            + " size can't be read yet; export it as RGB.", name));
                }
                if (header.pixel_types().get(c) == HALF) {
                    header.requested_pixel_types().put(c, FLOAT);
                }
            }
        }
        DecodeLimits.checkBytes(name, total);
        images = EXRImage.calloc(parts());
        images.forEach(TinyEXR::InitEXRImage);
        try (MemoryStack stack = MemoryStack.stackPush()) {
            PointerBuffer error = stack.callocPointer(1);
            if (version.multipart()) {
                PointerBuffer pointers = MemoryUtil.memAllocPointer(parts());
                try {
                    headers.forEach(h -> pointers.put(h.address()));
                    check(TinyEXR.LoadEXRMultipartImageFromMemory(images, pointers.flip(), bytes, error), error);
                } finally {
                    MemoryUtil.memFree(pointers);
                }
            } else {
                check(TinyEXR.LoadEXRImageFromMemory(images.get(0), headers.getFirst(), bytes, error), error);
            }
        }
    }

    /** What a part takes in memory, at most, decoded and on the way there. */
    private double bytes(int part) throws IOException {
        EXRHeader header = headers.get(part);
        Region window = dataWindow(part);
        double across = window.width();
        double down = window.height();
        if (header.tiled()) {
            if (header.tile_size_x() < 1 || header.tile_size_y() < 1) {
                throw new IOException("tiles without pixels");
            }
            across = Math.ceil(across / header.tile_size_x()) * header.tile_size_x();
            down = Math.ceil(down / header.tile_size_y()) * header.tile_size_y();
        }
        int levels = header.tiled() && header.tile_level_mode() != ONE_LEVEL ? 4 : 1;
        return across * down * levels * (channels(part).size() * Float.BYTES + Float.BYTES);
    }

    /** A decoded channel, row by row in the data window. */
    float[] plane(int part, int channel) throws IOException {
        EXRImage image = images.get(part);
        Region window = dataWindow(part);
        if (image.width() != window.width() || image.height() != window.height()) {
            throw new EOFException("no pixels");
        }
        boolean whole = headers.get(part).pixel_types().get(channel) == UINT;
        float[] plane = new float[Math.multiplyExact(window.width(), window.height())];
        if (!headers.get(part).tiled()) {
            copy(image.images(), channel, whole, plane, 0, plane.length);
            return plane;
        }
        int tileWidth = headers.get(part).tile_size_x();
        EXRTile.Buffer tiles = image.tiles();
        for (int t = 0; tiles != null && t < image.num_tiles(); t++) {
            EXRTile tile = tiles.get(t);
            int x = tile.offset_x() * tileWidth;
            int y = tile.offset_y() * headers.get(part).tile_size_y();
            int columns = Math.min(tile.width(), window.width() - x);
            int rows = Math.min(tile.height(), window.height() - y);
            PointerBuffer samples = tile.images(image.num_channels());
            for (int row = 0; row < rows; row++) {
                copy(samples, channel, whole, plane, (y + row) * window.width() + x, columns, row * tileWidth);
            }
        }
        return plane;
    }

    private static void copy(PointerBuffer images, int channel, boolean whole, float[] plane, int to, int count)
            throws IOException {
        copy(images, channel, whole, plane, to, count, 0);
    }

    private static void copy(PointerBuffer images, int channel, boolean whole, float[] plane, int to, int count,
            int from) throws IOException {
        long address = images == null ? MemoryUtil.NULL : images.get(channel);
        if (address == MemoryUtil.NULL) {
            throw new EOFException("a channel without samples");
        }
        if (!whole) {
            MemoryUtil.memFloatBuffer(address, from + count).get(from, plane, to, count);
            return;
        }
        IntBuffer numbers = MemoryUtil.memIntBuffer(address, from + count);
        for (int i = 0; i < count; i++) {
            plane[to + i] = numbers.get(from + i) & 0xffffffffL;
        }
    }

    @Override
    public void close() {
        if (images != null) {
            images.forEach(TinyEXR::FreeEXRImage);
            images.free();
        }
        for (EXRHeader header : headers) {
            TinyEXR.FreeEXRHeader(header);
            if (!version.multipart()) {
                header.free();
            }
        }
        version.free();
        MemoryUtil.memFree(bytes);
    }
}
