package studio.kintsugi.imaging.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.metadata.Exif;
import studio.kintsugi.imaging.metrics.Metrics;

/** Pictures saved and opened again. */
class RoundTripTest {
    @TempDir
    Path folder;

    private Picture again(Picture picture, String name) throws PictureException {
        Path file = folder.resolve(name);
        PictureWriter.write(picture, file, WriteOptions.DEFAULT);
        Picture read = PictureReader.read(file);
        assertEquals(new PictureSize(read.width(), read.height()), PictureReader.probe(file));
        return read;
    }

    @ParameterizedTest
    @CsvSource({"png,EIGHT,false", "png,EIGHT,true", "png,SIXTEEN,false", "png,SIXTEEN,true", "tif,EIGHT,false",
        "tif,EIGHT,true", "tif,SIXTEEN,false", "tif,SIXTEEN,true", "tif,FLOAT,false"})
    void losslessFormatsGiveBackEveryValue(String extension, BitDepth depth, boolean alpha) throws PictureException {
        Picture picture = Samplers.smooth(301, 517, depth, alpha);
        Picture read = again(picture, "a." + extension);
        assertEquals(depth, read.info().depth());
        assertEquals(0, Samplers.difference(picture, read), 1e-7);
        assertEquals(alpha, read.alpha().isPresent());
        if (alpha) {
            assertArrayEquals(picture.alpha().get(), read.alpha().get(), 1e-7f);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "tif"})
    void oddSizesSurvive(String extension) throws PictureException {
        int[][] sizes = {{1, 1}, {3, 5000}, {5000, 3}, {7, 1}};
        for (int[] size : sizes) {
            Picture picture = Samplers.smooth(size[0], size[1], BitDepth.EIGHT, false);
            assertEquals(0, Samplers.difference(picture, again(picture, "odd." + extension)),
                    extension.equals("jpg") ? 0.15 : 1e-7);
        }
    }

    @ParameterizedTest
    @CsvSource({"jpg,EIGHT", "png,EIGHT", "png,SIXTEEN", "tif,EIGHT", "tif,SIXTEEN", "tif,FLOAT"})
    void grayStaysGray(String extension, BitDepth depth) throws PictureException {
        Picture picture = Samplers.gray(64, 48, depth);
        Picture read = again(picture, "grey." + extension);
        assertTrue(read.info().gray());
        assertEquals(0, Samplers.difference(picture, read), extension.equals("jpg") ? 0.02 : 1e-7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "tif"})
    void profileIsKeptAndValuesAreNotConverted(String extension) throws PictureException {
        byte[] icc = Samplers.adobeRgb();
        Picture picture = Samplers.smooth(40, 30, BitDepth.EIGHT, false).withInfo(
                new PictureInfo(BitDepth.EIGHT, false, ColorProfile.ofIcc(icc), Metadata.NONE));
        Picture read = again(picture, "wide." + extension);
        assertArrayEquals(icc, read.info().profile().icc().orElseThrow());
        assertEquals(0, Samplers.difference(picture, read), extension.equals("jpg") ? 0.03 : 1e-7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "tif"})
    void metadataIsKept(String extension) throws PictureException {
        Metadata metadata = Samplers.metadata(1);
        Picture picture = Samplers.smooth(40, 30, BitDepth.EIGHT, false).withInfo(
                new PictureInfo(BitDepth.EIGHT, false, ColorProfile.SRGB, metadata));
        Metadata read = again(picture, "m." + extension).info().metadata();
        assertArrayEquals(metadata.iptc().get(), read.iptc().orElseThrow());
        assertArrayEquals(metadata.xmp().get(), read.xmp().orElseThrow());
        byte[] exif = read.exif().orElseThrow();
        assertTrue(new String(exif, java.nio.charset.StandardCharsets.ISO_8859_1).contains("Kiln1"));
        assertEquals(1, Exif.orientation(exif));
    }

    @Test
    void exifTakesAllDetoursUnharmed() throws Exception {
        Picture picture = Samplers.smooth(40, 30, BitDepth.EIGHT, false).withInfo(
                new PictureInfo(BitDepth.EIGHT, false, ColorProfile.SRGB, Samplers.metadata(1)));
        Picture end = again(again(again(again(picture, "1.jpg"), "2.tif"), "3.png"), "4.jpg");
        com.drew.metadata.Metadata seen =
                com.drew.imaging.ImageMetadataReader.readMetadata(folder.resolve("4.jpg").toFile());
        assertEquals("400", seen.getFirstDirectoryOfType(com.drew.metadata.exif.ExifSubIFDDirectory.class)
                .getString(0x8827));
        assertEquals(30, end.height());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void webpOfFullQualityLosesNothing(boolean alpha) throws PictureException {
        Picture picture = Samplers.smooth(301, 517, BitDepth.EIGHT, alpha);
        Path file = folder.resolve("a.webp");
        PictureWriter.write(picture, file, WriteOptions.DEFAULT.withQuality(1));
        Picture read = PictureReader.read(file);
        assertEquals(0, Samplers.difference(picture, read), 1e-7);
        assertEquals(alpha, read.alpha().isPresent());
        if (alpha) {
            assertArrayEquals(picture.alpha().get(), read.alpha().get(), 1e-7f);
        }
    }

    @Test
    void webpKeepsProfileExifXmpAndAlpha() throws PictureException {
        Metadata metadata = Samplers.metadata(1);
        byte[] icc = Samplers.adobeRgb();
        Picture picture = Samplers.smooth(40, 30, BitDepth.EIGHT, true).withInfo(
                new PictureInfo(BitDepth.EIGHT, false, ColorProfile.ofIcc(icc), metadata));
        Picture read = again(picture, "a.webp");
        assertArrayEquals(icc, read.info().profile().icc().orElseThrow());
        assertArrayEquals(metadata.xmp().get(), read.info().metadata().xmp().orElseThrow());
        assertEquals(1, Exif.orientation(read.info().metadata().exif().orElseThrow()));
        assertArrayEquals(picture.alpha().get(), read.alpha().get(), 0.5f / 255);
        assertTrue(Metrics.psnr(picture, read) > 30, "half the chroma, " + Metrics.psnr(picture, read) + " dB");
    }

    @Test
    void webpOfOddSizesSurvives() throws PictureException {
        for (int[] size : new int[][] {{1, 1}, {3, 5000}, {5000, 3}, {7, 1}}) {
            Picture picture = Samplers.smooth(size[0], size[1], BitDepth.EIGHT, false);
            Path file = folder.resolve("odd.webp");
            PictureWriter.write(picture, file, WriteOptions.DEFAULT.withQuality(1));
            assertEquals(0, Samplers.difference(picture, PictureReader.read(file)), 1e-7);
        }
    }

    @Test
    void webpTooWideIsRefused() {
        Picture wide = Samplers.smooth(16_384, 1, BitDepth.EIGHT, false);
        PictureException refused = assertThrows(PictureException.class, () -> again(wide, "wide.webp"));
        assertTrue(refused.getMessage().contains("16383"));
    }

    /** Writers always put orientation 1, so the test sets it in the finished file. */
    @ParameterizedTest
    @CsvSource({"1,0 1 2 3 4 5,3", "2,2 1 0 5 4 3,3", "3,5 4 3 2 1 0,3", "4,3 4 5 0 1 2,3", "5,0 3 1 4 2 5,2",
        "6,3 0 4 1 5 2,2", "7,5 2 4 1 3 0,2", "8,2 5 1 4 0 3,2"})
    void everyOrientationIsTurnedUpright(int orientation, String order, int width) throws Exception {
        int[] expected = Arrays.stream(order.split(" ")).mapToInt(Integer::parseInt).toArray();
        float[] values = {0, 0.2f, 0.4f, 0.6f, 0.8f, 1};
        float[] fine = new float[48 * 32];
        for (int i = 0; i < fine.length; i++) {
            fine[i] = values[i / 48 / 16 * 3 + i % 48 / 16];
        }
        Picture picture = Picture.of(48, 32, new float[][] {fine, fine.clone(), fine.clone()}).withInfo(
                new PictureInfo(BitDepth.EIGHT, false, ColorProfile.SRGB, Samplers.metadata(1)));
        for (String extension : new String[] {"jpg", "tif", "png"}) {
            Path file = folder.resolve("o." + extension);
            PictureWriter.write(picture, file, WriteOptions.DEFAULT);
            byte[] bytes = Files.readAllBytes(file);
            int at = indexOf(bytes, new byte[] {0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 1});
            bytes[at + 9] = (byte) orientation;
            Files.write(file, bytes);
            Picture read = PictureReader.read(file);
            assertEquals(width * 16, read.width());
            assertEquals(new PictureSize(read.width(), read.height()), PictureReader.probe(file));
            for (int i = 0; i < 6; i++) {
                int center = (i / width * 16 + 8) * read.width() + i % width * 16 + 8;
                assertEquals(values[expected[i]], read.plane(1)[center], 0.02, extension + " block " + i);
            }
            assertEquals(1, Exif.orientation(read.info().metadata().exif().get()));
        }
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }

    @Test
    void jpegLaysAlphaOverWhite() throws PictureException {
        float[] black = new float[64];
        Picture picture = new Picture(8, 8, new float[][] {black, black, black}, new float[64], PictureInfo.SRGB_8);
        Picture read = again(picture, "w.jpg");
        assertFalse(read.alpha().isPresent());
        assertEquals(1, read.plane(0)[20], 0.01);
    }

    @Test
    void depthCanBeChosen() throws PictureException {
        Path file = folder.resolve("deep.png");
        PictureWriter.write(Samplers.smooth(9, 9, BitDepth.EIGHT, false), file,
                WriteOptions.DEFAULT.withDepth(BitDepth.SIXTEEN));
        assertEquals(BitDepth.SIXTEEN, PictureReader.read(file).info().depth());
    }
}
