package studio.kintsugi.imaging.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
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
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.metadata.Exif;
import studio.kintsugi.imaging.metrics.Metrics;

/** Real files through the real reader and writer. */
class PictureFilesTest {
    @TempDir
    private Path folder;

    private static Path resource(String name) {
        try {
            return Path.of(PictureFilesTest.class.getResource("/pictures/" + name).toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Picture random(int w, int h, BitDepth depth, boolean alpha, ColorProfile profile, Metadata data) {
        SplittableRandom random = new SplittableRandom(1);
        float[][] planes = new float[4][w * h];
        long top = depth == BitDepth.EIGHT ? 255 : 65535;
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = depth == BitDepth.FLOAT ? random.nextFloat() : (float) random.nextLong(top + 1) / top;
            }
        }
        return new Picture(w, h, new float[][] {planes[0], planes[1], planes[2]}, alpha ? planes[3] : null,
                new PictureInfo(depth, false, profile, data));
    }

    private Picture through(Picture picture, String name) throws PictureException {
        Path file = folder.resolve(name);
        PictureWriter.write(picture, file, WriteOptions.DEFAULT);
        return PictureReader.read(file);
    }

    @ParameterizedTest
    @CsvSource({"a.png,EIGHT,false", "a.png,EIGHT,true", "a.png,SIXTEEN,false", "a.png,SIXTEEN,true",
        "a.tif,EIGHT,false", "a.tif,SIXTEEN,true", "a.tif,FLOAT,false"})
    void losslessFormatsGiveBackEveryValue(String name, BitDepth depth, boolean alpha) throws Exception {
        Picture in = random(37, 23, depth, alpha, ColorProfile.SRGB, Metadata.NONE);
        Picture out = through(in, name);
        assertEquals(depth, out.info().depth());
        for (int c = 0; c < 3; c++) {
            assertArrayEquals(in.plane(c), out.plane(c), 1e-7f);
        }
        assertEquals(alpha, out.alpha().isPresent());
        if (alpha) {
            assertArrayEquals(in.alpha().orElseThrow(), out.alpha().orElseThrow(), 1e-7f);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.tif", "a.jpg"})
    void profileAndMetadataAreKept(String name) throws Exception {
        ColorProfile profile = ColorProfile.ofIcc(ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
        byte[] xmp = "<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'/><?xpacket end='w'?>"
                .getBytes(StandardCharsets.UTF_8);
        Metadata data = new Metadata(exif(1), iptc("a caption"), xmp);
        Picture out = through(random(20, 20, BitDepth.EIGHT, false, profile, data), name);
        assertEquals(profile, out.info().profile());
        Metadata kept = out.info().metadata();
        assertTrue(new String(kept.exif().orElseThrow(), StandardCharsets.ISO_8859_1).contains("Kintsugi camera"));
        assertArrayEquals(xmp, kept.xmp().orElseThrow());
        assertTrue(new String(kept.iptc().orElseThrow(), StandardCharsets.ISO_8859_1).contains("a caption"));
    }

    /** A TIFF stream with an orientation and a camera model. */
    private static byte[] exif(int orientation) {
        byte[] model = "Kintsugi camera\0".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(38 + model.length).order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) 2)
                .putShort((short) 0x0110).putShort((short) 2).putInt(model.length).putInt(38)
                .putShort((short) 0x0112).putShort((short) 3).putInt(1).putInt(orientation)
                .putInt(0).put(model).array();
    }

    /** One IPTC record: 2:120, the caption. */
    private static byte[] iptc(String caption) {
        byte[] text = caption.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(5 + text.length).put((byte) 0x1c).put((byte) 2).put((byte) 120)
                .putShort((short) text.length).put(text).array();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void orientationIsAppliedAndReset(int orientation) throws Exception {
        // a corner that shines tells how the picture was turned: where it belongs for each orientation
        int w = 32;
        int h = 16;
        float[] plane = new float[w * h];
        for (int y = 0; y < 8; y++) {
            java.util.Arrays.fill(plane, y * w, y * w + 8, 1);
        }
        Path file = folder.resolve("turned.jpg");
        PictureWriter.write(new Picture(w, h, new float[][] {plane, plane, plane}, null, new PictureInfo(
                BitDepth.EIGHT, false, ColorProfile.SRGB, new Metadata(exif(1), null, null))), file,
                WriteOptions.DEFAULT);
        byte[] bytes = Files.readAllBytes(file);
        int at = indexOf(bytes, new byte[] {0x12, 0x01, 3, 0, 1, 0, 0, 0});
        bytes[at + 8] = (byte) orientation;
        Files.write(file, bytes);
        Picture out = PictureReader.read(file);
        boolean turned = orientation >= 5;
        assertEquals(turned ? h : w, out.width());
        boolean right = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
        boolean bottom = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
        int x = right ? out.width() - 4 : 3;
        int y = bottom ? out.height() - 4 : 3;
        assertTrue(out.plane(0)[y * out.width() + x] > 0.9, "the bright corner");
        assertEquals(1, Exif.orientation(out.info().metadata().exif().orElseThrow()));
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            if (java.util.Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base.bmp", "base.webp", "sixteen-lzw.tif", "tiled.tif", "sixteen.png", "base.gif",
        "progressive.jpg", "cmyk.jpg"})
    void filesOfOtherProgramsShowTheSamePicture(String name) throws Exception {
        Picture expected = PictureReader.read(resource("base.png"));
        Picture actual = PictureReader.read(resource(name));
        double least = switch (name) {
            case "cmyk.jpg" -> 12;
            case "base.gif", "progressive.jpg" -> 30;
            default -> 48;
        };
        assertTrue(Metrics.psnr(expected, actual) > least, name + ": " + Metrics.psnr(expected, actual) + " dB");
    }

    @Test
    void depthsGrayAndAlphaAreSeen() throws Exception {
        assertEquals(BitDepth.SIXTEEN, PictureReader.read(resource("sixteen.png")).info().depth());
        assertTrue(PictureReader.read(resource("grey.png")).info().gray());
        assertEquals(0.5, PictureReader.read(resource("alpha.png")).alpha().orElseThrow()[0], 0.01);
        Picture gray = PictureReader.read(resource("grey.png"));
        assertTrue(through(gray, "grey.tif").info().gray());
    }

    @Test
    void aFailedSaveLeavesTheOldFileWhole() throws Exception {
        Path file = Files.write(folder.resolve("old.jpg"), new byte[] {1, 2, 3});
        Picture tooWide = random(70_000, 1, BitDepth.EIGHT, false, ColorProfile.SRGB, Metadata.NONE);
        assertThrows(PictureException.class, () -> PictureWriter.write(tooWide, file, WriteOptions.DEFAULT));
        assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(file));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void everyTruncationOfAPngAndAJpegIsAnError() throws Exception {
        for (String name : new String[] {"base.png", "progressive.jpg"}) {
            byte[] whole = Files.readAllBytes(resource(name));
            for (int n = 0; n < whole.length - 2; n += 17) {
                Path file = Files.write(folder.resolve("cut" + name), java.util.Arrays.copyOf(whole, n));
                assertThrows(PictureException.class, () -> PictureReader.read(file), name + " cut at " + n);
            }
        }
    }
}
