package studio.kintsugi.imaging.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.Raster;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.Resolution;
import studio.kintsugi.imaging.WriteOptions;

/** What every format that is written keeps, read back by this program and by another. */
class FormatContractTest {
    private static final int W = 37;
    private static final int H = 23;

    @TempDir
    private Path folder;

    static Stream<Arguments> kinds() {
        return Arrays.stream(PictureFormat.values()).filter(PictureFormat::isWritable).flatMap(format ->
                Arrays.stream(BitDepth.values()).flatMap(depth -> Stream.of(false, true).flatMap(alpha ->
                        Stream.of(false, true).map(gray -> Arguments.of(format, depth, alpha, gray)))));
    }

    private static Picture source(BitDepth depth, boolean alpha, boolean gray) {
        Picture smooth = Samplers.smooth(W, H, depth, alpha);
        Metadata metadata = Samplers.metadata(1).withResolution(new Resolution(300, 300));
        float[] one = smooth.plane(0);
        float[][] planes = gray ? new float[][] {one, one, one}
                : new float[][] {one, smooth.plane(1), smooth.plane(2)};
        return new Picture(W, H, planes, smooth.alpha().orElse(null),
                new PictureInfo(depth, gray, smooth.info().profile(), metadata));
    }

    /** The depth that a format holds of one that was asked for. */
    private static BitDepth held(PictureFormat format, BitDepth depth) {
        return switch (format) {
            case TIFF -> depth;
            case PNG -> depth == BitDepth.EIGHT ? depth : BitDepth.SIXTEEN;
            default -> BitDepth.EIGHT;
        };
    }

    private static double tolerance(PictureFormat format, BitDepth held) {
        return switch (format) {
            case JPEG -> 6 / 255.0;
            default -> held == BitDepth.EIGHT ? 0.51 / 255 : held == BitDepth.SIXTEEN ? 0.51 / 65535 : 1e-7;
        };
    }

    private Path written(Picture picture, PictureFormat format) throws Exception {
        Path file = folder.resolve("a." + format.extensions().getFirst());
        PictureWriter.write(picture, file,
                WriteOptions.DEFAULT.withQuality(format == PictureFormat.WEBP ? 1 : 0.98f));
        return file;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsWrittenIsReadBack(PictureFormat format, BitDepth depth, boolean alpha, boolean gray) throws Exception {
        Picture source = source(depth, alpha, gray);
        Path file = written(source, format);
        Picture picture = PictureReader.read(file);
        BitDepth held = held(format, depth);
        assertEquals(new PictureSize(W, H), PictureReader.probe(file));
        assertEquals(held, picture.info().depth());
        assertEquals(alpha && format != PictureFormat.JPEG, picture.hasAlpha());
        assertEquals(gray && format != PictureFormat.WEBP, picture.isGray());
        for (int i = 0; i < W * H; i++) {
            float opacity = alpha ? source.alpha().orElseThrow()[i] : 1;
            for (int c = 0; c < 3; c++) {
                float expected = format == PictureFormat.JPEG ? 1 + opacity * (source.plane(c)[i] - 1)
                        : source.plane(c)[i];
                assertEquals(expected, picture.plane(c)[i], tolerance(format, held));
            }
            if (picture.hasAlpha()) {
                assertEquals(opacity, picture.alpha().orElseThrow()[i], tolerance(format, held));
            }
        }
        Metadata metadata = picture.info().metadata();
        assertEquals(300, metadata.resolution().orElseThrow().x(), 0.1);
        assertTrue(metadata.exif().isPresent(), "EXIF");
        assertTrue(metadata.xmp().isPresent(), "XMP");
        assertEquals(format != PictureFormat.WEBP, metadata.iptc().isPresent(), "IPTC");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anotherProgramSeesTheSame(PictureFormat format, BitDepth depth, boolean alpha, boolean gray) throws Exception {
        Picture source = source(depth, alpha, gray);
        Path file = written(source, format);
        BitDepth held = held(format, depth);
        if (held == BitDepth.FLOAT) {
            double mean = Double.parseDouble(Programs.run("vips", "avg", file).strip());
            double[] sums = {sum(source.plane(0)), sum(source.plane(1)), sum(source.plane(2))};
            double all = gray ? sums[0] : sums[0] + sums[1] + sums[2];
            double opacity = alpha ? sum(source.alpha().orElseThrow()) : 0;
            int bands = (gray ? 1 : 3) + (alpha ? 1 : 0);
            assertEquals((all + opacity) / bands / (W * H), mean, 1e-5);
            return;
        }
        Path other = folder.resolve("other.png");
        Programs.run("vips", "copy", file, other);
        Raster raster = ImageIO.read(other.toFile()).getRaster();
        Picture ours = PictureReader.read(file);
        int top = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        assertEquals(held == BitDepth.SIXTEEN ? 65535 : 255, top);
        int colors = gray && format != PictureFormat.WEBP ? 1 : 3;
        assertEquals(colors + (ours.hasAlpha() ? 1 : 0), raster.getNumBands());
        float[] expected = new float[raster.getNumBands()];
        float[] seen = new float[raster.getNumBands()];
        for (int i = 0; i < W * H; i++) {
            raster.getPixel(i % W, i / W, seen);
            for (int c = 0; c < expected.length; c++) {
                expected[c] = (c < colors ? ours.plane(c) : ours.alpha().orElseThrow())[i] * top;
            }
            assertArrayEquals(expected, seen, 1.01f);
        }
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum;
    }
}
