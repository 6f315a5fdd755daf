package studio.kintsugi.imaging.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.io.PictureReader;

/** Colours that TIFF does not store as red, green and blue: of a palette, and luma with two differences. */
class TiffColorsTest {
    private static final int W = 8;
    private static final int H = 4;
    private static final int PALETTE = 3;
    private static final int YCC = 6;

    @TempDir
    private Path folder;

    private Picture read(byte[] file) throws Exception {
        return PictureReader.read(Files.write(folder.resolve("in.tif"), file));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void palettesAreLookedUp(int bits) throws Exception {
        int colors = 1 << bits;
        int[] map = new int[3 * colors];
        for (int i = 0; i < colors; i++) {
            map[i] = i * 65535 / (colors - 1);
            map[colors + i] = 65535 - map[i];
            map[2 * colors + i] = 0x4040;
        }
        double[] indices = new double[W * H];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = i % colors / (double) (colors - 1);
        }
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            Picture picture = read(new TiffBytes(order, W, H).shorts(258, bits).shorts(259, 1).shorts(262, PALETTE)
                    .shorts(277, 1).shorts(320, map).segments(TiffBytes.pack(order, bits, W, indices)).file());
            for (int i = 0; i < W * H; i++) {
                double expected = map[i % colors] / 65535.0;
                assertEquals(expected, picture.plane(0)[i], 1.01 / 255);
                assertEquals(1 - expected, picture.plane(1)[i], 1.01 / 255);
                assertEquals(0x40 / 255.0, picture.plane(2)[i], 1.01 / 255);
            }
        }
    }

    private static int luma(int x, int y) {
        return 60 + 13 * x + 9 * y;
    }

    private static int difference(int block, int c) {
        return 100 + 12 * block % 50 + 20 * c;
    }

    private static double[] rgb(int y, int cb, int cr) {
        return new double[] {y + 1.402 * (cr - 128), y - 0.344136 * (cb - 128) - 0.714136 * (cr - 128),
            y + 1.772 * (cb - 128)};
    }

    @ParameterizedTest
    @CsvSource({"1,1,0", "1,1,2", "2,1,0", "2,2,0", "4,2,0"})
    void lumaAndDifferencesBecomeColors(int across, int down, int extra) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int blocks = W / across;
        for (int by = 0; by < H / down; by++) {
            for (int bx = 0; bx < blocks; bx++) {
                for (int i = 0; i < across * down; i++) {
                    out.write(luma(bx * across + i % across, by * down + i / across));
                }
                out.write(difference(by * blocks + bx, 0));
                out.write(difference(by * blocks + bx, 1));
                if (extra > 0) {
                    out.write(200);
                }
            }
        }
        int samples = extra > 0 ? 4 : 3;
        int[] bits = new int[samples];
        Arrays.fill(bits, 8);
        TiffBytes tiff = new TiffBytes(ByteOrder.LITTLE_ENDIAN, W, H).shorts(258, bits).shorts(259, 1)
                .shorts(262, YCC).shorts(277, samples).shorts(530, across, down).segments(out.toByteArray());
        Picture picture = read((extra > 0 ? tiff.shorts(338, extra) : tiff).file());
        assertEquals(extra > 0, picture.hasAlpha());
        for (int i = 0; i < W * H; i++) {
            int block = i / W / down * blocks + i % W / across;
            double[] expected = rgb(luma(i % W, i / W), difference(block, 0), difference(block, 1));
            for (int c = 0; c < 3; c++) {
                assertEquals(Math.clamp(expected[c], 0, 255), picture.plane(c)[i] * 255, 1.5, "pixel " + i);
            }
        }
        if (extra > 0) {
            assertEquals(200 / 255f, picture.alpha().orElseThrow()[3], 1e-6);
        }
    }

    @Test
    void planesOfLumaAndDifferencesBecomeColors() throws Exception {
        byte[][] planes = new byte[3][W * H];
        for (int i = 0; i < W * H; i++) {
            planes[0][i] = (byte) luma(i % W, i / W);
            planes[1][i] = (byte) difference(i, 0);
            planes[2][i] = (byte) difference(i, 1);
        }
        Picture picture = read(new TiffBytes(ByteOrder.BIG_ENDIAN, W, H).shorts(258, 8, 8, 8).shorts(259, 1)
                .shorts(262, YCC).shorts(277, 3).shorts(284, 2).shorts(530, 1, 1).segments(planes).file());
        for (int i = 0; i < W * H; i++) {
            double[] expected = rgb(luma(i % W, i / W), difference(i, 0), difference(i, 1));
            for (int c = 0; c < 3; c++) {
                assertEquals(Math.clamp(expected[c], 0, 255), picture.plane(c)[i] * 255, 1.5);
            }
        }
    }

    @Test
    void lumaAndDifferencesOfSixteenBitsBecomeColors() throws Exception {
        double[] values = new double[3 * W * H];
        for (int i = 0; i < W * H; i++) {
            values[3 * i] = luma(i % W, i / W) / 255.0;
            values[3 * i + 1] = 0.5 + (difference(i, 0) - 128) / 255.0;
            values[3 * i + 2] = 0.5 + (difference(i, 1) - 128) / 255.0;
        }
        Picture picture = read(new TiffBytes(ByteOrder.LITTLE_ENDIAN, W, H).shorts(258, 16, 16, 16).shorts(259, 1)
                .shorts(262, YCC).shorts(277, 3).shorts(530, 1, 1)
                .segments(TiffBytes.pack(ByteOrder.LITTLE_ENDIAN, 16, 3 * W, values)).file());
        assertEquals(BitDepth.SIXTEEN, picture.info().depth());
        for (int i = 0; i < W * H; i++) {
            double[] expected = rgb(luma(i % W, i / W), difference(i, 0), difference(i, 1));
            for (int c = 0; c < 3; c++) {
                assertEquals(Math.clamp(expected[c], 0, 255), picture.plane(c)[i] * 255, 0.1);
            }
        }
    }
}
