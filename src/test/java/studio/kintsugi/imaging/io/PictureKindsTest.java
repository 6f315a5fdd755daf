package studio.kintsugi.imaging.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.tiff.TiffBytes;

/** Which files are pictures, which of them can be read, and that hostile ones do no harm. */
class PictureKindsTest {
    private static final int W = 5;
    private static final int H = 3;

    @TempDir
    private Path folder;

    private Path saved(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte level(int x, int y, int c) {
        return (byte) (x * 40 + y * 11 + c * 5);
    }

    /** A kind of file that shows {@link #level} in red, green and blue, written by the test. */
    private static byte[] file(String kind) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (kind) {
            case "a.ppm" -> out.writeBytes(bytes("P6\n# a remark\n" + W + " " + H + "\n255\n"));
            case "a.tga" -> out.writeBytes(new byte[] {0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, W, 0, H, 0, 24, 0x20});
            default -> out.writeBytes(ByteBuffer.allocate(40 + 14).put(bytes("8BPS")).putShort((short) 1).position(12)
                    .putShort((short) 3).putInt(H).putInt(W).putShort((short) 8).putShort((short) 3).putInt(0)
                    .putInt(14).put(bytes("8BIM")).putShort((short) 0x040A).putShort((short) 0).putInt(1).put((byte) 1)
                    .put((byte) 0).putInt(0).putShort((short) 0).array());
        }
        boolean planes = kind.equals("a.psd");
        for (int i = 0; i < W * H * 3; i++) {
            int pixel = planes ? i % (W * H) : i / 3;
            int channel = planes ? i / (W * H) : kind.equals("a.tga") ? 2 - i % 3 : i % 3;
            out.write(level(pixel % W, pixel / W, channel));
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.ppm", "a.tga", "a.psd"})
    void furtherFormatsAreRead(String kind) throws Exception {
        Path source = saved(kind, file(kind));
        Picture picture = PictureReader.read(source);
        assertEquals(new PictureSize(W, H), PictureReader.probe(source));
        for (int i = 0; i < W * H; i++) {
            for (int c = 0; c < 3; c++) {
                assertEquals((level(i % W, i / W, c) & 0xff) / 255f, picture.plane(c)[i], 1e-6);
            }
        }
        PictureException e = assertThrows(PictureException.class,
                () -> PictureWriter.write(picture, folder.resolve("again-" + kind), WriteOptions.DEFAULT));
        assertTrue(e.getMessage().contains("cannot be saved in that format"), e.getMessage());
    }

    @Test
    void aPsdsResourcesComeAlong() throws Exception {
        Picture picture = PictureReader.read(saved("a.psd", file("a.psd")));
        assertArrayEquals(new byte[] {'8', 'B', 'I', 'M', 4, 10, 0, 0, 0, 0, 0, 1, 1, 0},
                picture.info().metadata().resources().orElseThrow());
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("a.cr3", "\0\0\0\u0018ftypcrx \0\0\0\0", "camera raw pictures"),
                Arguments.of("a.cr2", "II*\0\u0010\0\0\0CR\u0002\0", "camera raw pictures"),
                Arguments.of("a.raf", "FUJIFILMCCD-RAW 0201", "camera raw pictures"),
                Arguments.of("a.xcf", "gimp xcf v011", "GIMP's own files"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatCanNotBeReadYetIsCalledByItsName(String name, String content, String kind) throws IOException {
        Path source = saved(name, bytes(content));
        String sentence = assertThrows(PictureException.class, () -> PictureReader.read(source)).getMessage();
        assertTrue(sentence.contains(kind + " can't be read yet"), sentence);
        assertTrue(sentence.contains("export it as"), sentence);
        assertTrue(sentence.contains(name), sentence);
        assertThrows(PictureException.class, () -> PictureReader.probe(source));
    }

    @Test
    void theOneListHoldsEveryEnding() {
        for (String name : List.of("a.jfif", "a.jpe", "a.dib", "A.JPG", "a.tiff", "a.psd", "a.pgm", "a.heic",
                "a.NEF")) {
            assertTrue(PictureFormat.isPictureName(name), name);
        }
        for (String name : List.of("a.txt", "a.pdf", "a.mp4", "a.jpg.part")) {
            assertFalse(PictureFormat.isPictureName(name), name);
        }
    }

    private static TiffBytes preview() {
        return new TiffBytes(ByteOrder.LITTLE_ENDIAN, 4, 4).shorts(258, 8).shorts(259, 1).shorts(262, 1).shorts(277, 1)
                .segments(new byte[16]);
    }

    @Test
    void thePreviewOfARawFileIsNotTakenForIt() throws Exception {
        byte[] dng = preview().bytes(50706, 1, new byte[] {1, 4, 0, 0}).file();
        for (String name : new String[] {"a.dng", "a.tif"}) {
            Path source = saved(name, dng);
            String sentence = assertThrows(PictureException.class, () -> PictureReader.read(source)).getMessage();
            assertTrue(sentence.contains("camera raw"), sentence);
            assertThrows(PictureException.class, () -> PictureReader.probe(source));
        }
        Path named = saved("a.nef", preview().file());
        assertThrows(PictureException.class, () -> PictureReader.read(named));
        assertEquals(4, PictureReader.read(saved("plain.tif", preview().file())).width());
    }

    @Test
    void theRealRawFileIsRefused() {
        Path source = Programs.fault("dng-preview-only.dng");
        assertTrue(assertThrows(PictureException.class, () -> PictureReader.read(source)).getMessage().contains("raw"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.ppm", "a.tga", "a.psd", "a.gif", "a.webp", "a.tif", "a.jpg", "a.png"})
    void spoiltFilesAreReadOrRefusedAtOnce(String kind) throws Exception {
        byte[] whole = switch (kind) {
            case "a.ppm", "a.tga", "a.psd" -> file(kind);
            case "a.gif" ->
                    Files.readAllBytes(Path.of(PictureKindsTest.class.getResource("/pictures/base.gif").toURI()));
            case "a.tif" -> new TiffBytes(ByteOrder.BIG_ENDIAN, 4, 4).shorts(258, 12, 12, 12).shorts(259, 1)
                    .shorts(262, 2).shorts(277, 3).segments(new byte[72]).file(1);
            default -> {
                Path file = folder.resolve("whole-" + kind);
                PictureWriter.write(Samplers.smooth(9, 7, BitDepth.EIGHT, false).withInfo(
                        Samplers.smooth(9, 7, BitDepth.EIGHT, false).info().withMetadata(Samplers.metadata(6))), file,
                        WriteOptions.DEFAULT);
                yield Files.readAllBytes(file);
            }
        };
        SplittableRandom random = new SplittableRandom(19);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] spoilt = i % 4 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int k = random.nextInt(1, 6); k > 0 && spoilt.length > 0; k--) {
                spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
            }
            Path file = saved("spoilt-" + kind, spoilt);
            refused += assertTimeout(Duration.ofSeconds(5), () -> isRefused(file)) ? 1 : 0;
        }
        assertTrue(refused > 0, "some files must be beyond reading");
    }

    private static boolean isRefused(Path file) {
        try {
            PictureReader.read(file);
            return false;
        } catch (PictureException e) {
            return true;
        }
    }
}
