package studio.kintsugi.imaging.png;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.ColorTag;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.RowSource;
import studio.kintsugi.imaging.SampleQuantizer;
import studio.kintsugi.imaging.TextEntry;
import studio.kintsugi.imaging.metadata.Exif;
import studio.kintsugi.imaging.metadata.PhotoshopResources;

/** Writes PNG of 8 or 16 bits row by row as they come, with profile and metadata. */
public final class PngEncoder {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int SRGB = 0x73524742;
    private static final int GAMA = 0x67414D41;
    /** The gamma nearest to sRGB, for programs that know no sRGB chunk, as the PNG specification recommends. */
    private static final int SRGB_GAMMA = 45455;
    private static final int CHUNK = 1 << 16;
    private static final int LEVEL = 4;

    private final DataOutputStream out;

    private PngEncoder(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    public static void write(RowSource picture, BitDepth depth, FileChannel channel) throws IOException {
        OutputStream stream = new BufferedOutputStream(Channels.newOutputStream(channel), CHUNK);
        write(picture, depth, stream);
        stream.flush();
    }

    public static void write(RowSource picture, BitDepth depth, OutputStream stream) throws IOException {
        new PngEncoder(stream).write(picture, depth);
    }

    private void write(RowSource picture, BitDepth depth) throws IOException {
        SampleQuantizer samples = new SampleQuantizer(picture);
        out.writeLong(SIGNATURE);
        byte type = (byte) ((picture.isGray() ? 0 : 2) + (picture.hasAlpha() ? 4 : 0));
        chunk(PngChunks.IHDR, ByteBuffer.allocate(13).putInt(picture.width()).putInt(picture.height())
                .put((byte) depth.bits()).put(type).array());
        PictureInfo info = picture.info();
        colors(info.profile(), picture.isGray());
        if (info.metadata().exif().isPresent()) {
            chunk(PngMetadata.EXIF, Exif.upright(info.metadata().exif().get()));
        }
        if (info.metadata().xmp().isPresent()) {
            chunk(PngMetadata.ITXT, PngMetadata.xmpChunk(info.metadata().xmp().get()));
        }
        byte[] photoshop = PhotoshopResources.of(info.metadata().iptc().orElse(null),
                info.metadata().resources().orElse(null));
        if (photoshop.length > 0) {
            chunk(PngMetadata.ZTXT, PngMetadata.iptcChunk(photoshop));
        }
        if (info.metadata().resolution().isPresent()) {
            chunk(PngMetadata.PHYS, PngMetadata.resolutionChunk(info.metadata().resolution().get()));
        }
        for (TextEntry entry : info.metadata().texts()) {
            chunk(PngMetadata.isPlain(entry) ? PngMetadata.TEXT : PngMetadata.ITXT, PngMetadata.textChunk(entry));
        }
        pixels(samples, picture.width(), picture.height(), depth);
        chunk(PngChunks.IEND, new byte[0]);
    }

    private void colors(ColorProfile profile, boolean gray) throws IOException {
        if (!profile.tags().isEmpty()) {
            for (ColorTag tag : profile.tags()) {
                chunk(ByteBuffer.wrap(tag.name().getBytes(StandardCharsets.US_ASCII)).getInt(), tag.body());
            }
        } else if (profile.icc(gray).isPresent()) {
            chunk(PngMetadata.ICCP, PngMetadata.iccChunk(profile.icc(gray).get()));
        } else {
            chunk(SRGB, new byte[] {0});
            chunk(GAMA, ByteBuffer.allocate(4).putInt(SRGB_GAMMA).array());
        }
    }

    private void pixels(SampleQuantizer samples, int width, int height, BitDepth depth) throws IOException {
        int distance = samples.count() * depth.bits() / 8;
        int length = Math.multiplyExact(width, distance);
        byte[] row = new byte[length];
        byte[] above = new byte[length];
        byte[] best = new byte[length + 1];
        byte[] tried = new byte[length + 1];
        Deflater deflater = new Deflater(LEVEL);
        deflater.setStrategy(Deflater.FILTERED);
        try (OutputStream data = new DeflaterOutputStream(new ImageData(), deflater, CHUNK)) {
            for (int y = 0; y < height; y++) {
                samples.put(y, depth, ByteBuffer.wrap(row));
                long least = Long.MAX_VALUE;
                for (int filter = 0; filter < PngFilter.COUNT; filter++) {
                    long sum = PngFilter.apply(filter, row, above, distance, tried);
                    if (sum < least) {
                        least = sum;
                        byte[] swap = best;
                        best = tried;
                        tried = swap;
                    }
                }
                data.write(best);
                byte[] swap = above;
                above = row;
                row = swap;
            }
        } finally {
            deflater.end();
        }
    }

    private void chunk(int type, byte[] body) throws IOException {
        chunk(type, body, 0, body.length);
    }

    private void chunk(int type, byte[] body, int from, int length) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(ByteBuffer.allocate(4).putInt(type).flip());
        crc.update(body, from, length);
        out.writeInt(length);
        out.writeInt(type);
        out.write(body, from, length);
        out.writeInt((int) crc.getValue());
    }

    /** Each write becomes one IDAT chunk; the deflater writes whole buffers. */
    private final class ImageData extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            chunk(PngChunks.IDAT, bytes, from, length);
        }
    }
}
