package studio.kintsugi.imaging.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.WriteOptions;

/** JPEG 2000 as libvips writes it, and with boxes of our own around its codestream. */
class Jpeg2000Test {
    private static final int W = 61;
    private static final int H = 47;

    @TempDir
    private Path folder;

    /** A file that libvips wrote; of {@code .j2k} the codestream alone. */
    private Path written(Picture picture, String name, String options) throws Exception {
        Path source = folder.resolve("source.png");
        PictureWriter.write(picture, source, WriteOptions.DEFAULT);
        Path target = folder.resolve(name);
        try {
            Programs.run("vips", "copy", source, target + options);
        } catch (AssertionError unable) {
            Assumptions.abort("vips was built without a writer for " + name);
        }
        byte[] file = Files.readAllBytes(target);
        int codestream = 0;
        while (name.endsWith(".j2k") && ByteBuffer.wrap(file).getInt(codestream) != 0xFF4FFF51) {
            codestream++;
        }
        Files.write(target, Arrays.copyOfRange(file, codestream, file.length));
        return target;
    }

    private static Picture read(Path file) throws PictureException {
        try {
            return PictureReader.read(file);
        } catch (PictureException e) {
            Assumptions.assumeFalse(e.getMessage().contains("is not installed"), e.getMessage());
            throw e;
        }
    }

    private static byte[] box(String type, byte[]... bodies) {
        int length = 8 + Arrays.stream(bodies).mapToInt(b -> b.length).sum();
        ByteBuffer out = ByteBuffer.allocate(length).putInt(length).put(type.getBytes(StandardCharsets.US_ASCII));
        Arrays.stream(bodies).forEach(out::put);
        return out.array();
    }

    private static byte[] ints(int... values) {
        ByteBuffer out = ByteBuffer.allocate(4 * values.length);
        Arrays.stream(values).forEach(out::putInt);
        return out.array();
    }

    /** A JP2 file around a codestream, with further boxes within and after its header. */
    private Path boxed(byte[] codestream, int components, byte[] colors, byte[] inHeader, byte[] after)
            throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(box("jP  ", new byte[] {0x0D, 0x0A, (byte) 0x87, 0x0A}));
        out.writeBytes(box("ftyp", "jp2 \0\0\0\0jp2 ".getBytes(StandardCharsets.US_ASCII)));
        byte[] ihdr = box("ihdr", ints(H, W), new byte[] {0, (byte) components, 7, 7, 0, 0});
        out.writeBytes(box("jp2h", ihdr, colors, inHeader));
        out.writeBytes(after);
        out.writeBytes(box("jp2c", codestream));
        return Files.write(folder.resolve("boxed.jp2"), out.toByteArray());
    }

    private static byte[] enumerated(int space) {
        return box("colr", new byte[] {1, 0, 0}, ints(space));
    }

    @ParameterizedTest
    @CsvSource({"a.jp2,EIGHT,false", "a.jp2,SIXTEEN,false", "a.j2k,EIGHT,false", "a.jp2,EIGHT,true",
        "a.jp2,SIXTEEN,true", "a.j2k,EIGHT,true"})
    void whatVipsWritesWithoutLossIsReadExactly(String name, BitDepth depth, boolean alpha) throws Exception {
        Picture plain = Samplers.smooth(W, H, depth, alpha);
        Path file = written(plain, name, "[lossless]");
        Picture picture = read(file);
        assertEquals(new PictureSize(W, H), PictureReader.probe(file));
        assertEquals(depth, picture.info().depth());
        assertEquals(0, Samplers.difference(plain, picture), 1e-6);
        assertEquals(alpha, picture.hasAlpha());
        if (alpha) {
            assertArrayEquals(plain.alpha().orElseThrow(), picture.alpha().orElseThrow(), 1e-6f);
        }
    }

    @Test
    void greyStaysGrey() throws Exception {
        for (BitDepth depth : new BitDepth[] {BitDepth.EIGHT, BitDepth.SIXTEEN}) {
            Picture plain = Samplers.gray(W, H, depth);
            Picture picture = read(written(plain, "a.jp2", "[lossless]"));
            assertTrue(picture.isGray());
            assertEquals(depth, picture.info().depth());
            assertEquals(0, Samplers.difference(plain, picture), 1e-6);
        }
    }

    @Test
    void smallerChromaIsEnlargedAndTurnedIntoColors() throws Exception {
        // of odd sizes libvips itself can't read what it writes
        Picture plain = Samplers.smooth(64, 48, BitDepth.EIGHT, false);
        Picture picture = read(written(plain, "a.jp2", "[subsample-mode=on,Q=100]"));
        Path other = folder.resolve("other.png");
        Programs.run("vips", "copy", folder.resolve("a.jp2"), other);
        assertEquals(0, Samplers.difference(PictureReader.read(other), picture), 2.5 / 255);
    }

    @Test
    void lumaAndDifferencesOfFullSizeAreTurnedIntoColors() throws Exception {
        Picture plain = Samplers.smooth(W, H, BitDepth.EIGHT, false);
        float[][] ycc = new float[3][W * H];
        for (int i = 0; i < W * H; i++) {
            float r = plain.plane(0)[i];
            float g = plain.plane(1)[i];
            float b = plain.plane(2)[i];
            ycc[0][i] = 0.299f * r + 0.587f * g + 0.114f * b;
            ycc[1][i] = Math.clamp((b - ycc[0][i]) / 1.772f + 128 / 255f, 0, 1);
            ycc[2][i] = Math.clamp((r - ycc[0][i]) / 1.402f + 128 / 255f, 0, 1);
        }
        byte[] stream = Files.readAllBytes(written(Picture.of(W, H, ycc), "a.j2k", "[lossless]"));
        Picture picture = read(boxed(stream, 3, enumerated(18), new byte[0], new byte[0]));
        assertEquals(0, Samplers.difference(plain, picture), 2.5 / 255);
    }

    @Test
    void channelsMayStandInAnotherOrder() throws Exception {
        Picture plain = Samplers.smooth(W, H, BitDepth.EIGHT, false);
        byte[] stream = Files.readAllBytes(written(plain, "a.j2k", "[lossless]"));
        byte[] reversed = box("cdef", new byte[] {0, 3, 0, 0, 0, 0, 0, 3, 0, 1, 0, 0, 0, 2, 0, 2, 0, 0, 0, 1});
        Picture picture = read(boxed(stream, 3, enumerated(16), reversed, new byte[0]));
        assertArrayEquals(plain.plane(0), picture.plane(2), 1e-6f);
        assertArrayEquals(plain.plane(2), picture.plane(0), 1e-6f);
    }

    @Test
    void opacityThatWasMultipliedInIsTakenOut() throws Exception {
        Picture plain = Samplers.smooth(W, H, BitDepth.EIGHT, true);
        byte[] stream = Files.readAllBytes(written(plain, "a.j2k", "[lossless]"));
        byte[] channels = box("cdef", new byte[] {0, 4, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 2, 0, 2, 0, 0, 0, 3, 0, 3, 0,
            2, 0, 0});
        Picture picture = read(boxed(stream, 4, enumerated(16), channels, new byte[0]));
        float[] alpha = picture.alpha().orElseThrow();
        int i = W * 20 + W / 2;
        assertEquals(Math.min(1, plain.plane(1)[i] / alpha[i]), picture.plane(1)[i], 1e-5);
    }

    @Test
    void palettesAreLookedUp() throws Exception {
        Picture plain = Samplers.gray(W, H, BitDepth.EIGHT);
        byte[] stream = Files.readAllBytes(written(plain, "a.j2k", "[lossless]"));
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        entries.writeBytes(new byte[] {1, 0, 3, 7, 7, 7});
        for (int i = 0; i < 256; i++) {
            entries.writeBytes(new byte[] {(byte) i, (byte) (255 - i), 7});
        }
        ByteArrayOutputStream more = new ByteArrayOutputStream();
        more.writeBytes(box("pclr", entries.toByteArray()));
        more.writeBytes(box("cmap", new byte[] {0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 2}));
        Picture picture = read(boxed(stream, 1, enumerated(16), more.toByteArray(), new byte[0]));
        for (int i = 0; i < W * H; i++) {
            assertEquals(plain.plane(0)[i], picture.plane(0)[i], 1e-6);
            assertEquals(1 - plain.plane(0)[i], picture.plane(1)[i], 1e-6);
            assertEquals(7 / 255f, picture.plane(2)[i], 1e-6);
        }
    }

    @Test
    void profileMetadataAndResolutionComeAlong() throws Exception {
        byte[] stream = Files.readAllBytes(written(Samplers.smooth(W, H, BitDepth.EIGHT, false), "a.j2k", ""));
        Metadata metadata = Samplers.metadata(6);
        byte[] exif = box("uuid", HexFormat.of().parseHex("4a706754696666457869662d3e4a5032"),
                metadata.exif().orElseThrow());
        byte[] xmp = box("uuid", HexFormat.of().parseHex("be7acfcb97a942e89c71999491e3afac"),
                metadata.xmp().orElseThrow());
        byte[] iptc = box("uuid", HexFormat.of().parseHex("33c7a4d2b81d4723a0baf1a3e097ad38"),
                metadata.iptc().orElseThrow());
        ByteArrayOutputStream after = new ByteArrayOutputStream();
        after.writeBytes(exif);
        after.writeBytes(xmp);
        after.writeBytes(iptc);
        // 11811 samples per metre are 300 per inch
        byte[] resolution = box("res ", box("resc", new byte[] {0x2E, 0x23, 0, 1, 0x2E, 0x23, 0, 1, 0, 0}));
        byte[] colors = box("colr", new byte[] {2, 0, 0}, Samplers.adobeRgb());
        Picture picture = read(boxed(stream, 3, colors, resolution, after.toByteArray()));
        Metadata read = picture.info().metadata();
        assertEquals(W, picture.width(), "the orientation in EXIF is no matter of the pixels");
        assertTrue(read.exif().isPresent(), "EXIF");
        assertTrue(read.xmp().isPresent(), "XMP");
        assertTrue(read.iptc().isPresent(), "IPTC");
        assertEquals(300, read.resolution().orElseThrow().x(), 0.1);
        assertArrayEquals(Samplers.adobeRgb(), picture.info().profile().icc().orElseThrow());
    }

    @Test
    void noPartOfAFileIsTakenForTheWhole() throws Exception {
        for (String name : new String[] {"a.jp2", "a.j2k"}) {
            byte[] whole = Files.readAllBytes(written(Samplers.noise(W, H, 3), name, ""));
            read(Files.write(folder.resolve("whole-" + name), whole));
            for (int length = 1; length < whole.length * 19 / 20; length += 1 + whole.length / 50) {
                Path part = Files.write(folder.resolve("part-" + name), Arrays.copyOf(whole, length));
                assertThrows(PictureException.class, () -> PictureReader.read(part), "of length " + length);
            }
        }
    }

    @Test
    void sizesThatCannotBeAreRefusedBeforeMemoryIsTaken() throws Exception {
        byte[] stream = Files.readAllBytes(written(Samplers.noise(W, H, 3), "a.j2k", ""));
        read(folder.resolve("a.j2k"));
        byte[] huge = stream.clone();
        ByteBuffer.wrap(huge).putInt(8, 1_000_000).putInt(12, 1_000_000);
        byte[] tiles = stream.clone();
        ByteBuffer.wrap(tiles).putInt(8, 4000).putInt(12, 4000).putInt(24, 1).putInt(28, 1);
        for (byte[] hostile : new byte[][] {huge, tiles}) {
            Path file = Files.write(folder.resolve("hostile.j2k"), hostile);
            String sentence = assertThrows(PictureException.class, () -> PictureReader.read(file)).getMessage();
            assertTrue(sentence.contains("MB"), sentence);
            assertFalse(assertThrows(PictureException.class, () -> PictureReader.probe(file)).getMessage().isEmpty());
        }
    }

    @Test
    void aStreamWithoutItsEndMarkIsWhole() throws Exception {
        byte[] whole = Files.readAllBytes(written(Samplers.noise(W, H, 3), "a.j2k", "[lossless]"));
        Arrays.fill(whole, whole.length - 2, whole.length, (byte) 0);
        assertNotNull(read(Files.write(folder.resolve("b.j2k"), whole)));
    }
}
