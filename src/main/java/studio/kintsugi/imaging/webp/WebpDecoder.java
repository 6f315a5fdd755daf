package studio.kintsugi.imaging.webp;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.color.Icc;
import studio.kintsugi.imaging.decode.DecodeLimits;
import studio.kintsugi.imaging.decode.Decoded;
import studio.kintsugi.imaging.decode.RasterPlanes;

/** Decodes WebP through Google's libwebp; of an animation the first frame, placed on its canvas. */
public final class WebpDecoder {
    private WebpDecoder() {}

    /**
     * Decodes a whole file.
     *
     * @throws java.io.EOFException where it is cut short
     */
    public static Decoded decode(byte[] file, String name) throws IOException, PictureException {
        WebpFile webp = WebpFile.parse(file);
        PictureSize canvas = webp.size();
        DecodeLimits.check(name, canvas.width(), canvas.height(), 5 * Float.BYTES);
        WebpFile.Frame frame = webp.firstFrame();
        PictureSize size = WebpFile.parse(frame.file()).size();
        DecodeLimits.check(name, size.width(), size.height(), 5 * Float.BYTES);
        RasterPlanes planes = RasterPlanes.of(image(frame.file()));
        return Decoded.of(size, planes, Icc.rgbOrNull(webp.icc()), new Metadata(webp.exif(), null, webp.xmp()))
                .onCanvas(canvas, frame.x(), frame.y()).withCount(name, webp.frames());
    }

    /**
     * The samples of a still picture, interleaved, row by row.
     *
     * @param channels 3, or 4 with alpha
     * @param width that it must have, pixels
     */
    public static byte[] samples(byte[] still, int channels, int width) throws IOException {
        PictureSize size = WebpFile.parse(still).size();
        if (channels < 3 || channels > 4 || size.width() != width) {
            throw new IOException("WebP of " + size.width() + " columns and " + channels + " channels");
        }
        BufferedImage image = image(still);
        byte[] samples = new byte[Math.multiplyExact(channels, size.width() * size.height())];
        int to = 0;
        for (int y = 0; y < size.height(); y++) {
            for (int argb : image.getRGB(0, y, width, 1, null, 0, width)) {
                for (int c = 0; c < channels; c++) {
                    samples[to++] = (byte) (c == 3 ? argb >> 24 : argb >> 16 - 8 * c);
                }
            }
        }
        return samples;
    }

    private static BufferedImage image(byte[] still) throws IOException {
        ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(still))) {
            reader.setInput(in, true, true);
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }
}
