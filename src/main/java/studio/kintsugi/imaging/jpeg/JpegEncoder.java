package studio.kintsugi.imaging.jpeg;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.Resolution;
import studio.kintsugi.imaging.RowSource;
import studio.kintsugi.imaging.TextEntry;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.metadata.Exif;
import studio.kintsugi.imaging.metadata.ExifTexts;
import studio.kintsugi.imaging.metadata.ExtendedXmp;
import studio.kintsugi.imaging.metadata.PhotoshopResources;

/** Writes baseline JPEG with profile and metadata. Alpha is laid over white. */
public final class JpegEncoder {
    private static final String TREE = "javax_imageio_jpeg_image_1.0";
    private static final int MAX_PAYLOAD = 65533;
    private static final int MAX_ICC_PART = MAX_PAYLOAD - JpegFile.ICC.length - 2;
    /** XMP's part of a segment, as its specification bounds it. */
    private static final int MAX_XMP = 65502;
    private static final int DENSITY = 13;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int COMMENT = 0xFE;
    private static final int APP2 = 0xE2;
    private static final int APP13 = 0xED;

    private JpegEncoder() {}

    /**
     * Writes a picture.
     *
     * @return what was left out because no JPEG segment holds it, as {@code XMP}
     */
    public static List<String> write(RowSource picture, WriteOptions options, FileChannel channel) throws IOException {
        byte[] jpeg = compress(picture, options);
        picture.info().metadata().resolution().ifPresent(r -> putDensity(jpeg, r));
        int start = 2;
        if ((jpeg[3] & 0xff) == 0xE0) {
            start += 2 + ((jpeg[4] & 0xff) << 8 | jpeg[5] & 0xff);
        }
        writeFully(channel, ByteBuffer.wrap(jpeg, 0, start));
        List<String> leftOut = new ArrayList<>();
        writeFully(channel, ByteBuffer.wrap(segments(picture.info(), picture.isGray(), leftOut)));
        writeFully(channel, ByteBuffer.wrap(jpeg, start, jpeg.length - start));
        return leftOut;
    }

    /** Sets the density of the JFIF segment that the encoder wrote. */
    private static void putDensity(byte[] jpeg, Resolution resolution) {
        if ((jpeg[3] & 0xff) == APP0) {
            ByteBuffer.wrap(jpeg).put(DENSITY, (byte) 1)
                    .putShort(DENSITY + 1, (short) Math.clamp(Math.round(resolution.x()), 1, 0xffff))
                    .putShort(DENSITY + 3, (short) Math.clamp(Math.round(resolution.y()), 1, 0xffff));
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static byte[] compress(RowSource picture, WriteOptions options) throws IOException {
        BufferedImage image = RowBuffer.image(picture);
        ImageWriter writer = writer();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(options.quality());
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
            if (image.getRaster().getNumBands() > 1) {
                IIOMetadataNode tree = (IIOMetadataNode) metadata.getAsTree(TREE);
                Node first = tree.getElementsByTagName("componentSpec").item(0);
                ((Element) first).setAttribute("HsamplingFactor",
                        Integer.toString(options.subsampling().columns()));
                ((Element) first).setAttribute("VsamplingFactor", Integer.toString(options.subsampling().rows()));
                metadata.setFromTree(TREE, tree);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), param);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The writer of the JDK, whose metadata tree is known. */
    private static ImageWriter writer() throws IOException {
        for (Iterator<ImageWriter> all = ImageIO.getImageWritersByFormatName("JPEG"); all.hasNext();) {
            ImageWriter writer = all.next();
            if (writer.getClass().getName().startsWith("com.sun.")) {
                return writer;
            }
        }
        throw new IOException("no JPEG writer");
    }

    /** Blocks longer than a segment can hold (64 KB) are left out, but XMP and profiles, which may be in parts. */
    private static byte[] segments(PictureInfo info, boolean gray, List<String> leftOut) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Metadata metadata = info.metadata();
        List<TextEntry> named = metadata.texts().stream().filter(t -> !t.keyword().equals(TextEntry.COMMENT)).toList();
        byte[] exif = ExifTexts.add(metadata.exif().map(Exif::upright).orElse(null), named);
        if (exif != null && !segment(out, APP1, JpegFile.EXIF, exif)) {
            leftOut.add("EXIF");
        }
        metadata.xmp().ifPresent(xmp -> {
            Optional<ExtendedXmp.Parts> parts = ExtendedXmp.split(xmp, MAX_XMP);
            parts.ifPresentOrElse(p -> {
                segment(out, APP1, JpegFile.XMP, p.main());
                p.parts().forEach(part -> segment(out, APP1, JpegFile.EXTENDED_XMP, part));
            }, () -> leftOut.add("XMP"));
        });
        byte[] photoshop = PhotoshopResources.of(metadata.iptc().orElse(null), metadata.resources().orElse(null));
        if (photoshop.length > 0 && !segment(out, APP13, JpegFile.PHOTOSHOP, photoshop)) {
            leftOut.add("IPTC");
        }
        for (TextEntry entry : metadata.texts()) {
            boolean comment = entry.keyword().equals(TextEntry.COMMENT);
            if (comment && !segment(out, COMMENT, new byte[0], entry.text().getBytes(StandardCharsets.UTF_8))) {
                leftOut.add("a comment");
            }
        }
        info.profile().icc(gray).ifPresent(icc -> {
            int parts = (icc.length + MAX_ICC_PART - 1) / MAX_ICC_PART;
            for (int i = 0; i < parts; i++) {
                int from = i * MAX_ICC_PART;
                int size = Math.min(MAX_ICC_PART, icc.length - from);
                byte[] part = ByteBuffer.allocate(2 + size).put((byte) (i + 1)).put((byte) parts)
                        .put(icc, from, size).array();
                segment(out, APP2, JpegFile.ICC, part);
            }
        });
        return out.toByteArray();
    }

    /** Writes a segment; false, and nothing, where it is too long for one. */
    private static boolean segment(ByteArrayOutputStream out, int marker, byte[] name, byte[] body) {
        int length = name.length + body.length;
        if (length > MAX_PAYLOAD) {
            return false;
        }
        out.write(0xFF);
        out.write(marker);
        out.write(length + 2 >> 8);
        out.write(length + 2);
        out.writeBytes(name);
        out.writeBytes(body);
        return true;
    }
}
