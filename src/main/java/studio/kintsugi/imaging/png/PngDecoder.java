package studio.kintsugi.imaging.png;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Orientation;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.color.Icc;
import studio.kintsugi.imaging.color.PngColor;
import studio.kintsugi.imaging.decode.DecodeLimits;
import studio.kintsugi.imaging.decode.Decoded;
import studio.kintsugi.imaging.metadata.Exif;

/**
 * Decodes PNG row by row straight into planes, so that nothing but the planes is held, all 16 bits are kept, colours
 * stay as they are stored, and a file cut short is noticed.
 */
public final class PngDecoder {
    private static final int[][] ADAM7 =
            {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};
    private static final int GRAY = 0;
    private static final int PALETTE = 3;
    private static final int GRAY_ALPHA = 4;
    private static final int RGB_ALPHA = 6;
    private static final int BUFFER = 1 << 16;

    private final PngChunks chunks;
    private final PngChunks.Header header;
    private final int samples;
    private final float scale;
    private float[][] planes;
    private float[] alpha;
    private float[][] palette;
    private int[] transparent;

    private PngDecoder(PngChunks chunks) throws IOException {
        this.chunks = chunks;
        header = chunks.header();
        samples = switch (header.type()) {
            case GRAY, PALETTE -> 1;
            case GRAY_ALPHA -> 2;
            case 2 -> 3;
            case RGB_ALPHA -> 4;
            default -> throw new IOException("colour type " + header.type());
        };
        scale = 1f / ((1 << header.depth()) - 1);
    }

    /** The size as shown, without decoding. */
    public static PictureSize size(InputStream in) throws IOException {
        PngChunks chunks = new PngChunks(in);
        chunks.skipImageData();
        byte[] exif = chunks.metadata().exif();
        return Orientation.size(chunks.header().width(), chunks.header().height(),
                exif == null ? Orientation.NORMAL : Exif.orientation(exif));
    }

    /**
     * Decodes a whole file.
     *
     * @throws EOFException where it is cut short
     */
    public static Decoded decode(InputStream in, String name) throws IOException, PictureException {
        PngChunks chunks = new PngChunks(in);
        PngDecoder decoder = new PngDecoder(chunks);
        DecodeLimits.check(name, decoder.header.width(), decoder.header.height(), 4 * Float.BYTES);
        decoder.decode();
        PngMetadata meta = chunks.metadata();
        boolean gray = decoder.header.type() == GRAY || decoder.header.type() == GRAY_ALPHA;
        byte[] icc = meta.icc();
        if (gray) {
            Icc.grayToSrgb(decoder.planes[0], icc);
        }
        Metadata metadata = meta.metadata();
        int orientation = metadata.exif().map(Exif::orientation).orElse(Orientation.NORMAL);
        BitDepth depth = decoder.header.depth() == 16 ? BitDepth.SIXTEEN : BitDepth.EIGHT;
        return new Decoded(decoder.header.width(), decoder.header.height(), decoder.planes, decoder.alpha, gray, depth,
                profile(meta, gray), metadata, orientation, List.of()).withCount(name, meta.frames());
    }

    private static ColorProfile profile(PngMetadata meta, boolean gray) {
        byte[] icc = meta.icc();
        byte[] rgb = gray ? null : Icc.rgbOrNull(icc);
        ColorProfile described = PngColor.profile(meta.colorTags(icc != null));
        return rgb != null && described.tags().isEmpty() ? ColorProfile.ofIcc(rgb) : described;
    }

    private void decode() throws IOException {
        InputStream data = chunks.toImageData();
        int size = header.width() * header.height();
        float[] first = new float[size];
        boolean gray = header.type() == GRAY || header.type() == GRAY_ALPHA;
        planes = new float[][] {first, gray ? first : new float[size], gray ? first : new float[size]};
        transparent = chunks.transparency(header.type() == PALETTE);
        boolean keyed = transparent.length > 0;
        if (header.type() == GRAY_ALPHA || header.type() == RGB_ALPHA || keyed) {
            alpha = new float[size];
        }
        if (keyed && header.type() != PALETTE && transparent.length < samples) {
            throw new IOException("tRNS too short");
        }
        if (header.type() == PALETTE) {
            palette = chunks.palette();
        }
        Inflater inflater = new Inflater();
        try (InflaterInputStream rows = new InflaterInputStream(data, inflater, BUFFER)) {
            if (header.interlaced()) {
                for (int[] pass : ADAM7) {
                    decodePass(rows, pass[0], pass[1], pass[2], pass[3]);
                }
            } else {
                decodePass(rows, 0, 0, 1, 1);
            }
        } finally {
            inflater.end();
        }
        chunks.finish();
    }

    private void decodePass(InputStream in, int x0, int y0, int stepX, int stepY) throws IOException {
        int columns = (header.width() - x0 + stepX - 1) / stepX;
        if (columns <= 0) {
            return;
        }
        long bits = (long) columns * samples * header.depth();
        int length = Math.toIntExact((bits + 7) / 8);
        int distance = Math.max(1, samples * header.depth() / 8);
        byte[] row = new byte[length];
        byte[] above = new byte[length];
        int[] values = new int[Math.multiplyExact(columns, samples)];
        for (int y = y0; y < header.height(); y += stepY) {
            int filter = in.read();
            if (filter < 0 || in.readNBytes(row, 0, length) < length) {
                throw new EOFException("rows missing");
            }
            PngFilter.undo(filter, row, above, distance);
            unpack(row, values);
            store(values, columns, y * header.width() + x0, stepX);
            byte[] swap = above;
            above = row;
            row = swap;
        }
    }

    private void unpack(byte[] row, int[] values) {
        int depth = header.depth();
        if (depth == 8) {
            for (int i = 0; i < values.length; i++) {
                values[i] = row[i] & 0xff;
            }
        } else if (depth == 16) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (row[2 * i] & 0xff) << 8 | row[2 * i + 1] & 0xff;
            }
        } else {
            int mask = (1 << depth) - 1;
            for (int i = 0; i < values.length; i++) {
                int bit = i * depth;
                values[i] = row[bit >> 3] >> 8 - depth - (bit & 7) & mask;
            }
        }
    }

    private void store(int[] values, int columns, int at, int step) throws IOException {
        int colors = header.type() == PALETTE ? 1 : samples - (samples & 1 ^ 1);
        for (int x = 0, i = 0; x < columns; x++, i += samples, at += step) {
            if (palette != null) {
                storeIndexed(values[i], at);
                continue;
            }
            for (int c = 0; c < colors; c++) {
                planes[c][at] = values[i + c] * scale;
            }
            if (colors < samples) {
                alpha[at] = values[i + colors] * scale;
            } else if (alpha != null) {
                alpha[at] = Arrays.equals(values, i, i + colors, transparent, 0, colors) ? 0 : 1;
            }
        }
    }

    private void storeIndexed(int index, int at) throws IOException {
        if (index >= palette.length) {
            throw new IOException("index beyond the palette");
        }
        for (int c = 0; c < Picture.CHANNELS; c++) {
            planes[c][at] = palette[index][c];
        }
        if (alpha != null) {
            alpha[at] = index < transparent.length ? transparent[index] / 255f : 1;
        }
    }
}
