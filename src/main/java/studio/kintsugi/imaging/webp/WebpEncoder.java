package studio.kintsugi.imaging.webp;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWriteParam;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.RowSource;
import studio.kintsugi.imaging.SampleQuantizer;
import studio.kintsugi.imaging.WriteOptions;

/**
 * Writes WebP with alpha, profile, EXIF and XMP through Google's own library; lossless, or at quality 1, nothing of 8
 * bits is lost.
 */
public final class WebpEncoder {
    /** The default, 4, leaves a tenth of the file's size to be won; 6 takes twice its time. */
    private static final int METHOD = 5;

    private WebpEncoder() {}

    public static void write(RowSource picture, WriteOptions options, FileChannel channel) throws IOException {
        byte[] plain = compress(image(picture), options);
        ByteBuffer file = ByteBuffer.wrap(WebpFile.parse(plain)
                .extended(picture.width(), picture.height(), picture.hasAlpha(), picture.info()));
        while (file.hasRemaining()) {
            channel.write(file);
        }
    }

    private static BufferedImage image(RowSource picture) throws IOException {
        boolean hasAlpha = picture.hasAlpha();
        int width = picture.width();
        BufferedImage image = new BufferedImage(width, picture.height(),
                hasAlpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        int[] data = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        float[][] row = new float[Picture.CHANNELS + (hasAlpha ? 1 : 0)][width];
        for (int y = 0; y < picture.height(); y++) {
            picture.row(y, row);
            for (int x = 0; x < width; x++) {
                int alpha = hasAlpha ? SampleQuantizer.quantize(row[Picture.CHANNELS][x], 255) : 255;
                data[y * width + x] = alpha << 24 | SampleQuantizer.quantize(row[0][x], 255) << 16
                        | SampleQuantizer.quantize(row[1][x], 255) << 8 | SampleQuantizer.quantize(row[2][x], 255);
            }
        }
        return image;
    }

    /** A file of the picture alone. */
    static byte[] compress(BufferedImage image, WriteOptions options) throws IOException {
        WebPWriteParam param = new WebPWriteParam(Locale.ROOT);
        boolean lossless = options.lossless() || options.quality() == 1;
        param.setCompressionType(lossless ? CompressionType.Lossless : CompressionType.Lossy);
        param.setCompressionQuality(lossless ? 1 : options.quality());
        param.setMethod(METHOD);
        param.setUseSharpYUV(true);
        param.setExact(true);
        ImageWriter writer = new WebPImageWriterSpi().createWriterInstance(null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
