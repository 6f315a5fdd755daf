package studio.kintsugi.imaging.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.WriteOptions;

/** OpenEXR by scan lines that the test writes itself; tiles, parts and other compressions are in the corpora. */
class OpenExrTest {
    private static final int W = 13;
    private static final int H = 9;

    @TempDir
    private Path folder;

    private Path saved(ExrBytes exr) throws Exception {
        return Files.write(folder.resolve("a.exr"), exr.bytes());
    }

    private static float[] ramp(float from, float step) {
        float[] values = new float[W * H];
        for (int i = 0; i < values.length; i++) {
            values[i] = from + i * step;
        }
        return values;
    }

    private static ExrBytes rgb() {
        return new ExrBytes(W, H).with("R", ramp(-0.5f, 0.25f)).with("G", ramp(0, 0.125f)).with("B", ramp(1, 0));
    }

    @Test
    void lightKeepsItsRangeInEachDepthAndPacking() throws Exception {
        for (ExrBytes exr : new ExrBytes[] {rgb(), rgb().half(), rgb().packed(), rgb().half().packed()}) {
            Path file = saved(exr);
            Picture picture = PictureReader.read(file);
            assertEquals(new PictureSize(W, H), PictureReader.probe(file));
            assertEquals(BitDepth.FLOAT, picture.info().depth());
            assertArrayEquals(ramp(-0.5f, 0.25f), picture.plane(0));
            assertArrayEquals(ramp(0, 0.125f), picture.plane(1));
            assertFalse(picture.hasAlpha());
            assertTrue(picture.info().profile().icc().isPresent(), "linear light has a profile that says so");
        }
    }

    @Test
    void savedAsFloatTiffItIsTheSame() throws Exception {
        Picture picture = PictureReader.read(saved(rgb()));
        Path tiff = folder.resolve("a.tif");
        PictureWriter.write(picture, tiff, WriteOptions.DEFAULT);
        Picture again = PictureReader.read(tiff);
        assertArrayEquals(ramp(-0.5f, 0.25f), again.plane(0));
        assertEquals(picture.info().profile().icc().map(Arrays::hashCode),
                again.info().profile().icc().map(Arrays::hashCode));
    }

    @Test
    void whatIsClippedOnWritingIsSaid() throws Exception {
        Picture bright = PictureReader.read(saved(rgb()));
        Picture plain = PictureReader.read(saved(new ExrBytes(W, H).with("Y", ramp(0, 0.005f))));
        for (String name : new String[] {"a.png", "a.jpg", "a.webp"}) {
            List<String> said = PictureWriter.write(bright, folder.resolve(name), WriteOptions.DEFAULT);
            assertEquals(1, said.stream().filter(s -> s.contains("clipped")).count(), said.toString());
            assertEquals(List.of(), PictureWriter.write(plain, folder.resolve(name), WriteOptions.DEFAULT));
        }
        assertEquals(List.of(), PictureWriter.write(bright, folder.resolve("a.tif"), WriteOptions.DEFAULT));
        assertEquals(1, PictureWriter.write(bright, folder.resolve("b.tif"),
                WriteOptions.DEFAULT.withDepth(BitDepth.SIXTEEN)).size());
    }

    @Test
    void luminanceAloneIsGrey() throws Exception {
        Picture picture = PictureReader.read(saved(new ExrBytes(W, H).with("Y", ramp(0, 0.5f))));
        assertTrue(picture.isGray());
        assertArrayEquals(ramp(0, 0.5f), picture.plane(2));
    }

    @Test
    void opacityIsTakenOutOfTheColorsAndLightWithoutItStays() throws Exception {
        float[] alpha = ramp(0.5f, 0);
        alpha[0] = 0;
        Picture picture = PictureReader.read(saved(rgb().with("A", alpha)));
        assertEquals(0, picture.alpha().orElseThrow()[0]);
        assertEquals(-0.5f, picture.plane(0)[0]);
        assertEquals(0.5f, picture.alpha().orElseThrow()[5]);
        assertEquals(2, picture.plane(2)[5]);
    }

    @Test
    void whatIsNoNumberIsBlack() throws Exception {
        float[] odd = ramp(0.5f, 0);
        odd[0] = Float.NaN;
        odd[1] = Float.POSITIVE_INFINITY;
        odd[2] = Float.NEGATIVE_INFINITY;
        Picture picture = PictureReader.read(saved(new ExrBytes(W, H).with("Y", odd)));
        assertArrayEquals(new float[] {0, 1, 0, 0.5f}, Arrays.copyOf(picture.plane(0), 4));
    }

    @Test
    void theDisplayWindowIsTheCanvas() throws Exception {
        Region data = new Region(2, -1, W, H);
        ExrBytes part = new ExrBytes(data, new Region(0, 0, 20, 6)).with("Y", ramp(1, 1));
        Path file = saved(part);
        Picture picture = PictureReader.read(file);
        assertEquals(new PictureSize(20, 6), PictureReader.probe(file));
        assertEquals(20, picture.width());
        assertEquals(0, picture.alpha().orElseThrow()[0]);
        assertEquals(1, picture.alpha().orElseThrow()[2]);
        assertEquals(1 + W, picture.plane(0)[2], "the row above the window is not shown");
        Picture apart = PictureReader.read(saved(new ExrBytes(data, new Region(500, 500, 4, 4)).with("Y", ramp(1, 1))));
        assertEquals(W, apart.width(), "a window that shows nothing is no window");
    }

    @Test
    void ofLayersTheNamelessComesFirstAndItIsSaid() throws Exception {
        Picture picture = PictureReader.read(saved(rgb().with("depth.Y", ramp(9, 0)).with("Z", ramp(3, 0))));
        assertEquals(-0.5f, picture.plane(0)[0]);
        assertEquals(1, picture.info().notes().size());
        Picture layered = PictureReader.read(saved(new ExrBytes(W, H).with("Combined.R", ramp(1, 0))
                .with("Combined.G", ramp(2, 0)).with("Combined.B", ramp(3, 0)).with("Depth.Z", ramp(4, 0))));
        assertEquals(3, layered.plane(2)[0]);
    }

    @Test
    void primariesAndTextsAndDensityComeAlong() throws Exception {
        ByteBuffer places = ExrBytes.little(32);
        for (float v : new float[] {0.68f, 0.32f, 0.265f, 0.69f, 0.15f, 0.06f, 0.3127f, 0.329f}) {
            places.putFloat(v);
        }
        Picture plain = PictureReader.read(saved(rgb()));
        Picture wide = PictureReader.read(saved(rgb().with("chromaticities", "chromaticities", places.array())
                .with("comments", "string", "by night".getBytes(StandardCharsets.UTF_8))
                .with("xDensity", "float", ExrBytes.little(4).putFloat(240).array())));
        assertFalse(plain.info().profile().equals(wide.info().profile()));
        assertEquals("by night", wide.info().metadata().texts().getFirst().text());
        assertEquals(240, wide.info().metadata().resolution().orElseThrow().y(), 0.01);
    }

    private String refusal(byte[] bytes) throws Exception {
        Path file = Files.write(folder.resolve("b.exr"), bytes);
        return assertThrows(PictureException.class, () -> PictureReader.read(file)).getMessage();
    }

    @Test
    void whatCannotBeReadIsNamed() throws Exception {
        byte[] deep = rgb().bytes();
        deep[5] |= 8;
        assertTrue(refusal(deep).contains("deep"), refusal(deep));
        assertTrue(refusal(rgb().sampled(2).bytes()).contains("part of the size"));
        assertTrue(refusal(new ExrBytes(W, H).with("Z", ramp(0, 1)).bytes()).contains("Z"));
    }

    @Test
    void noPartOfAFileIsTakenForTheWholeAndHugeSizesAreRefused() throws Exception {
        byte[] whole = rgb().packed().bytes();
        for (int length = 1; length < whole.length; length += 7) {
            assertFalse(refusal(Arrays.copyOf(whole, length)).isEmpty(), "of length " + length);
        }
        ExrBytes huge = new ExrBytes(Region.of(1, 1), Region.of(100_000_000, 100_000_000)).with("Y", 1);
        assertTrue(refusal(huge.bytes()).contains("MB"));
    }
}
