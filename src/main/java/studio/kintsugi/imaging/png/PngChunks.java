package studio.kintsugi.imaging.png;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Walks through the chunks of a PNG file, keeping what a picture carries beside its pixels. */
final class PngChunks {
    static final int IHDR = 0x49484452;
    static final int PLTE = 0x504C5445;
    static final int TRNS = 0x74524E53;
    static final int IDAT = 0x49444154;
    static final int IEND = 0x49454E44;
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int MAX_SIDE_CHUNK = 64 << 20;
    private static final int ANCILLARY = 0x20000000;

    /** What IHDR says: pixels, bits of a sample, colour type. */
    record Header(int width, int height, int depth, int type, boolean interlaced) {}

    private final DataInputStream in;
    private final Header header;
    private final PngMetadata metadata = new PngMetadata();
    private byte[] palette;
    private byte[] transparency = {};
    private ImageData imageData;
    private int length;
    private int type;

    PngChunks(InputStream stream) throws IOException {
        in = new DataInputStream(stream);
        if (in.readLong() != SIGNATURE) {
            throw new IOException("signature");
        }
        next();
        if (type != IHDR || length != 13) {
            throw new IOException("no IHDR");
        }
        byte[] h = body();
        ByteBuffer b = ByteBuffer.wrap(h);
        header = new Header(b.getInt(), b.getInt(), b.get(), b.get(), h[12] == 1);
        int depth = header.depth;
        if (depth != 8 && depth != 16 && (depth != 1 && depth != 2 && depth != 4
                || header.type != 0 && header.type != 3) || depth == 16 && header.type == 3) {
            throw new IOException("depth " + depth);
        }
    }

    Header header() {
        return header;
    }

    PngMetadata metadata() {
        return metadata;
    }

    /** Goes on to the first IDAT and gives the bytes of all of them in one stream. */
    InputStream toImageData() throws IOException {
        next();
        while (type != IDAT) {
            sideChunk();
            next();
        }
        imageData = new ImageData();
        return imageData;
    }

    /** Walks over the pixels to the end mark, for the metadata alone. */
    void skipImageData() throws IOException {
        next();
        while (type != IEND) {
            if (type == IDAT) {
                in.skipNBytes(length + 4L);
            } else {
                sideChunk();
            }
            next();
        }
    }

    /** Reads what follows the picture, to the end mark. */
    void finish() throws IOException {
        imageData.transferTo(OutputStream.nullOutputStream());
        while (type != IEND) {
            sideChunk();
            next();
        }
        body();
    }

    /** Red, green and blue, 0–1, of each entry. */
    float[][] palette() throws IOException {
        if (palette == null) {
            throw new IOException("no palette");
        }
        float[][] colors = new float[palette.length / 3][3];
        for (int i = 0; i < colors.length * 3; i++) {
            colors[i / 3][i % 3] = (palette[i] & 0xff) / 255f;
        }
        return colors;
    }

    /** Opacity 0–255 of the first entries of a palette, or the samples of the one transparent colour; may be empty. */
    int[] transparency(boolean indexed) {
        int[] values = new int[indexed ? transparency.length : transparency.length / 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = indexed ? transparency[i] & 0xff
                    : (transparency[2 * i] & 0xff) << 8 | transparency[2 * i + 1] & 0xff;
        }
        return values;
    }

    private void next() throws IOException {
        length = in.readInt();
        type = in.readInt();
        if (length < 0) {
            throw new IOException("chunk of negative length");
        }
    }

    private void sideChunk() throws IOException {
        if (type == IEND) {
            throw new EOFException("end before the picture");
        }
        if (length > MAX_SIDE_CHUNK) {
            in.skipNBytes(length + 4L);
            return;
        }
        byte[] body = body();
        switch (type) {
            case PLTE -> palette = body;
            case TRNS -> transparency = body;
            default -> metadata.take(type, body);
        }
    }

    private byte[] body() throws IOException {
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("chunk cut short");
        }
        CRC32 crc = crc();
        crc.update(body);
        int stored = in.readInt();
        if (stored != (int) crc.getValue() && (type & ANCILLARY) == 0) {
            throw new IOException("checksum");
        }
        return body;
    }

    private CRC32 crc() {
        CRC32 crc = new CRC32();
        crc.update(new byte[] {(byte) (type >> 24), (byte) (type >> 16), (byte) (type >> 8), (byte) type});
        return crc;
    }

    /** Consecutive IDAT chunks as one stream; stops at the first chunk of another type. */
    private final class ImageData extends InputStream {
        private int left = length;
        private CRC32 crc = crc();

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            while (left == 0 && type == IDAT) {
                if (in.readInt() != (int) crc.getValue()) {
                    throw new IOException("checksum");
                }
                next();
                left = type == IDAT ? length : 0;
                crc = crc();
            }
            if (type != IDAT) {
                return -1;
            }
            int got = in.read(bytes, from, Math.min(count, left));
            if (got < 0) {
                throw new EOFException("image data cut short");
            }
            crc.update(bytes, from, got);
            left -= got;
            return got;
        }
    }
}
