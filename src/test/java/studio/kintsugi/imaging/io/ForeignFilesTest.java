package studio.kintsugi.imaging.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.metrics.Metrics;

/** Small files made by another program from one picture, 48×32, in kinds that this program does not write. */
class ForeignFilesTest {
    private static Picture read(String name) throws PictureException {
        try {
            Path file = Path.of(ForeignFilesTest.class.getResource("/pictures/foreign/" + name).toURI());
            Picture picture = PictureReader.read(file);
            assertEquals(new PictureSize(picture.width(), picture.height()), PictureReader.probe(file));
            return picture;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"interlaced.png,0.001", "sixteen.png,0.003", "progressive.jpg,40", "subsampled.jpg,30",
        "cmyk.jpg,30", "ycck.jpg,30", "lzw-predictor.tif,0.001", "tiled-16.tif,0.003", "float.tif,0.003",
        "planar.tif,0.001", "big-endian.tif,0.001", "cmyk.tif,40", "lab.tif,30", "lossy.webp,28", "lossless.webp,0.001",
        "plain.bmp,0.001", "palette.gif,18"})
    void looksLikeTheOriginal(String name, double tolerance) throws PictureException {
        Picture original = read("original.png");
        Picture picture = read(name);
        if (tolerance < 1) {
            assertEquals(0, Samplers.difference(original, picture), tolerance);
        } else {
            double psnr = Metrics.psnr(original, picture);
            assertTrue(psnr >= tolerance, name + " " + psnr + " dB");
        }
    }

    @Test
    void alphaComesThrough() throws PictureException {
        for (String name : new String[] {"alpha.webp", "alpha-palette.png", "alpha-associated.tif"}) {
            float[] alpha = read(name).alpha().orElseThrow();
            assertEquals(0, alpha[0], 0.01, name);
            assertEquals(1, alpha[alpha.length - 1], 0.01, name);
        }
    }

    @Test
    void depthIsNamed() throws PictureException {
        assertEquals(BitDepth.SIXTEEN, read("sixteen.png").info().depth());
        assertEquals(BitDepth.FLOAT, read("float.tif").info().depth());
    }

    @Test
    void oneBitOfEitherPolarity() throws PictureException {
        for (String name : new String[] {"one-bit-black.tif", "one-bit-white.tif", "one-bit.png"}) {
            Picture picture = read(name);
            assertTrue(picture.info().gray(), name);
            assertEquals(1, picture.plane(0)[0], name);
            assertEquals(0, picture.plane(0)[picture.width() - 1], name);
        }
    }
}
