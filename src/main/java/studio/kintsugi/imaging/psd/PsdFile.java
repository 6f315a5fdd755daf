package studio.kintsugi.imaging.psd;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;
import studio.kintsugi.Sentence;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.Resolution;
import studio.kintsugi.imaging.color.Icc;
import studio.kintsugi.imaging.decode.DecodeLimits;
import studio.kintsugi.imaging.decode.Decoded;
import studio.kintsugi.imaging.decode.RasterPlanes;
import studio.kintsugi.imaging.metadata.Exif;
import studio.kintsugi.imaging.metadata.PhotoshopResources;

/**
 * The sections of a Photoshop file. The decoder is given the picture of all layers together and the profile alone, so
 * that nothing a hostile file claims of layers and resources makes it take memory.
 */
public final class PsdFile {
    private static final int HEADER = 26;
    private static final int LARGE = 2;
    private static final int MOST_CHANNELS = 56;
    private static final int MOST_COLORS = 5;
    private static final int MOST = 64 << 20;
    private static final int SIGNATURE = 0x3842494D;
    private static final int SIGNATURE_64 = 0x38423634;
    /** Layr, Lr16 and Lr32. */
    private static final Set<Integer> LAYERS = Set.of(0x4C617972, 0x4C723136, 0x4C723332);
    private static final int GRAY = 1;
    private static final int RGB = 3;
    private static final int CMYK = 4;
    private static final int DUOTONE = 8;
    private static final int ICC = 0x040F;
    private static final int EXIF = 0x0422;
    private static final int XMP = 0x0424;
    private static final int RESOLUTION = 0x03ED;
    private static final int VERSION = 0x0421;
    /** Where in the version's resource it stands whether the flattened picture is a real one. */
    private static final int FLATTENED = 4;
    private static final double FIXED = 65536;

    private final Path file;
    private final byte[] header = new byte[HEADER];
    private final byte[] colorMap;
    private final byte[] resources;
    private final boolean opacity;
    private final long pixels;

    private PsdFile(Path file, FileChannel channel) throws IOException {
        this.file = file;
        DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
        in.readFully(header);
        colorMap = section(in, in.readInt() & 0xffffffffL, channel);
        resources = section(in, in.readInt() & 0xffffffffL, channel);
        long length = isLarge() ? in.readLong() : in.readInt() & 0xffffffffL;
        pixels = channel.position() + length;
        if (length < 0 || pixels > channel.size()) {
            throw new EOFException("layers cut short");
        }
        opacity = layerCount(in, channel) < 0;
    }

    /** @throws EOFException where the file ends before its pixels begin */
    public static PsdFile read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return new PsdFile(file, channel);
        }
    }

    private static byte[] section(DataInputStream in, long length, FileChannel channel) throws IOException {
        if (length > channel.size() - channel.position()) {
            throw new EOFException("a section of " + length + " bytes cut short");
        }
        if (length > MOST) {
            throw new IOException("a section of " + length + " bytes");
        }
        byte[] body = new byte[(int) length];
        in.readFully(body);
        return body;
    }

    /**
     * How many layers the first list has, below 0 where the picture's first further channel is opacity. The list of
     * pictures of 16 and 32 bits stands in a block of its own.
     */
    private int layerCount(DataInputStream in, FileChannel channel) throws IOException {
        int word = isLarge() ? Long.BYTES : Integer.BYTES;
        if (pixels - channel.position() < word + 2) {
            return 0;
        }
        long list = isLarge() ? in.readLong() : in.readInt() & 0xffffffffL;
        if (list != 0) {
            return in.readShort();
        }
        long at = channel.position() + Integer.BYTES + (in.readInt() & 0xffffffffL);
        while (at + 2 * Integer.BYTES + word + 2 <= pixels) {
            channel.position(at);
            int signature = in.readInt();
            int key = in.readInt();
            boolean layers = LAYERS.contains(key);
            boolean wide = isLarge() && (layers || signature == SIGNATURE_64);
            long length = wide ? in.readLong() : in.readInt() & 0xffffffffL;
            if (signature != SIGNATURE && signature != SIGNATURE_64 || length < 0 || length > pixels - at) {
                return 0;
            }
            if (layers) {
                return in.readShort();
            }
            at = channel.position() + (length + 3) / 4 * 4;
        }
        return 0;
    }

    private boolean isLarge() {
        return ByteBuffer.wrap(header).getShort(4) == LARGE;
    }

    /** The size as shown. */
    public PictureSize size() {
        ByteBuffer in = ByteBuffer.wrap(header);
        return new PictureSize(in.getInt(18), in.getInt(14));
    }

    /** @throws PictureException where the pixels are of no use, or cannot fit into memory */
    public void check(String name) throws PictureException {
        ByteBuffer in = ByteBuffer.wrap(header);
        byte[] version = PhotoshopResources.find(resources, VERSION);
        if (version != null && version.length > FLATTENED && version[FLATTENED] == 0) {
            throw new PictureException(Sentence.of("“%s” was not opened: it was saved without the picture of all its"
                    + " layers together; save it anew with “Maximize compatibility”, or as TIFF.", name));
        }
        if (in.getShort(22) == Float.SIZE) {
            throw new PictureException(Sentence.of("“%s” was not opened: PSD files of 32 bits a channel can't be"
                    + " read yet; save it with 16 bits, or as OpenEXR.", name));
        }
        int channels = in.getShort(12) & 0xffff;
        int bytes = Math.max(1, (in.getShort(22) & 0xffff) / Byte.SIZE);
        DecodeLimits.check(name, size().width(), size().height(),
                4 * Float.BYTES + Math.min(channels, MOST_COLORS) * Math.min(bytes, Float.BYTES));
        // of each row of each channel the packed length
        DecodeLimits.checkBytes(name, (double) Math.min(channels, MOST_CHANNELS) * size().height() * Integer.BYTES);
    }

    /** The file without layers, and without resources but the profile. */
    public ImageInputStream forDecoder() throws IOException {
        byte[] icc = PhotoshopResources.find(resources, ICC);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(header);
        out.writeInt(colorMap.length);
        out.write(colorMap);
        if (icc == null) {
            out.writeInt(0);
        } else {
            out.writeInt(12 + icc.length + (icc.length & 1));
            out.writeInt(SIGNATURE);
            out.writeShort(ICC);
            out.writeShort(0);
            out.writeInt(icc.length);
            out.write(icc);
            out.write(new byte[icc.length & 1]);
        }
        out.write(new byte[isLarge() ? Long.BYTES : Integer.BYTES]);
        return new PsdStream(bytes.toByteArray(), file, pixels);
    }

    /** The flattened picture with what the resources say of it. Photoshop has turned its pixels upright already. */
    public Decoded decoded(RasterPlanes planes) throws IOException {
        byte[] icc = PhotoshopResources.find(resources, ICC);
        if (planes.gray()) {
            Icc.grayToSrgb(planes.planes()[0], icc);
        }
        byte[] exif = PhotoshopResources.find(resources, EXIF);
        Metadata metadata = new Metadata(exif == null ? null : Exif.upright(exif), PhotoshopResources.iptc(resources),
                PhotoshopResources.find(resources, XMP));
        RasterPlanes seen = opacity ? withOpacity(planes) : planes;
        return Decoded.of(size(), seen, planes.isConverted() ? null : Icc.rgbOrNull(icc), metadata
                .withResources(PhotoshopResources.others(resources)).withResolution(resolution()));
    }

    private RasterPlanes withOpacity(RasterPlanes planes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(header);
        int channels = in.getShort(12);
        int bits = in.getShort(22);
        int colors = switch (in.getShort(24)) {
            case GRAY, DUOTONE -> 1;
            case RGB -> 3;
            case CMYK -> 4;
            default -> channels;
        };
        if (colors >= channels || bits < Byte.SIZE) {
            return planes;
        }
        float[] alpha = PsdOpacity.read(file, pixels, colors, channels, size().width(), size().height(), bits,
                isLarge()).orElse(null);
        if (alpha != null && colors == 3) {
            PsdOpacity.takeOutWhite(planes.planes(), alpha);
        }
        return RasterPlanes.of(planes.planes(), alpha, planes.gray(), planes.depth());
    }

    private Resolution resolution() {
        byte[] body = PhotoshopResources.find(resources, RESOLUTION);
        if (body == null || body.length < 16) {
            return null;
        }
        double x = ByteBuffer.wrap(body).getInt(0) / FIXED;
        double y = ByteBuffer.wrap(body).getInt(8) / FIXED;
        return x > 0 && y > 0 ? new Resolution(x, y) : null;
    }
}
