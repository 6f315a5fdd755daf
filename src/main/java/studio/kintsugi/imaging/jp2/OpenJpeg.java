package studio.kintsugi.imaging.jp2;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.decode.SystemLibrary;

/** A file that libopenjp2 has open, by the functions of its C interface that have been there since version 2.3. */
@SuppressWarnings("restricted") // sizes of what the library points to are the library's own
final class OpenJpeg implements AutoCloseable {
    static final int SRGB = 1;
    static final int SYCC = 3;
    static final int EYCC = 4;
    static final int CMYK = 5;

    private static final Optional<SystemLibrary> LIBRARY =
            SystemLibrary.open("libopenjp2.so.7", "libopenjp2.7.dylib", "openjp2.dll", "libopenjp2-7.dll");
    private static final int CODESTREAM = 0;
    private static final int BOXED = 2;
    /** More than the structure of any version takes. */
    private static final int PARAMETERS_BYTES = 1 << 15;
    private static final int COMPONENT_BYTES = 64;
    private static final long BUFFER = 1 << 20;
    private static final int MOST_COMPONENTS = 1 << 14;
    private static final int MOST_PROFILE = 16 << 20;

    private final SystemLibrary library;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment file;
    private final MemorySegment stream;
    private final MemorySegment codec;
    private final List<String> complaints = new ArrayList<>();
    private MemorySegment image = MemorySegment.NULL;
    private long position;

    /**
     * One plane of samples, perhaps of fewer pixels than the picture.
     *
     * @param dx columns of the reference grid from one sample to the next
     * @param dy rows of the reference grid from one sample to the next
     * @param x0 column of the first sample, in samples
     * @param y0 row of the first sample, in samples
     * @param bits of a sample, 1–31
     * @param alpha 0 colour, 1 opacity, 2 opacity that has been multiplied into the colours
     * @param data 32 bits a sample, or null where the file has not been decoded
     */
    record Component(int dx, int dy, int width, int height, int x0, int y0, int bits, boolean signed, int alpha,
            MemorySegment data) {}

    private OpenJpeg(SystemLibrary library, byte[] bytes, boolean boxed) throws IOException {
        this.library = library;
        file = arena.allocate(Math.max(1, bytes.length));
        MemorySegment.copy(bytes, 0, file, ValueLayout.JAVA_BYTE, 0, bytes.length);
        stream = library.callPointer("opj_stream_create", BUFFER, 1);
        codec = library.callPointer("opj_create_decompress", boxed ? BOXED : CODESTREAM);
    }

    /** Opens a file and reads its header. */
    static OpenJpeg open(byte[] bytes, boolean boxed, String name) throws IOException, PictureException {
        SystemLibrary library = LIBRARY.orElseThrow(
                () -> PictureFormat.JPEG_2000.withoutLibrary(name, "OpenJPEG", "libopenjp2-7"));
        OpenJpeg jpeg = new OpenJpeg(library, bytes, boxed);
        try {
            jpeg.readHeader();
            return jpeg;
        } catch (IOException | RuntimeException e) {
            jpeg.close();
            throw e;
        }
    }

    private void readHeader() throws IOException {
        MethodType move = MethodType.methodType(long.class, long.class, MemorySegment.class);
        FunctionDescriptor moveC = FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS);
        library.call("opj_stream_set_read_function", null, stream, callback("read", MethodType.methodType(long.class,
                MemorySegment.class, long.class, MemorySegment.class), FunctionDescriptor.of(ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS)));
        library.call("opj_stream_set_skip_function", null, stream, callback("skip", move, moveC));
        library.call("opj_stream_set_seek_function", null, stream, callback("seek",
                MethodType.methodType(int.class, long.class, MemorySegment.class),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS)));
        library.call("opj_stream_set_user_data", null, stream, MemorySegment.NULL, MemorySegment.NULL);
        library.call("opj_stream_set_user_data_length", null, stream, file.byteSize());
        MemorySegment listener = callback("complain",
                MethodType.methodType(void.class, MemorySegment.class, MemorySegment.class),
                FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        library.callInt("opj_set_error_handler", codec, listener, MemorySegment.NULL);
        library.callInt("opj_set_warning_handler", codec, listener, MemorySegment.NULL);
        MemorySegment parameters = arena.allocate(PARAMETERS_BYTES, 8);
        library.call("opj_set_default_decoder_parameters", null, parameters);
        MemorySegment pointer = arena.allocate(ValueLayout.ADDRESS);
        if (library.callInt("opj_setup_decoder", codec, parameters) == 0
                || library.callInt("opj_read_header", stream, codec, pointer) == 0) {
            image = pointer.get(ValueLayout.ADDRESS, 0);
            throw failure();
        }
        image = pointer.get(ValueLayout.ADDRESS, 0).reinterpret(48);
    }

    /** Decodes all samples. */
    void decode() throws IOException {
        if (library.callInt("opj_decode", codec, stream, image) == 0
                || library.callInt("opj_end_decompress", codec, stream) == 0 || isCutShort()) {
            throw failure();
        }
    }

    private IOException failure() {
        return isCutShort() ? new EOFException(String.join(" ", complaints))
                : new IOException(String.join(" ", complaints));
    }

    private boolean isCutShort() {
        return complaints.stream().map(c -> c.toLowerCase(Locale.ROOT)).anyMatch(
                c -> c.contains("truncated") || c.contains("too short"));
    }

    /** One of the numbers above, or another for what is unknown. */
    int colorSpace() {
        return image.get(ValueLayout.JAVA_INT, 20);
    }

    List<Component> components() throws IOException {
        int count = image.get(ValueLayout.JAVA_INT, 16);
        MemorySegment all = image.get(ValueLayout.ADDRESS, 24);
        if (count < 1 || count > MOST_COMPONENTS || all.equals(MemorySegment.NULL)) {
            throw new IOException(count + " components");
        }
        all = all.reinterpret((long) count * COMPONENT_BYTES);
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            components.add(component(all.asSlice((long) i * COMPONENT_BYTES, COMPONENT_BYTES)));
        }
        return components;
    }

    private static Component component(MemorySegment c) throws IOException {
        int[] n = c.asSlice(0, 40).toArray(ValueLayout.JAVA_INT);
        long samples = (long) n[2] * n[3];
        if (n[0] < 1 || n[1] < 1 || n[2] < 1 || n[3] < 1 || n[6] < 1 || n[6] > 31) {
            throw new IOException("a component of " + n[2] + "×" + n[3] + " samples of " + n[6] + " bits");
        }
        MemorySegment data = c.get(ValueLayout.ADDRESS, 48);
        return new Component(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[8] != 0,
                c.get(ValueLayout.JAVA_SHORT, 56) & 0xffff,
                data.equals(MemorySegment.NULL) ? null : data.reinterpret(samples * Integer.BYTES));
    }

    /** The embedded profile, or null. */
    byte[] icc() {
        MemorySegment bytes = image.get(ValueLayout.ADDRESS, 32);
        int length = image.get(ValueLayout.JAVA_INT, 40);
        return bytes.equals(MemorySegment.NULL) || length < 1 || length > MOST_PROFILE ? null
                : bytes.reinterpret(length).toArray(ValueLayout.JAVA_BYTE);
    }

    private MemorySegment callback(String method, MethodType type, FunctionDescriptor descriptor) {
        try {
            MethodHandle handle = MethodHandles.lookup().bind(this, method, type);
            return Linker.nativeLinker().upcallStub(handle, descriptor, arena);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    // Called by the library; an exception here would end the whole program.

    private long read(MemorySegment to, long most, MemorySegment unused) {
        long count = Math.min(most, file.byteSize() - position);
        if (count <= 0) {
            return -1;
        }
        MemorySegment.copy(file, position, to.reinterpret(count), 0, count);
        position += count;
        return count;
    }

    private long skip(long count, MemorySegment unused) {
        long before = position;
        position = Math.clamp(position + count, 0, file.byteSize());
        return position == before && count != 0 ? -1 : position - before;
    }

    private int seek(long to, MemorySegment unused) {
        boolean possible = to >= 0 && to <= file.byteSize();
        position = possible ? to : position;
        return possible ? 1 : 0;
    }

    private void complain(MemorySegment text, MemorySegment unused) {
        try {
            complaints.add(text.reinterpret(Short.MAX_VALUE).getString(0).strip());
        } catch (RuntimeException unreadable) {
            complaints.add("");
        }
    }

    @Override
    public void close() throws IOException {
        library.call("opj_stream_destroy", null, stream);
        library.call("opj_destroy_codec", null, codec);
        if (!image.equals(MemorySegment.NULL)) {
            library.call("opj_image_destroy", null, image);
        }
        arena.close();
    }
}
