package studio.kintsugi.imaging.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureSize;

/** Targa pictures and Windows' bitmaps of kinds that few programs write and many read. */
class TargaAndBitmapTest {
    @TempDir
    private Path folder;

    private Path saved(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    /** A Targa header: a colour table from entry {@code first} on where {@code entries} is not 0. */
    private static byte[] targa(int type, int first, int entries, int tableBits, int width, int height, int bits,
            int descriptor, int... body) {
        ByteBuffer out = ByteBuffer.allocate(18 + body.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 0).put((byte) (entries > 0 ? 1 : 0)).put((byte) type).putShort((short) first)
                .putShort((short) entries).put((byte) tableBits).putInt(0).putShort((short) width)
                .putShort((short) height).put((byte) bits).put((byte) descriptor);
        for (int b : body) {
            out.put((byte) b);
        }
        return out.array();
    }

    private static int[] levels(float[] plane) {
        int[] levels = new int[plane.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Math.round(plane[i] * 255);
        }
        return levels;
    }

    @ParameterizedTest
    @CsvSource({"0x20,'1,2,3,4'", "0x00,'3,4,1,2'", "0x30,'2,1,4,3'", "0x10,'4,3,2,1'"})
    void aTargaBeginsInAnyCorner(String descriptor, String expected) throws Exception {
        Path file = saved("a.tga", targa(3, 0, 0, 0, 2, 2, 8, Integer.decode(descriptor), 1, 2, 3, 4));
        Picture picture = PictureReader.read(file);
        assertEquals(new PictureSize(2, 2), PictureReader.probe(file));
        assertTrue(picture.info().gray());
        assertArrayEquals(Arrays.stream(expected.split(",")).mapToInt(Integer::parseInt).toArray(),
                levels(picture.plane(0)));
    }

    @Test
    void aColorTableMayBeginAtAnyNumberAndHave15Bits() throws Exception {
        // entries 200 and 201: red and half of green
        Path file = saved("a.tga", targa(1, 200, 2, 15, 2, 1, 8, 0x20, 0x00, 0x7C, 0x00, 0x02, 201, 200));
        Picture picture = PictureReader.read(file);
        assertArrayEquals(new int[] {0, 255}, levels(picture.plane(0)));
        assertArrayEquals(new int[] {132, 0}, levels(picture.plane(1)));
        Path beyond = saved("b.tga", targa(1, 200, 2, 15, 2, 1, 8, 0x20, 0x00, 0x7C, 0x00, 0x02, 202, 0));
        assertThrows(PictureException.class, () -> PictureReader.read(beyond));
    }

    @Test
    void runsMayGoOnInTheNextRow() throws Exception {
        Path file = saved("a.tga", targa(11, 0, 0, 0, 2, 3, 8, 0x20, 0x82, 7, 0x02, 1, 2, 3));
        assertArrayEquals(new int[] {7, 7, 7, 1, 2, 3}, levels(PictureReader.read(file).plane(0)));
        Path cut = saved("b.tga", targa(11, 0, 0, 0, 2, 3, 8, 0x20, 0x82, 7, 0x02, 1, 2));
        String said = assertThrows(PictureException.class, () -> PictureReader.read(cut)).getMessage();
        assertTrue(said.contains("is cut short"), said);
    }

    @Test
    void greyHasOpacityWhereTheFileSaysSo() throws Exception {
        Picture with = PictureReader.read(saved("a.tga", targa(3, 0, 0, 0, 2, 1, 16, 0x28, 10, 255, 20, 128)));
        assertArrayEquals(new int[] {10, 20}, levels(with.plane(0)));
        assertArrayEquals(new int[] {255, 128}, levels(with.alpha().orElseThrow()));
        Picture deep = PictureReader.read(saved("b.tga", targa(3, 0, 0, 0, 1, 1, 16, 0x20, 0x34, 0x12)));
        assertEquals(BitDepth.SIXTEEN, deep.info().depth());
        assertEquals(0x1234 / 65535f, deep.plane(0)[0], 1e-6);
    }

    @Test
    void attributeBitsAreOpacityUnlessToldOtherwiseOrAllEmpty() throws Exception {
        byte[] two = targa(2, 0, 0, 0, 2, 1, 32, 0x28, 3, 2, 1, 255, 6, 5, 4, 51);
        assertArrayEquals(new int[] {255, 51}, levels(PictureReader.read(saved("a.tga", two)).alpha().orElseThrow()));
        byte[] empty = targa(2, 0, 0, 0, 2, 1, 32, 0x28, 3, 2, 1, 0, 6, 5, 4, 0);
        assertTrue(PictureReader.read(saved("b.tga", empty)).alpha().isEmpty());
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        told.writeBytes(two);
        told.writeBytes(new byte[495]);
        told.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(two.length).array());
        told.writeBytes("TRUEVISION-XFILE.\0".getBytes(StandardCharsets.US_ASCII));
        assertTrue(PictureReader.read(saved("c.tga", told.toByteArray())).alpha().isEmpty());
    }

    private static ByteBuffer infoHeader(int size, int width, int bits, int compression, int more) {
        return ByteBuffer.allocate(14 + size + more).order(ByteOrder.LITTLE_ENDIAN)
                .put("BM".getBytes(StandardCharsets.US_ASCII)).putInt(14 + size + more).putInt(0).putInt(14 + size)
                .putInt(size).putInt(width).putInt(1).putShort((short) 1).putShort((short) bits).putInt(compression)
                .putInt(0).putInt(0).putInt(0).putInt(0).putInt(0);
    }

    @Test
    void opacityOfTheHeaderOf56BytesCounts() throws Exception {
        ByteBuffer bmp = infoHeader(56, 2, 32, 3, 8).putInt(0xFF0000).putInt(0xFF00).putInt(0xFF).putInt(0xFF000000)
                .putInt(0x80FF4020).putInt(0xFF102030);
        Picture picture = PictureReader.read(saved("a.bmp", bmp.array()));
        assertArrayEquals(new int[] {128, 255}, levels(picture.alpha().orElseThrow()));
        assertArrayEquals(new int[] {255, 16}, levels(picture.plane(0)));
    }

    @Test
    void theProfileOfABitmapCounts() throws Exception {
        byte[] icc = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        ByteBuffer bmp = infoHeader(124, 1, 24, 0, 4 + icc.length).put(124 + 14, new byte[] {3, 2, 1}).putInt(14 + 56,
                0x4D424544).putInt(14 + 112, 124 + 4).putInt(14 + 116, icc.length).put(14 + 124 + 4, icc);
        assertArrayEquals(icc, PictureReader.read(saved("a.bmp", bmp.array())).info().profile().icc(false)
                .orElseThrow());
        bmp.putInt(14 + 116, Integer.MAX_VALUE);
        assertEquals(ColorProfile.SRGB, PictureReader.read(saved("b.bmp", bmp.array())).info().profile());
    }

    @Test
    void aMaskWithoutBitsIsBlack() throws Exception {
        ByteBuffer bmp = infoHeader(40, 2, 16, 3, 12 + 4).putInt(0xFF00).putInt(0xFF).putInt(0)
                .putShort((short) 0xFF00).putShort((short) 0x00FF).putInt(10, 14 + 40 + 12);
        Picture picture = PictureReader.read(saved("a.bmp", bmp.array()));
        assertArrayEquals(new int[] {255, 0}, levels(picture.plane(0)));
        assertArrayEquals(new int[] {0, 255}, levels(picture.plane(1)));
        assertArrayEquals(new float[2], picture.plane(2));
    }

    @ParameterizedTest
    @CsvSource({"24", "8"})
    void aBitmapFromAClipboardLacksItsFileHeader(int bits) throws Exception {
        ByteBuffer whole = infoHeader(40, 1, bits, 0, bits == 24 ? 4 : 1024 + 4);
        if (bits == 8) {
            whole.putInt(14 + 40 + 4 * 7, 0x102030).position(14 + 40 + 1024);
            whole.put((byte) 7);
        } else {
            whole.put(new byte[] {0x30, 0x20, 0x10});
        }
        byte[] bare = Arrays.copyOfRange(whole.array(), 14, whole.capacity());
        Picture picture = PictureReader.read(saved("clipboard.dib", bare));
        assertEquals(16, Math.round(picture.plane(0)[0] * 255));
        assertEquals(32, Math.round(picture.plane(1)[0] * 255));
        assertEquals(48, Math.round(picture.plane(2)[0] * 255));
    }
}
