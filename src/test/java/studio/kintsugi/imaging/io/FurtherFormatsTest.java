package studio.kintsugi.imaging.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.WriteOptions;

/** Formats that are read only, some of them through libraries that the system may have. */
class FurtherFormatsTest {
    private static final String SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d'>%s</svg>";

    @TempDir
    private Path folder;

    private Path saved(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private Path drawing(String name, int width, int height, String inside) throws IOException {
        return saved(name, String.format(java.util.Locale.ROOT, SVG, width, height, inside)
                .getBytes(StandardCharsets.UTF_8));
    }

    /** A picture that another program wrote; the test is skipped where it can't. */
    private Path converted(Picture picture, String name, String options) throws PictureException {
        Path source = folder.resolve("source.png");
        PictureWriter.write(picture, source, WriteOptions.DEFAULT);
        Path target = folder.resolve(name);
        try {
            Programs.run("vips", "copy", source, target + options);
        } catch (AssertionError unable) {
            Assumptions.abort("vips was built without a writer for " + name);
        }
        return target;
    }

    private static Picture readOrSkipped(Path file) throws PictureException {
        try {
            return PictureReader.read(file);
        } catch (PictureException e) {
            Assumptions.assumeFalse(e.getMessage().contains("is not installed"), e.getMessage());
            throw e;
        }
    }

    @ParameterizedTest
    @CsvSource({"a.avif,'[Q=95,compression=av1]',8", "a.heic,'[Q=95]',8", "a.jxl,[lossless],0.1"})
    void pixelsAndAlphaAreThoseOfTheSource(String name, String options, double levels) throws Exception {
        Picture plain = Samplers.smooth(70, 50, BitDepth.EIGHT, true);
        float[] alpha = plain.alpha().orElseThrow();
        Path file = converted(plain, name, options);
        Picture picture = readOrSkipped(file);
        assertEquals(new PictureSize(70, 50), PictureReader.probe(file));
        for (int i = 0; i < 70 * 50; i++) {
            assertEquals(alpha[i], picture.alpha().orElseThrow()[i], levels / 255);
            for (int c = 0; c < 3 && alpha[i] > 0.5; c++) {
                assertEquals(plain.plane(c)[i], picture.plane(c)[i], levels / 255);
            }
        }
    }

    @Test
    void sixteenBitsOfJpegXlStay() throws Exception {
        Picture plain = Samplers.smooth(40, 30, BitDepth.SIXTEEN, false);
        Picture picture = readOrSkipped(converted(plain, "a.jxl", "[lossless]"));
        assertEquals(BitDepth.SIXTEEN, picture.info().depth());
        assertEquals(0, Samplers.difference(plain, picture), 0.003);
    }

    @Test
    void metadataOfAvifComesAlong() throws Exception {
        Picture plain = Samplers.smooth(40, 30, BitDepth.EIGHT, false);
        Picture told = plain.withInfo(plain.info().withMetadata(Samplers.metadata(6)));
        Picture picture = readOrSkipped(converted(told, "a.avif", ""));
        assertTrue(picture.info().metadata().exif().isPresent(), "EXIF");
        assertTrue(picture.info().metadata().xmp().isPresent(), "XMP");
    }

    private static byte[] box(String type, byte[] body) {
        return ByteBuffer.allocate(8 + body.length).putInt(8 + body.length)
                .put(type.getBytes(StandardCharsets.US_ASCII)).put(body).array();
    }

    @Test
    void metadataOfJpegXlComesAlong() throws Exception {
        byte[] stream = Files.readAllBytes(converted(Samplers.smooth(40, 30, BitDepth.EIGHT, false), "a.jxl", ""));
        assertEquals(0x0A, stream[1], "a bare codestream");
        byte[] exif = Samplers.metadata(6).exif().orElseThrow();
        byte[] xmp = Samplers.metadata(6).xmp().orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(box("JXL ", new byte[] {0x0D, 0x0A, (byte) 0x87, 0x0A}));
        out.writeBytes(box("ftyp", "jxl \0\0\0\0jxl ".getBytes(StandardCharsets.US_ASCII)));
        out.writeBytes(box("Exif", ByteBuffer.allocate(4 + exif.length).putInt(0).put(exif).array()));
        out.writeBytes(box("xml ", xmp));
        out.writeBytes(box("jxlc", stream));
        Picture picture = readOrSkipped(saved("b.jxl", out.toByteArray()));
        assertEquals(40, picture.width(), "the orientation in EXIF is no matter of the pixels");
        assertTrue(picture.info().metadata().exif().isPresent(), "EXIF");
        assertTrue(picture.info().metadata().xmp().isPresent(), "XMP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.avif", "a.jxl", "a.heic"})
    void partsOfAFileAreRefused(String name) throws Exception {
        Path whole = converted(Samplers.noise(64, 48, 3), name, "");
        readOrSkipped(whole);
        byte[] bytes = Files.readAllBytes(whole);
        Path half = saved("half-" + name, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThrows(PictureException.class, () -> PictureReader.read(half));
    }

    @Test
    void aSmallDrawingIsEnlargedOnTransparentGround() throws Exception {
        Path file = drawing("a.svg", 20, 10, "<rect x='10' width='10' height='10' fill='#ff8000' fill-opacity='0.5'/>");
        Picture picture = PictureReader.read(file);
        assertEquals(new PictureSize(1024, 512), PictureReader.probe(file));
        assertEquals(1024, picture.width());
        float[] alpha = picture.alpha().orElseThrow();
        assertEquals(0, alpha[1024 * 100 + 300]);
        assertEquals(0.5, alpha[1024 * 100 + 700], 0.01);
        assertEquals(1, picture.plane(0)[1024 * 100 + 700], 0.01);
        assertEquals(0.5, picture.plane(1)[1024 * 100 + 700], 0.01);
    }

    @Test
    void drawingsKeepALargeSizeAndMayBePackedOrBeginWithRemarks() throws Exception {
        assertEquals(new PictureSize(3000, 1500), PictureReader.probe(drawing("a.svg", 3000, 1500, "")));
        assertEquals(new PictureSize(8192, 4096), PictureReader.probe(drawing("b.svg", 200_000, 100_000, "")));
        byte[] text = Files.readAllBytes(drawing("c.svg", 2000, 1000, ""));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text);
        }
        assertEquals(2000, PictureReader.probe(saved("d.svgz", packed.toByteArray())).width());
        byte[] remark = ("\uFEFF<?xml version='1.0'?>\n<!-- a remark -->" + new String(text, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        assertEquals(2000, PictureReader.probe(saved("e.svg", remark)).width());
    }

    @Test
    void drawingsInAnyEncodingAreReadAndDamagedOnesRefusedSilently() throws Exception {
        String text = "<?xml version='1.0' encoding='%s'?><svg xmlns='http://www.w3.org/2000/svg' width='2000'"
                + " height='9'><desc>é</desc></svg>";
        for (String encoding : new String[] {"UTF-8", "ISO-8859-1"}) {
            Path file = saved("a.svg", text.replace("%s", encoding).getBytes(encoding));
            assertEquals(2000, PictureReader.probe(file).width(), encoding);
        }
        Path spoilt = saved("b.svg", text.replace("%s", "UTF-8").getBytes(StandardCharsets.ISO_8859_1));
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(said, true));
            assertThrows(PictureException.class, () -> PictureReader.read(spoilt));
        } finally {
            System.setErr(before);
        }
        assertEquals("", said.toString());
    }

    @Test
    void nothingOutsideADrawingIsFetched() throws Exception {
        Path red = folder.resolve("red.png");
        PictureWriter.write(Samplers.noise(64, 64, 1), red, WriteOptions.DEFAULT);
        Path file = drawing("a.svg", 1024, 1024, "<image href='" + red.toUri() + "' width='1024' height='1024'/>"
                + "<image href='red.png' width='1024' height='1024'/><script>throw 1</script>");
        for (float opacity : PictureReader.read(file).alpha().orElseThrow()) {
            assertEquals(0, opacity);
        }
        Path secret = saved("secret.txt", "<rect width='1024' height='1024'/>".getBytes(StandardCharsets.UTF_8));
        Path entity = saved("b.svg", ("<!DOCTYPE svg [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>"
                + "<svg xmlns='http://www.w3.org/2000/svg' width='1024' height='1024'>&e;</svg>")
                .getBytes(StandardCharsets.UTF_8));
        try {
            for (float opacity : PictureReader.read(entity).alpha().orElseThrow()) {
                assertEquals(0, opacity);
            }
        } catch (PictureException refused) {
            assertTrue(refused.getMessage().contains("b.svg"), refused.getMessage());
        }
    }

    @Test
    void entitiesThatMultiplyAreRefused() throws Exception {
        StringBuilder text = new StringBuilder("<!DOCTYPE svg [<!ENTITY a0 'aaaaaaaaaa'>");
        for (int i = 1; i < 12; i++) {
            text.append("<!ENTITY a").append(i).append(" '").append(("&a" + (i - 1) + ";").repeat(10)).append("'>");
        }
        text.append("]><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><desc>&a11;</desc></svg>");
        Path file = saved("a.svg", text.toString().getBytes(StandardCharsets.UTF_8));
        assertThrows(PictureException.class, () -> PictureReader.read(file));
    }

    @Test
    void radianceKeepsLightAsMeasured() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 2\n".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[] {(byte) 128, 64, 32, (byte) 131, (byte) 128, (byte) 128, (byte) 128, (byte) 127});
        Path file = saved("a.hdr", out.toByteArray());
        Picture picture = PictureReader.read(file);
        assertEquals(BitDepth.FLOAT, picture.info().depth());
        assertEquals(4, picture.plane(0)[0], 0.05);
        assertEquals(2, picture.plane(1)[0], 0.05);
        assertEquals(0.25, picture.plane(2)[1], 0.01);
        assertTrue(picture.info().profile().icc().isPresent(), "linear light has a profile that says so");
        assertEquals(2, PictureReader.probe(file).width());
    }

    @Test
    void radianceIsReadInEachOfItsCodes() throws Exception {
        byte[] head = "#?RADIANCE\n\n-Y 1 +X 9\n".getBytes(StandardCharsets.US_ASCII);
        byte[] first = {(byte) 128, 64, 32, (byte) 129};
        ByteArrayOutputStream repeated = new ByteArrayOutputStream();
        repeated.writeBytes(head);
        repeated.writeBytes(first);
        repeated.writeBytes(new byte[] {1, 1, 1, 8});
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(head);
        packed.writeBytes(new byte[] {2, 2, 0, 9});
        for (byte b : first) {
            packed.writeBytes(new byte[] {(byte) (128 + 7), b, 2, b, b});
        }
        for (byte[] file : new byte[][] {repeated.toByteArray(), packed.toByteArray()}) {
            Picture picture = PictureReader.read(saved("a.hdr", file));
            for (int i = 0; i < 9; i++) {
                assertEquals(1, picture.plane(0)[i]);
                assertEquals(0.25f, picture.plane(2)[i]);
            }
        }
    }

    @Test
    void radianceFromBelowIsTurnedOver() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("#?RADIANCE\n\n+Y 2 +X 1\n".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[] {(byte) 128, 0, 0, (byte) 129, 0, (byte) 128, 0, (byte) 129});
        Picture picture = PictureReader.read(saved("a.hdr", out.toByteArray()));
        assertArrayEquals(new float[] {0, 1}, picture.plane(0));
    }

    @Test
    void floatMapsKeepTheirRange() throws Exception {
        ByteBuffer body = ByteBuffer.allocate(24);
        for (float v : new float[] {4, 0.5f, 0.25f, 1, 0, 2}) {
            body.putFloat(v);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("PF\n2 1\n1.0\n".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body.array());
        Picture picture = PictureReader.read(saved("a.pfm", out.toByteArray()));
        assertArrayEquals(new float[] {4, 1}, picture.plane(0), "what is above 1 stays");
        assertArrayEquals(new float[] {0.25f, 2}, picture.plane(2));
    }
}
