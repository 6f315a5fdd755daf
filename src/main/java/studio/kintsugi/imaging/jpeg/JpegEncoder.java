package studio.kintsugi.imaging.jpeg;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Iterator;
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
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.RowSource;
import studio.kintsugi.imaging.SampleQuantizer;
import studio.kintsugi.imaging.metadata.Exif;
import studio.kintsugi.imaging.metadata.PhotoshopResources;

/** Writes baseline JPEG without chroma subsampling, with profile and metadata. Alpha is laid over white. */
public final class JpegEncoder {
    private static final String TREE = "javax_imageio_jpeg_image_1.0";
    private static final int MAX_PAYLOAD = 65533;
    private static final int MAX_ICC_PART = MAX_PAYLOAD - JpegFile.ICC.length - 2;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP13 = 0xED;

    private JpegEncoder() {}

    public static void write(RowSource picture, float quality, FileChannel channel) throws IOException {
        byte[] jpeg = compress(image(picture), quality);
        int start = 2;
        if ((jpeg[3] & 0xff) == 0xE0) {
            start += 2 + ((jpeg[4] & 0xff) << 8 | jpeg[5] & 0xff);
        }
        writeFully(channel, ByteBuffer.wrap(jpeg, 0, start));
        writeFully(channel, ByteBuffer.wrap(segments(picture.info())));
        writeFully(channel, ByteBuffer.wrap(jpeg, start, jpeg.length - start));
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static BufferedImage image(RowSource picture) throws IOException {
        boolean gray = picture.isGray();
        int type = gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
        int width = picture.width();
        BufferedImage image = new BufferedImage(width, picture.height(), type);
        byte[] data = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int colors = gray ? 1 : Picture.CHANNELS;
        float[][] row = new float[Picture.CHANNELS + (picture.hasAlpha() ? 1 : 0)][width];
        float[] alpha = picture.hasAlpha() ? row[Picture.CHANNELS] : null;
        for (int y = 0; y < picture.height(); y++) {
            picture.row(y, row);
            for (int c = 0; c < colors; c++) {
                int at = y * width * colors + colors - 1 - c;
                for (int x = 0; x < width; x++, at += colors) {
                    float value = alpha == null ? row[c][x] : 1 + alpha[x] * (row[c][x] - 1);
                    data[at] = (byte) SampleQuantizer.quantize(value, 255);
                }
            }
        }
        return image;
    }

    private static byte[] compress(BufferedImage image, float quality) throws IOException {
        ImageWriter writer = writer();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
            if (image.getType() != BufferedImage.TYPE_BYTE_GRAY) {
                IIOMetadataNode tree = (IIOMetadataNode) metadata.getAsTree(TREE);
                Node first = tree.getElementsByTagName("componentSpec").item(0);
                ((Element) first).setAttribute("HsamplingFactor", "1");
                ((Element) first).setAttribute("VsamplingFactor", "1");
                metadata.setFromTree(TREE, tree);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), param);
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

    /** Blocks longer than a segment can hold (64 KB, an ICC profile aside) are left out. */
    private static byte[] segments(PictureInfo info) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        info.metadata().exif().ifPresent(exif -> segment(out, APP1, JpegFile.EXIF, Exif.upright(exif)));
        info.metadata().xmp().ifPresent(xmp -> segment(out, APP1, JpegFile.XMP, xmp));
        info.metadata().iptc().ifPresent(
                iptc -> segment(out, APP13, JpegFile.PHOTOSHOP, PhotoshopResources.of(iptc)));
        info.profile().icc().ifPresent(icc -> {
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

    private static void segment(ByteArrayOutputStream out, int marker, byte[] name, byte[] body) {
        int length = name.length + body.length;
        if (length > MAX_PAYLOAD) {
            return;
        }
        out.write(0xFF);
        out.write(marker);
        out.write(length + 2 >> 8);
        out.write(length + 2);
        out.writeBytes(name);
        out.writeBytes(body);
    }
}
