package studio.kintsugi.imaging.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.io.PictureWriter;

/** TIFF samples of every size and meaning, in files that the test writes itself. */
class TiffSamplesTest {
    private static final int W = 13;
    private static final int H = 5;
    private static final int WHITE_IS_ZERO = 0;
    private static final int BLACK_IS_ZERO = 1;
    private static final int RGB = 2;
    private static final int CMYK = 5;

    @TempDir
    private Path folder;

    private Picture read(byte[] file) throws IOException, PictureException {
        return PictureReader.read(Files.write(folder.resolve("in.tif"), file));
    }

    /** What sample {@code c} of pixel (x, y) is, 0–1. */
    private static double value(int x, int y, int c, int colors) {
        return c >= colors ? 0.75 : (x * (c + 1) + y * 3) % 17 / 16.0;
    }

    private static double[] values(int samples, int colors, boolean inverted, int from, int to) {
        double[] values = new double[W * H * (to - from)];
        int i = 0;
        for (int y = 0; y < H; y++) {
            for (int x = 0; x < W; x++) {
                for (int c = from; c < Math.min(to, samples); c++) {
                    double v = value(x, y, c, colors);
                    values[i++] = inverted ? 1 - v : v;
                }
            }
        }
        return values;
    }

    private static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static byte[] file(ByteOrder order, int bits, int photometric, boolean alpha, boolean planar,
            boolean packed) {
        int colors = photometric == RGB ? 3 : photometric == CMYK ? 4 : 1;
        int samples = colors + (alpha ? 1 : 0);
        boolean inverted = photometric == WHITE_IS_ZERO;
        byte[][] data = new byte[planar ? samples : 1][];
        for (int p = 0; p < data.length; p++) {
            double[] values = values(samples, colors, inverted, planar ? p : 0, planar ? p + 1 : samples);
            byte[] raw = TiffBytes.pack(order, bits, values.length / H, values);
            data[p] = packed ? deflated(raw) : raw;
        }
        int[] each = new int[samples];
        Arrays.fill(each, bits);
        TiffBytes tiff = new TiffBytes(order, W, H).shorts(258, each).shorts(259, packed ? 8 : 1)
                .shorts(262, photometric).shorts(277, samples).shorts(284, planar ? 2 : 1).segments(data);
        return (alpha ? tiff.shorts(338, 2) : tiff).file();
    }

    static Stream<Arguments> kinds() {
        return IntStream.rangeClosed(1, 32).boxed().flatMap(bits -> Stream.of(
                Arguments.of(bits, BLACK_IS_ZERO, false, false, ByteOrder.LITTLE_ENDIAN),
                Arguments.of(bits, WHITE_IS_ZERO, false, false, ByteOrder.BIG_ENDIAN),
                Arguments.of(bits, BLACK_IS_ZERO, true, false, ByteOrder.LITTLE_ENDIAN),
                Arguments.of(bits, RGB, false, false, ByteOrder.BIG_ENDIAN),
                Arguments.of(bits, RGB, true, false, ByteOrder.LITTLE_ENDIAN),
                Arguments.of(bits, RGB, false, true, ByteOrder.LITTLE_ENDIAN)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everySampleIsTheShareOfItsRange(int bits, int photometric, boolean alpha, boolean planar, ByteOrder order)
            throws Exception {
        Picture picture = read(file(order, bits, photometric, alpha, planar, bits % 2 == 0));
        int colors = photometric == RGB ? 3 : 1;
        long top = (1L << bits) - 1;
        for (int c = 0; c < colors; c++) {
            for (int i = 0; i < W * H; i++) {
                double stored = value(i % W, i / W, c, colors);
                double expected = photometric == WHITE_IS_ZERO ? 1 - Math.round((1 - stored) * top) / (double) top
                        : Math.round(stored * top) / (double) top;
                assertEquals(expected, picture.plane(c)[i], bits <= 8 ? 1 / 510.0 + 1e-6 : 1 / 131070.0 + 1e-6);
            }
        }
        assertEquals(bits <= 8 ? BitDepth.EIGHT : bits <= 16 ? BitDepth.SIXTEEN : BitDepth.FLOAT,
                picture.info().depth());
        assertEquals(bits > 16, picture.info().notes().stream().anyMatch(n -> n.contains(bits + " bits")));
        assertEquals(alpha, picture.alpha().isPresent());
        if (alpha) {
            assertEquals(Math.round(0.75 * top) / (double) top, picture.alpha().orElseThrow()[7], 1 / 510.0 + 1e-6);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 12, 16})
    void cmykKeepsItsColorsBesideAlpha(int bits) throws Exception {
        Picture plain = read(file(ByteOrder.LITTLE_ENDIAN, bits, CMYK, false, false, false));
        Picture seeThrough = read(file(ByteOrder.LITTLE_ENDIAN, bits, CMYK, true, false, false));
        for (int c = 0; c < 3; c++) {
            assertArrayEquals(plain.plane(c), seeThrough.plane(c), 1 / 255f);
        }
        for (float opacity : seeThrough.alpha().orElseThrow()) {
            assertEquals(0.75, opacity, 1 / 255f);
        }
    }

    private byte[] lab(int photometric, int bits, int format, byte[] pixels) {
        TiffBytes tiff = new TiffBytes(ByteOrder.BIG_ENDIAN, 3, 1).shorts(258, bits, bits, bits).shorts(259, 1)
                .shorts(262, photometric).shorts(277, 3).segments(pixels);
        return (format == 3 ? tiff.shorts(339, 3, 3, 3) : tiff).file();
    }

    /** White, the grey of L* 50, and the red of sRGB, in each way that TIFF writes Lab. */
    @Test
    void labOfEveryEncodingIsTheSameColor() throws Exception {
        double[][] colors = {{100, 0, 0}, {50, 0, 0}, {54.29, 80.81, 69.89}};
        float[][] expected = {{1, 1, 1}, {0.4663f, 0.4663f, 0.4663f}, {1, 0, 0}};
        ByteBuffer cie8 = ByteBuffer.allocate(9);
        ByteBuffer cie16 = ByteBuffer.allocate(18);
        ByteBuffer icc8 = ByteBuffer.allocate(9);
        ByteBuffer icc16 = ByteBuffer.allocate(18);
        ByteBuffer itu8 = ByteBuffer.allocate(9);
        ByteBuffer single = ByteBuffer.allocate(36);
        for (double[] lab : colors) {
            cie8.put((byte) Math.round(lab[0] * 2.55));
            cie16.putShort((short) Math.round(lab[0] * 655.35));
            icc8.put((byte) Math.round(lab[0] * 2.55));
            icc16.putShort((short) Math.round(lab[0] * 652.80));
            itu8.put((byte) Math.round(lab[0] * 2.55)).put((byte) Math.round((lab[1] + 85) / 170 * 255))
                    .put((byte) Math.round((lab[2] + 75) / 200 * 255));
            single.putFloat((float) lab[0]).putFloat((float) lab[1]).putFloat((float) lab[2]);
            for (int c = 1; c < 3; c++) {
                cie8.put((byte) Math.round(lab[c]));
                cie16.putShort((short) Math.round(lab[c] * 256));
                icc8.put((byte) Math.round(lab[c] + 128));
                icc16.putShort((short) Math.round((lab[c] + 128) * 256));
            }
        }
        same(expected, lab(8, 8, 1, cie8.array()), BitDepth.EIGHT, 0.02);
        same(expected, lab(8, 16, 1, cie16.array()), BitDepth.SIXTEEN, 0.005);
        same(expected, lab(9, 8, 1, icc8.array()), BitDepth.EIGHT, 0.02);
        same(expected, lab(9, 16, 1, icc16.array()), BitDepth.SIXTEEN, 0.005);
        same(expected, lab(10, 8, 1, itu8.array()), BitDepth.EIGHT, 0.02);
        same(expected, lab(8, 32, 3, single.array()), BitDepth.FLOAT, 0.005);
    }

    private void same(float[][] expected, byte[] file, BitDepth depth, double tolerance) throws Exception {
        Picture picture = read(file);
        assertEquals(depth, picture.info().depth());
        for (int i = 0; i < expected.length; i++) {
            for (int c = 0; c < 3; c++) {
                assertEquals(expected[i][c], picture.plane(c)[i], tolerance, "pixel " + i + ", channel " + c);
            }
        }
    }

    private TiffBytes compressed(int compression, byte[] data) {
        return new TiffBytes(ByteOrder.LITTLE_ENDIAN, 4, 2).shorts(258, 8, 8, 8).shorts(259, compression)
                .shorts(262, RGB).shorts(277, 3).segments(data);
    }

    @Test
    void zstandardIsUndone() throws Exception {
        byte[] raw = new byte[24];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) (i * 10);
        }
        Picture picture = read(compressed(50000, Zstd.compress(raw)).file());
        assertEquals(30 / 255f, picture.plane(0)[1], 1e-6);
        assertEquals(230 / 255f, picture.plane(2)[7], 1e-6);
        byte[] cut = Zstd.compress(raw);
        assertThrows(PictureException.class,
                () -> read(compressed(50000, Arrays.copyOf(cut, cut.length - 9)).file()));
    }

    @Test
    void webpInTiffIsUndone() throws Exception {
        Path webp = folder.resolve("a.webp");
        Picture plain = read(compressed(1, new byte[] {1, 2, 3, 40, 50, 60, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
            18, 19, 20, 21, 22, 23, 24}).file());
        PictureWriter.write(plain, webp, WriteOptions.DEFAULT.withQuality(1));
        Picture picture = read(compressed(50001, Files.readAllBytes(webp)).file());
        for (int c = 0; c < 3; c++) {
            assertArrayEquals(plain.plane(c), picture.plane(c));
        }
    }

    @Test
    void aCompressionThatCanNotBeUndoneIsCalledByItsName() {
        for (int[] known : new int[][] {{34887, 8}, {34925, 8}, {50002, 8}, {7, 12}, {4242, 8}}) {
            byte[] file = compressed(known[0], new byte[24]).shorts(258, known[1], known[1], known[1]).file();
            String sentence = assertThrows(PictureException.class, () -> read(file)).getMessage();
            String name = switch (known[0]) {
                case 34887 -> "LERC";
                case 34925 -> "LZMA";
                case 50002 -> "JPEG XL";
                case 7 -> "JPEG of 12 bits";
                default -> "number 4242";
            };
            assertTrue(sentence.contains(name) && sentence.contains("can't be read yet"), sentence);
        }
    }

    @Test
    void longIntegersLoseNothingInTiff() throws Exception {
        byte[] raw = ByteBuffer.allocate(12).put((byte) 0x12).put((byte) 0x34).put((byte) 0x56).put(3, (byte) 0x80)
                .put(6, (byte) 0xFF).put(7, (byte) 0xFF).put(8, (byte) 0xFF).put(11, (byte) 1).array();
        byte[] file = new TiffBytes(ByteOrder.BIG_ENDIAN, 4, 1).shorts(258, 24).shorts(259, 1).shorts(262, 1)
                .shorts(277, 1).segments(raw).file();
        Path again = folder.resolve("again.tif");
        PictureWriter.write(read(file), again, WriteOptions.DEFAULT);
        double top = (1 << 24) - 1;
        float[] values = PictureReader.read(again).plane(0);
        assertEquals(0x123456, Math.round(values[0] * top));
        assertEquals(0x800000, Math.round(values[1] * top));
        assertEquals(0xFFFFFF, Math.round(values[2] * top));
        assertEquals(1, Math.round(values[3] * top));
    }

    private static TiffBytes floats(int bits, byte[] data) {
        return new TiffBytes(ByteOrder.BIG_ENDIAN, 4, 1).shorts(258, bits).shorts(259, 1).shorts(262, 1).shorts(277, 1)
                .shorts(339, 3).segments(data);
    }

    @Test
    void floatsKeepWhatIsBeyondOne() throws Exception {
        float[] light = {4, -0.5f, 0.25f, 1.5f};
        ByteBuffer half = ByteBuffer.allocate(8);
        ByteBuffer single = ByteBuffer.allocate(16);
        ByteBuffer twice = ByteBuffer.allocate(32);
        for (float v : light) {
            half.putShort(Float.floatToFloat16(v));
            single.putFloat(v);
            twice.putDouble(v);
        }
        byte[] triple = {0x41, 0, 0, (byte) 0xBE, 0, 0, 0x3D, 0, 0, 0x3F, (byte) 0x80, 0};
        assertArrayEquals(light, read(floats(16, half.array()).file()).plane(0));
        assertArrayEquals(light, read(floats(24, triple).file()).plane(0));
        assertArrayEquals(light, read(floats(32, single.array()).file()).plane(0));
        Picture picture = read(floats(64, twice.array()).file());
        assertArrayEquals(light, picture.plane(0));
        Path again = folder.resolve("again.tif");
        PictureWriter.write(picture, again, WriteOptions.DEFAULT);
        assertArrayEquals(light, PictureReader.read(again).plane(0), "a float TIFF gives back what it was given");
    }

    @Test
    void whatIsNoNumberBecomesBlack() throws Exception {
        byte[] data = ByteBuffer.allocate(16).putFloat(Float.NaN).putFloat(Float.POSITIVE_INFINITY)
                .putFloat(Float.NEGATIVE_INFINITY).putFloat(2).array();
        assertArrayEquals(new float[] {0, 1, 0, 2}, read(floats(32, data).file()).plane(0));
    }

    @Test
    void floatPredictorIsUndone() throws Exception {
        // bytes of equal significance together, each the difference from the one before
        byte[] apart = new byte[16];
        float[] light = {4, 0.5f, 0.25f, 1.5f};
        for (int i = 0; i < 4; i++) {
            for (int b = 0; b < 4; b++) {
                apart[b * 4 + i] = (byte) (Float.floatToIntBits(light[i]) >> 24 - 8 * b);
            }
        }
        for (int i = 15; i > 0; i--) {
            apart[i] -= apart[i - 1];
        }
        assertArrayEquals(light, read(floats(32, apart).shorts(317, 3).file()).plane(0));
    }

    @Test
    void tilesLargerThanThePictureAreCut() throws Exception {
        double[] tile = new double[16 * 16];
        for (int i = 0; i < tile.length; i++) {
            tile[i] = i % 16 / 16.0;
        }
        byte[] file = new TiffBytes(ByteOrder.LITTLE_ENDIAN, W, H).shorts(258, 12).shorts(259, 1).shorts(262, 1)
                .shorts(277, 1).longs(322, 16).longs(323, 16)
                .segments(TiffBytes.pack(ByteOrder.LITTLE_ENDIAN, 12, 16, tile)).file();
        Picture picture = read(file);
        assertEquals(12 / 16.0, picture.plane(0)[W - 1], 1e-3);
        assertEquals(3 / 16.0, picture.plane(0)[(H - 1) * W + 3], 1e-3);
    }

    @Test
    void hostileGeometryIsRefused() throws IOException {
        for (int[] bad : new int[][] {{322, 0}, {322, Integer.MAX_VALUE}, {256, Integer.MAX_VALUE}, {277, 65535}}) {
            TiffBytes tiff = new TiffBytes(ByteOrder.LITTLE_ENDIAN, W, H).shorts(258, 12).shorts(259, 1).shorts(262, 1)
                    .shorts(277, 1).longs(322, 16).longs(323, 16).segments(new byte[24 * 16]);
            byte[] file = tiff.longs(bad[0], bad[1]).file();
            PictureException e = assertThrows(PictureException.class, () -> read(file), Arrays.toString(bad));
            assertTrue(e.getMessage().contains("in.tif"), e.getMessage());
        }
    }

    @Test
    void aSegmentCutShortIsToldAsSuch() {
        byte[] file = new TiffBytes(ByteOrder.LITTLE_ENDIAN, W, H).shorts(258, 12).shorts(259, 1).shorts(262, 1)
                .shorts(277, 1).segments(new byte[20]).file();
        assertTrue(assertThrows(PictureException.class, () -> read(file)).getMessage().contains("cut short"));
    }

    @Test
    void logLuvIsLinearLight() throws Exception {
        // white of 2, then black, then a run of two with luminance 1: bytes of equal significance together
        byte[] rows = {4, 0x41, 0, 0x40, 0x40, (byte) 0x82, 0, 4, 86, 0, 86, 86, 4, (byte) 194, 0, (byte) 194,
            (byte) 194};
        byte[] file = new TiffBytes(ByteOrder.LITTLE_ENDIAN, 4, 1).shorts(258, 16, 16, 16).shorts(259, 34676)
                .shorts(262, 32845).shorts(277, 3).segments(rows).file();
        Picture picture = read(file);
        assertEquals(BitDepth.FLOAT, picture.info().depth());
        for (int c = 0; c < 3; c++) {
            assertEquals(2, picture.plane(c)[0], 0.03);
            assertEquals(0, picture.plane(c)[1]);
            assertEquals(1, picture.plane(c)[2], 0.02);
            assertEquals(1, picture.plane(c)[3], 0.02);
        }
        byte[] gray = new TiffBytes(ByteOrder.BIG_ENDIAN, 2, 1).shorts(258, 16).shorts(259, 34676).shorts(262, 32844)
                .shorts(277, 1).segments(new byte[] {(byte) 0x80, 0x41, 2, 0, 0}).file();
        assertEquals(2, read(gray).plane(1)[1], 0.01);
        byte[] cut = new TiffBytes(ByteOrder.BIG_ENDIAN, 2, 1).shorts(258, 16).shorts(259, 34676).shorts(262, 32844)
                .shorts(277, 1).segments(new byte[] {(byte) 0x80, 0x41, 2, 0}).file();
        assertTrue(assertThrows(PictureException.class, () -> read(cut)).getMessage().contains("cut short"));
    }

    @Test
    void numbersBesideColorsOfATableAreOpacity() throws Exception {
        int[] table = new int[3 * 256];
        table[7] = 0xFFFF;
        table[256 + 7] = 0x8080;
        byte[] file = new TiffBytes(ByteOrder.LITTLE_ENDIAN, 2, 1).shorts(258, 8, 8).shorts(259, 1).shorts(262, 3)
                .shorts(277, 2).shorts(338, 2).shorts(320, table).segments(new byte[] {7, 51, 0, (byte) 255}).file();
        Picture picture = read(file);
        assertArrayEquals(new float[] {1, 0}, picture.plane(0), 1e-6f);
        assertArrayEquals(new float[] {128 / 255f, 0}, picture.plane(1), 1e-6f);
        assertArrayEquals(new float[] {0.2f, 1}, picture.alpha().orElseThrow(), 1e-6f);
    }

    @Test
    void signedIntegersAndThoseOf64BitsAreRead() throws Exception {
        byte[] data = {0, 0, 0x34, 0x12};
        byte[] signed = new TiffBytes(ByteOrder.LITTLE_ENDIAN, 2, 1).shorts(258, 16).shorts(259, 50000).shorts(262, 1)
                .shorts(277, 1).shorts(339, 2).segments(Zstd.compress(data)).file();
        assertArrayEquals(new float[] {0, 0x1234 / 65535f}, read(signed).plane(0), 1e-6f);
        byte[] most = new byte[16];
        Arrays.fill(most, 0, 8, (byte) 255);
        most[15] = 0x40;
        byte[] wide = new TiffBytes(ByteOrder.LITTLE_ENDIAN, 2, 1).shorts(258, 64).shorts(259, 1).shorts(262, 1)
                .shorts(277, 1).segments(most).file();
        assertArrayEquals(new float[] {1, 0.25f}, read(wide).plane(0), 1e-6f);
    }

    @ParameterizedTest
    @CsvSource({"5,3,32,CMYK of floating point numbers", "1,6,64,complex numbers", "3,1,64,samples of 64 bits"})
    void samplesThatCanNotBeReadAreCalledByName(int photometric, int format, int bits, String name) {
        byte[] file = new TiffBytes(ByteOrder.LITTLE_ENDIAN, 1, 1).shorts(258, bits).shorts(259, 1)
                .shorts(262, photometric).shorts(277, 1).shorts(339, format).segments(new byte[32]).file();
        String said = assertThrows(PictureException.class, () -> read(file)).getMessage();
        assertTrue(said.contains(name), said);
    }
}
