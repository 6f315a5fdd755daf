package studio.kintsugi.imaging.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ChromaSubsampling;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.Resolution;
import studio.kintsugi.imaging.WriteOptions;

/** What a person can choose when saving is what the file has. */
class WriteOptionsTest {
    @TempDir
    private Path folder;

    private Path saved(Picture picture, String name, WriteOptions options) throws Exception {
        Path file = folder.resolve(name);
        PictureWriter.write(picture, file, options);
        return file;
    }

    @ParameterizedTest
    @CsvSource({"NONE,0x11", "HORIZONTAL,0x21", "BOTH,0x22"})
    void subsamplingIsWhatTheFrameOfAJpegSays(ChromaSubsampling subsampling, int factors) throws Exception {
        byte[] jpeg = Files.readAllBytes(saved(Samplers.smooth(50, 40, BitDepth.EIGHT, false), "a.jpg",
                WriteOptions.DEFAULT.withSubsampling(subsampling)));
        int frame = 2;
        while ((jpeg[frame + 1] & 0xff) != 0xC0) {
            frame += 2 + ((jpeg[frame + 2] & 0xff) << 8 | jpeg[frame + 3] & 0xff);
        }
        assertEquals(factors, jpeg[frame + 11]);
        assertEquals(0x11, jpeg[frame + 14]);
    }

    @Test
    void theFormatThatIsAskedForWinsOverTheName() throws Exception {
        Path file = saved(Samplers.smooth(20, 20, BitDepth.EIGHT, false), "a.bmp",
                WriteOptions.DEFAULT.withFormat(PictureFormat.TIFF));
        assertEquals(PictureFormat.TIFF, PictureFormat.ofContent(Arrays.copyOf(Files.readAllBytes(file), 16)).get());
        assertThrows(IllegalArgumentException.class, () -> WriteOptions.DEFAULT.withFormat(PictureFormat.GIF));
    }

    @Test
    void losslessWebpKeepsEveryValue() throws Exception {
        Picture picture = Samplers.noise(40, 30, 1);
        Path lossy = saved(picture, "a.webp", WriteOptions.DEFAULT.withQuality(0.5f));
        Path lossless = saved(picture, "b.webp", WriteOptions.DEFAULT.withQuality(0.5f).withLossless(true));
        assertTrue(Samplers.difference(picture, PictureReader.read(lossy)) > 0.01);
        assertEquals(0, Samplers.difference(picture, PictureReader.read(lossless)), 0.5 / 255 + 1e-6);
    }

    @Test
    void withoutMetadataOnlyTheResolutionStays() throws Exception {
        byte[] xmp = "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>".getBytes(StandardCharsets.UTF_8);
        Picture plain = Samplers.smooth(20, 20, BitDepth.EIGHT, false);
        Picture picture = plain.withInfo(plain.info().withMetadata(
                new Metadata(null, null, xmp).withResolution(new Resolution(300 / 0.0254, 300 / 0.0254))));
        for (String name : new String[] {"a.jpg", "a.png", "a.tif"}) {
            assertTrue(PictureReader.read(saved(picture, name, WriteOptions.DEFAULT)).info().metadata().xmp()
                    .isPresent(), name);
            Metadata kept = PictureReader.read(saved(picture, name, WriteOptions.DEFAULT.withMetadata(false))).info()
                    .metadata();
            assertTrue(kept.xmp().isEmpty(), name);
            assertEquals(300 / 0.0254, kept.resolution().orElseThrow().x(), 30, name);
        }
    }

    /** The engine's own linear space has sRGB's primaries, so that the right values are known. */
    @Test
    void coloursAreConvertedToSrgb() throws Exception {
        Picture plain = Samplers.smooth(64, 8, BitDepth.SIXTEEN, true);
        byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        PictureInfo info = new PictureInfo(BitDepth.SIXTEEN, false, ColorProfile.ofIcc(linear), Metadata.NONE);
        Picture converted = PictureReader.read(saved(plain.withInfo(info), "a.png",
                WriteOptions.DEFAULT.withSrgb(true)));
        assertEquals(ColorProfile.SRGB, converted.info().profile());
        float[] expected = new float[64 * 8];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < expected.length; i++) {
                double x = plain.plane(c)[i];
                expected[i] = (float) (x <= 0.0031308 ? 12.92 * x : 1.055 * Math.pow(x, 1 / 2.4) - 0.055);
            }
            assertArrayEquals(expected, converted.plane(c), 0.002f);
        }
        assertArrayEquals(plain.alpha().orElseThrow(), converted.alpha().orElseThrow(), 1e-4f);
    }
}
