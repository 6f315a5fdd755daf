package studio.kintsugi.service.session;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import studio.kintsugi.files.AtomicFile;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;

/**
 * The pixels of a picture as they are, bit by bit: a header of four integers (what it is, width, height, number of
 * planes), then the planes of float32 one after another, all little-endian. Made to be read back fast, by this program.
 */
final class PlanesFile {
    private static final int MAGIC = 0x4B50_4C31;
    private static final int HEADER = 4 * Integer.BYTES;
    private static final int CHUNK = 1 << 18;

    private PlanesFile() {}

    /** Bytes of the file of a picture. */
    static long bytes(Picture picture) {
        return HEADER + (long) Float.BYTES * picture.bounds().area() * planes(picture);
    }

    private static int planes(Picture picture) {
        return Picture.CHANNELS + (picture.hasAlpha() ? 1 : 0);
    }

    /** Writes a file that is there once it is whole. */
    static void write(Picture picture, Path file) throws IOException {
        AtomicFile.write(file, channel -> {
            ByteBuffer buffer = buffer();
            buffer.putInt(MAGIC).putInt(picture.width()).putInt(picture.height()).putInt(planes(picture));
            drain(buffer, channel);
            for (int c = 0; c < Picture.CHANNELS; c++) {
                write(picture.plane(c), buffer, channel);
            }
            if (picture.hasAlpha()) {
                write(picture.alpha().orElseThrow(), buffer, channel);
            }
        });
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void write(float[] plane, ByteBuffer buffer, FileChannel channel) throws IOException {
        for (int from = 0; from < plane.length; from += CHUNK) {
            int count = Math.min(CHUNK, plane.length - from);
            buffer.asFloatBuffer().put(plane, from, count);
            buffer.position(count * Float.BYTES);
            drain(buffer, channel);
        }
    }

    private static void drain(ByteBuffer buffer, FileChannel channel) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /**
     * Reads a file.
     *
     * @param info what the picture has beside its pixels
     * @throws IOException where it is not there or not whole
     */
    static Picture read(Path file, PictureInfo info) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = buffer();
            fill(buffer, HEADER, channel);
            int magic = buffer.getInt();
            int width = buffer.getInt();
            int height = buffer.getInt();
            int count = buffer.getInt();
            long area = (long) width * height;
            if (magic != MAGIC || width < 1 || height < 1 || area > Integer.MAX_VALUE - 8
                    || count < Picture.CHANNELS || count > Picture.CHANNELS + 1
                    || channel.size() != HEADER + Float.BYTES * area * count) {
                throw new IOException(file + " holds no planes");
            }
            float[][] planes = new float[Picture.CHANNELS][];
            for (int c = 0; c < Picture.CHANNELS; c++) {
                planes[c] = read((int) area, buffer, channel);
            }
            float[] alpha = count > Picture.CHANNELS ? read((int) area, buffer, channel) : null;
            return new Picture(width, height, planes, alpha, info);
        }
    }

    private static float[] read(int size, ByteBuffer buffer, FileChannel channel) throws IOException {
        float[] plane = new float[size];
        for (int from = 0; from < size; from += CHUNK) {
            int count = Math.min(CHUNK, size - from);
            fill(buffer, count * Float.BYTES, channel);
            buffer.asFloatBuffer().get(plane, from, count);
        }
        return plane;
    }

    private static void fill(ByteBuffer buffer, int bytes, FileChannel channel) throws IOException {
        buffer.clear().limit(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        buffer.flip();
    }
}
