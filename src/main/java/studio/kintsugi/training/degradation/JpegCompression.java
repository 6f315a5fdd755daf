package studio.kintsugi.training.degradation;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.random.RandomGenerator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import studio.kintsugi.training.data.Patch;
import studio.kintsugi.training.degradation.Degradations.Range;

/**
 * JPEG compression.
 *
 * @param quality 0–1
 */
record JpegCompression(Range quality) implements Degradation {
    @Override
    public Patch apply(Patch patch, RandomGenerator random) {
        int w = patch.width();
        int h = patch.height();
        BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < w * h; i++) {
            int rgb = 0;
            for (float[] plane : patch.planes()) {
                rgb = rgb << 8 | Math.clamp(Math.round(plane[i] * 255), 0, 255);
            }
            image.setRGB(i % w, i / w, rgb);
        }
        BufferedImage back = throughJpeg(image, (float) quality.draw(random));
        for (int i = 0; i < w * h; i++) {
            int rgb = back.getRGB(i % w, i / w);
            for (int c = 0; c < 3; c++) {
                patch.planes()[c][i] = (rgb >> 16 - 8 * c & 0xff) / 255f;
            }
        }
        return patch;
    }

    private static BufferedImage throughJpeg(BufferedImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
            stream.flush();
            return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException("a JPEG in memory failed", e);
        } finally {
            writer.dispose();
        }
    }
}
