package studio.kintsugi.imaging.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Orientation;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.RowSource;
import studio.kintsugi.imaging.SampleQuantizer;
import studio.kintsugi.imaging.metadata.ExifTexts;

/**
 * Writes TIFF of 8 or 16 bits or 32-bit floats in deflated strips, with profile and metadata. EXIF is unpacked into
 * the file's own directories, so the file takes over its byte order.
 */
public final class TiffEncoder {
    private static final int STRIP_BYTES = 1 << 18;
    private static final int HEADER = 8;
    private static final int DEFLATE = 8;
    private static final int DIFFERENCES = 2;
    private static final int LEVEL = 4;
    private static final int IEEE_FLOAT = 3;
    private static final long MAX_FILE = Integer.MAX_VALUE;

    private final FileChannel channel;
    private final ByteOrder order;

    private TiffEncoder(FileChannel channel, ByteOrder order) {
        this.channel = channel;
        this.order = order;
    }

    /**
     * Writes a picture.
     *
     * @return what was left out because it holds only where it was
     */
    public static List<String> write(RowSource picture, BitDepth depth, FileChannel channel) throws IOException {
        List<String> leftOut = new ArrayList<>();
        TiffDirectory directory = description(picture.info().metadata(), leftOut);
        new TiffEncoder(channel, directory.order()).write(picture, depth, directory);
        return leftOut;
    }

    private static TiffDirectory description(Metadata metadata, List<String> leftOut) {
        byte[] exif = ExifTexts.add(metadata.exif().orElse(null), metadata.texts());
        if (exif != null) {
            try {
                TiffDirectory whole = TiffDirectory.read(TiffDirectory.Source.of(exif));
                if (whole.hasBoundNotes()) {
                    leftOut.add(TiffDirectory.NOTES);
                }
                return whole.descriptive();
            } catch (IOException | RuntimeException damaged) {
                return new TiffDirectory(ByteOrder.LITTLE_ENDIAN);
            }
        }
        return new TiffDirectory(ByteOrder.LITTLE_ENDIAN);
    }

    private void write(RowSource picture, BitDepth depth, TiffDirectory directory) throws IOException {
        SampleQuantizer samples = new SampleQuantizer(picture);
        writeFully(ByteBuffer.allocate(HEADER));
        int rowBytes = Math.multiplyExact(picture.width(), samples.count() * depth.bits() / 8);
        int rows = Math.clamp(STRIP_BYTES / rowBytes, 1, picture.height());
        int strips = (picture.height() + rows - 1) / rows;
        int[] offsets = new int[strips];
        int[] lengths = new int[strips];
        strips(samples, picture.width(), picture.height(), depth, rows, offsets, lengths);
        int[] bits = new int[samples.count()];
        int[] formats = new int[samples.count()];
        java.util.Arrays.fill(bits, depth.bits());
        java.util.Arrays.fill(formats, depth == BitDepth.FLOAT ? IEEE_FLOAT : 1);
        directory.putLongs(256, picture.width());
        directory.putLongs(257, picture.height());
        directory.putShorts(258, bits);
        directory.putShorts(259, DEFLATE);
        directory.putShorts(262, picture.isGray() ? 1 : 2);
        directory.putLongs(273, offsets);
        directory.putShorts(TiffDirectory.ORIENTATION, Orientation.NORMAL);
        directory.putShorts(277, samples.count());
        directory.putLongs(278, rows);
        directory.putLongs(279, lengths);
        directory.putShorts(284, 1);
        directory.putShorts(317, depth == BitDepth.FLOAT ? 1 : DIFFERENCES);
        if (picture.hasAlpha()) {
            directory.putShorts(338, 2);
        }
        directory.putShorts(339, formats);
        putBlocks(picture.info(), picture.isGray(), directory);
        end(directory);
    }

    private static void putBlocks(PictureInfo info, boolean gray, TiffDirectory directory) {
        info.metadata().xmp().ifPresent(xmp -> directory.putBytes(TiffDirectory.XMP, 1, xmp));
        info.metadata().resources().ifPresent(
                blocks -> directory.putBytes(TiffDirectory.PHOTOSHOP, TiffDirectory.UNDEFINED, blocks));
        info.metadata().resolution().ifPresent(r -> {
            directory.putRational(282, r.x());
            directory.putRational(283, r.y());
            directory.putShorts(296, 2);
        });
        info.metadata().iptc().ifPresent(
                iptc -> directory.putBytes(TiffDirectory.IPTC, TiffDirectory.UNDEFINED, iptc));
        info.profile().icc(gray).ifPresent(icc -> directory.putBytes(TiffDirectory.ICC, TiffDirectory.UNDEFINED, icc));
    }

    private void strips(SampleQuantizer samples, int width, int height, BitDepth depth, int rows, int[] offsets,
            int[] lengths) throws IOException {
        int rowBytes = width * samples.count() * depth.bits() / 8;
        byte[] raw = new byte[rows * rowBytes];
        byte[] packed = new byte[raw.length + raw.length / 1000 + 64];
        Deflater deflater = new Deflater(LEVEL);
        try {
            for (int s = 0; s < offsets.length; s++) {
                int count = Math.min(rows, height - s * rows);
                ByteBuffer strip = ByteBuffer.wrap(raw).order(order);
                for (int y = 0; y < count; y++) {
                    samples.put(s * rows + y, depth, strip);
                    difference(strip, y * rowBytes, rowBytes, samples.count(), depth);
                }
                deflater.reset();
                deflater.setInput(raw, 0, count * rowBytes);
                deflater.finish();
                int length = deflater.deflate(packed);
                offsets[s] = position(length);
                lengths[s] = length;
                writeFully(ByteBuffer.wrap(packed, 0, length));
            }
        } finally {
            deflater.end();
        }
    }

    /** Replaces the samples of one row by their differences from the pixel before (TIFF predictor 2). */
    private static void difference(ByteBuffer strip, int from, int length, int samples, BitDepth depth) {
        if (depth == BitDepth.EIGHT) {
            for (int i = from + length - 1; i >= from + samples; i--) {
                strip.put(i, (byte) (strip.get(i) - strip.get(i - samples)));
            }
        } else if (depth == BitDepth.SIXTEEN) {
            for (int i = from + length - 2; i >= from + 2 * samples; i -= 2) {
                strip.putShort(i, (short) (strip.getShort(i) - strip.getShort(i - 2 * samples)));
            }
        }
    }

    private void end(TiffDirectory directory) throws IOException {
        int at = position(directory.size() + 1);
        if ((at & 1) == 1) {
            writeFully(ByteBuffer.allocate(1));
            at++;
        }
        ByteBuffer table = ByteBuffer.allocate(directory.size()).order(order);
        directory.write(table, at);
        writeFully(table.flip());
        channel.position(0);
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(order);
        TiffDirectory.putHeader(header, at);
        writeFully(header.flip());
    }

    private int position(int more) throws IOException {
        long at = channel.position();
        if (at + more > MAX_FILE) {
            throw new IOException("TIFF of more than 2 GB");
        }
        return (int) at;
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
