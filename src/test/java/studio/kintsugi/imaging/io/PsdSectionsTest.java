package studio.kintsugi.imaging.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;

/** What the sections before a Photoshop file's pixels may claim. */
class PsdSectionsTest {
    private static final int SIDE = 4;
    private static final int[] LEVELS = {80, 100, 120, 200};
    private static final byte[] NOTHING = {};

    @TempDir
    private Path folder;

    private interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    /** A file whose channels are 80, 100, 120 and 200 of 255 everywhere. */
    private Path psd(int channels, int bits, byte[] resources, byte[] layers, boolean packed) throws IOException {
        int bytes = bits / 8;
        byte[] file = bytes(out -> {
            out.writeBytes("8BPS");
            out.writeShort(1);
            out.write(new byte[6]);
            out.writeShort(channels);
            out.writeInt(SIDE);
            out.writeInt(SIDE);
            out.writeShort(bits);
            out.writeShort(3);
            out.writeInt(0);
            out.writeInt(resources.length);
            out.write(resources);
            out.writeInt(layers.length);
            out.write(layers);
            out.writeShort(packed ? 1 : 0);
            for (int row = 0; packed && row < channels * SIDE; row++) {
                out.writeShort(2);
            }
            for (int row = 0; row < channels * SIDE; row++) {
                int value = LEVELS[row / SIDE];
                if (packed) {
                    out.write(1 - SIDE * bytes);
                }
                for (int i = packed ? SIDE * bytes - 1 : 0; i < SIDE * bytes; i++) {
                    out.write(value);
                }
            }
        });
        return Files.write(folder.resolve("a.psd"), file);
    }

    private Path psd(int channels, int bits, byte[] resources, byte[] layers) throws IOException {
        return psd(channels, bits, resources, layers, false);
    }

    private static void seenThrough(Picture picture) {
        double alpha = 200 / 255.0;
        assertEquals(alpha, picture.alpha().orElseThrow()[5], 1e-6);
        for (int c = 0; c < 3; c++) {
            assertEquals((LEVELS[c] / 255.0 - (1 - alpha)) / alpha, picture.plane(c)[5], 1e-5);
        }
    }

    @Test
    void aFurtherChannelIsOpacityWhereTheLayerListSaysSo() throws Exception {
        byte[] list = bytes(out -> {
            out.writeInt(2);
            out.writeShort(-1);
        });
        for (boolean packed : new boolean[] {false, true}) {
            seenThrough(PictureReader.read(psd(4, 8, NOTHING, list, packed)));
            seenThrough(PictureReader.read(psd(4, 16, NOTHING, list, packed)));
        }
        list[5] = 1;
        list[4] = 0;
        assertTrue(PictureReader.read(psd(4, 8, NOTHING, list)).alpha().isEmpty());
        assertTrue(PictureReader.read(psd(4, 8, NOTHING, NOTHING)).alpha().isEmpty());
    }

    @Test
    void theListOfSixteenBitsStandsElsewhere() throws Exception {
        byte[] blocks = bytes(out -> {
            out.writeInt(0);
            out.writeInt(0);
            out.writeBytes("8BIMPatt");
            out.writeInt(3);
            out.writeInt(0);
            out.writeBytes("8BIMLr16");
            out.writeInt(2);
            out.writeShort(-1);
            out.writeShort(0);
        });
        seenThrough(PictureReader.read(psd(4, 16, NOTHING, blocks)));
    }

    @Test
    void aFileWithoutItsFlattenedPictureIsNotTakenForAWhiteOne() throws Exception {
        byte[] version = bytes(out -> {
            out.writeBytes("8BIM");
            out.writeShort(0x0421);
            out.writeShort(0);
            out.writeInt(6);
            out.write(new byte[] {0, 0, 0, 1, 0, 0});
        });
        Path file = psd(3, 8, version, NOTHING);
        String sentence = assertThrows(PictureException.class, () -> PictureReader.read(file)).getMessage();
        assertTrue(sentence.contains("Maximize compatibility"), sentence);
        assertThrows(PictureException.class, () -> PictureReader.probe(file));
        version[16] = 1;
        assertEquals(80 / 255f, PictureReader.read(psd(3, 8, version, NOTHING)).plane(0)[0], 1e-6);
    }

    @Test
    void lightOfThirtyTwoBitsIsNamed() throws Exception {
        Path file = psd(3, 32, NOTHING, NOTHING);
        assertTrue(assertThrows(PictureException.class, () -> PictureReader.read(file)).getMessage()
                .contains("32 bits"));
    }

    @Test
    void whatLayersAndResourcesClaimTakesNoMemory() throws Exception {
        byte[] hostile = bytes(out -> {
            out.writeInt(60);
            out.writeShort(32767);
            out.write(new byte[16]);
            out.writeShort(-1);
            out.writeInt(Integer.MAX_VALUE);
            out.write(new byte[60]);
        });
        byte[] thumbnail = bytes(out -> {
            out.writeBytes("8BIM");
            out.writeShort(0x040C);
            out.writeShort(0);
            out.writeInt(28);
            out.write(new byte[] {0, 0, 0, 0, 127, 0, 0, 0, 127, 0, 0, 0});
            out.write(new byte[16]);
        });
        Picture picture = PictureReader.read(psd(3, 8, thumbnail, hostile));
        assertEquals(100 / 255f, picture.plane(1)[0], 1e-6);
    }

    @Test
    void sectionsPastTheEndAreRefused() throws Exception {
        byte[] file = Files.readAllBytes(psd(3, 8, NOTHING, NOTHING));
        for (int at : new int[] {26, 30, 34}) {
            byte[] spoilt = file.clone();
            spoilt[at] = 0x7f;
            Path path = Files.write(folder.resolve("b.psd"), spoilt);
            String sentence = assertThrows(PictureException.class, () -> PictureReader.read(path)).getMessage();
            assertTrue(sentence.contains("cut short"), sentence);
        }
    }
}
