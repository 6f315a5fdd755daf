package studio.kintsugi.imaging.psd;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.Resolution;
import studio.kintsugi.imaging.color.Icc;
import studio.kintsugi.imaging.decode.Decoded;
import studio.kintsugi.imaging.decode.RasterPlanes;
import studio.kintsugi.imaging.metadata.Exif;
import studio.kintsugi.imaging.metadata.PhotoshopResources;

/** The resources of a Photoshop file: profile, metadata and resolution. */
public final class PsdFile {
    private static final int HEADER = 26;
    private static final int MOST = 64 << 20;
    private static final int ICC = 0x040F;
    private static final int EXIF = 0x0422;
    private static final int XMP = 0x0424;
    private static final int RESOLUTION = 0x03ED;
    private static final double FIXED = 65536;

    private final byte[] resources;

    private PsdFile(byte[] resources) {
        this.resources = resources;
    }

    /** @throws EOFException where the file ends before its resources do */
    public static PsdFile read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            in.skipNBytes(HEADER);
            in.skipNBytes(in.readInt() & 0xffffffffL);
            int length = in.readInt();
            if (length < 0 || length > MOST) {
                return new PsdFile(new byte[0]);
            }
            byte[] resources = in.readNBytes(length);
            if (resources.length < length) {
                throw new EOFException("resources cut short");
            }
            return new PsdFile(resources);
        }
    }

    /** The flattened picture with what the resources say of it. Photoshop has turned its pixels upright already. */
    public Decoded decoded(PictureSize size, RasterPlanes planes) {
        byte[] icc = PhotoshopResources.find(resources, ICC);
        if (planes.gray()) {
            Icc.grayToSrgb(planes.planes()[0], icc);
        }
        byte[] exif = PhotoshopResources.find(resources, EXIF);
        Metadata metadata = new Metadata(exif == null ? null : Exif.upright(exif), PhotoshopResources.iptc(resources),
                PhotoshopResources.find(resources, XMP));
        return Decoded.of(size, planes, planes.isConverted() ? null : Icc.rgbOrNull(icc), metadata
                .withResources(PhotoshopResources.others(resources)).withResolution(resolution()));
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
