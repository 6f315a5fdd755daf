package studio.kintsugi.imaging.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.Resolution;
import studio.kintsugi.imaging.TextEntry;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.color.DisplayColor;
import studio.kintsugi.imaging.metadata.Exif;
import studio.kintsugi.imaging.metadata.XmpTree;
import studio.kintsugi.imaging.processing.Resample;
import studio.kintsugi.imaging.tiff.TiffBytes;

/** What people attach to pictures survives in every format, and is true of the result. */
class MetadataSurvivesTest {
    private static final int W = 40;
    private static final int H = 30;

    @TempDir
    private Path folder;

    private static Picture plain() {
        return Samplers.smooth(W, H, BitDepth.EIGHT, false);
    }

    private static Picture with(Metadata metadata) {
        return plain().withInfo(plain().info().withMetadata(metadata));
    }

    private Picture through(Picture picture, String name) throws Exception {
        Path file = folder.resolve(name);
        PictureWriter.write(picture, file, WriteOptions.DEFAULT);
        return PictureReader.read(file);
    }

    private static byte[] xmp(String properties) {
        return ("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                + "<rdf:Description rdf:about='' " + properties + "</rdf:RDF></x:xmpmeta>")
                        .getBytes(StandardCharsets.UTF_8);
    }

    /** EXIF turned by a quarter, with the sizes of the stored picture, a place in it, and a thumbnail at the end. */
    private static byte[] cameraExif() {
        ByteBuffer out = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) 2);
        entry(out, 0x0112, 3, 1, 6);
        entry(out, 0x8769, 4, 1, 38);
        out.putInt(80).putShort((short) 3);
        entry(out, 0x9214, 3, 2, 5 | 7 << 16);
        entry(out, 0xA002, 4, 1, W);
        entry(out, 0xA003, 3, 1, H);
        out.putInt(0).position(80);
        out.putShort((short) 2);
        entry(out, 0x0201, 4, 1, 120);
        entry(out, 0x0202, 4, 1, 80);
        out.putInt(0);
        Arrays.fill(out.array(), 120, 200, (byte) 'T');
        return out.array();
    }

    private static void entry(ByteBuffer out, int tag, int type, int count, int value) {
        out.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    /** A JPEG with segments of the test's own after its first two. */
    private byte[] jpeg(byte[]... segments) throws Exception {
        Path file = folder.resolve("source.jpg");
        PictureWriter.write(plain(), file, WriteOptions.DEFAULT);
        byte[] bytes = Files.readAllBytes(file);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, 20);
        for (byte[] segment : segments) {
            out.writeBytes(segment);
        }
        out.write(bytes, 20, bytes.length - 20);
        return out.toByteArray();
    }

    private static byte[] segment(int marker, String name, byte[] body) {
        byte[] head = name.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(4 + head.length + body.length).put((byte) 0xFF).put((byte) marker)
                .putShort((short) (2 + head.length + body.length)).put(head).put(body).array();
    }

    private static int number(byte[] exif, int tag) {
        ByteBuffer in = ByteBuffer.wrap(exif).order(exif[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        return number(in, in.getInt(4), tag);
    }

    private static int number(ByteBuffer in, int at, int tag) {
        for (int i = 0; i < in.getShort(at); i++) {
            int entry = at + 2 + 12 * i;
            int found = in.getShort(entry) & 0xffff;
            if (found == tag) {
                return in.getShort(entry + 2) == 3 ? in.getShort(entry + 8) & 0xffff : in.getInt(entry + 8);
            }
            if (found == 0x8769 && tag > 0x9000) {
                return number(in, in.getInt(entry + 8), tag);
            }
        }
        return -1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.jpg", "out.png", "out.tif", "out.webp"})
    void whatMetadataSaysOfPixelsIsTrueOfTheResult(String name) throws Exception {
        byte[] packet = xmp("xmlns:tiff='http://ns.adobe.com/tiff/1.0/' xmlns:exif='http://ns.adobe.com/exif/1.0/'"
                + " xmlns:cam='http://ns.google.com/photos/1.0/camera/' xmlns:dc='http://purl.org/dc/elements/1.1/'"
                + " tiff:Orientation='6' exif:PixelXDimension='40' cam:MotionPhoto='1' dc:source='kept'/>");
        Path source = Files.write(folder.resolve("camera.jpg"), jpeg(segment(0xE1, "Exif\0\0", cameraExif()),
                segment(0xE1, "http://ns.adobe.com/xap/1.0/\0", packet)));
        Picture turned = PictureReader.read(source);
        assertEquals(H, turned.width());
        Picture result = through(Resample.bicubic(turned, 2 * H, 2 * W), name);
        byte[] exif = result.info().metadata().exif().orElseThrow();
        assertEquals(1, Exif.orientation(exif));
        assertEquals(2 * H, number(exif, 0xA002));
        assertEquals(2 * W, number(exif, 0xA003));
        assertEquals(-1, number(exif, 0x9214), "a place in the picture as it was");
        assertFalse(new String(Files.readAllBytes(folder.resolve(name)), StandardCharsets.ISO_8859_1).contains("TTTT"),
                "the thumbnail of the picture as it was");
        String after = new String(result.info().metadata().xmp().orElseThrow(), StandardCharsets.UTF_8);
        assertTrue(after.contains("Orientation=\"1\""), after);
        assertTrue(after.contains("PixelXDimension=\"60\""), after);
        assertFalse(after.contains("MotionPhoto"), after);
        assertTrue(after.contains("kept"), after);
    }

    @Test
    void sizesOfAPanoramaFollowThePicture() throws Exception {
        String packet = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
                + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
                + " xmlns:GPano='http://ns.google.com/photos/1.0/panorama/' GPano:FullPanoWidthPixels='400'"
                + " GPano:CroppedAreaImageHeightPixels='30' GPano:CroppedAreaTopPixels='7'/></rdf:RDF></x:xmpmeta>";
        Metadata read = new Metadata(null, null, packet.getBytes(StandardCharsets.UTF_8))
                .withSize(new PictureSize(40, 30));
        Picture large = Samplers.smooth(80, 60, BitDepth.EIGHT, false);
        Path file = folder.resolve("panorama.jpg");
        PictureWriter.write(large.withInfo(large.info().withMetadata(read)), file, WriteOptions.DEFAULT);
        XmpTree xmp = XmpTree.parse(PictureReader.read(file).info().metadata().xmp().orElseThrow()).orElseThrow();
        String panorama = "http://ns.google.com/photos/1.0/panorama/";
        assertEquals("800", xmp.get(panorama, "FullPanoWidthPixels").orElseThrow());
        assertEquals("60", xmp.get(panorama, "CroppedAreaImageHeightPixels").orElseThrow());
        assertEquals("14", xmp.get(panorama, "CroppedAreaTopPixels").orElseThrow());
    }

    @Test
    void aPacketThatIsTrueAlreadyStaysByteForByte() throws Exception {
        byte[] packet = xmp("xmlns:dc='http://purl.org/dc/elements/1.1/' dc:source='mine'/>");
        Picture again = through(with(new Metadata(null, null, packet)), "out.jpg");
        assertArrayEquals(packet, again.info().metadata().xmp().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.jpg", "out.png", "out.tif", "out.webp"})
    void threeHundredDotsPerInchStaySo(String name) throws Exception {
        Picture picture = with(Metadata.NONE.withResolution(new Resolution(300, 150)));
        Picture large = Resample.bicubic(through(picture, name), 2 * W, 2 * H);
        Resolution kept = through(large, "large-" + name).info().metadata().resolution().orElseThrow();
        assertEquals(300, kept.x(), 0.01);
        assertEquals(150, kept.y(), 0.01);
    }

    @Test
    void resolutionGoesFromEveryFormatToEveryOther() throws Exception {
        Picture picture = with(Metadata.NONE.withResolution(new Resolution(300, 300)));
        for (String name : new String[] {"a.png", "b.jpg", "c.tif", "d.webp", "e.png", "f.tif", "g.jpg"}) {
            picture = through(picture, name);
            assertEquals(300, picture.info().metadata().resolution().orElseThrow().x(), 0.01, name);
        }
    }

    @Test
    void textsOfAPngSurvive() throws Exception {
        List<TextEntry> texts = List.of(new TextEntry("parameters", "a tree\nSteps: 40"),
                new TextEntry("Title", "My title"), new TextEntry("Author", "漢字"), new TextEntry("Comment", "Öl"),
                new TextEntry("Description", "size", "de-CH", "Größe"));
        Picture picture = through(with(Metadata.NONE.withTexts(texts)), "a.png");
        assertEquals(texts, picture.info().metadata().texts());
        for (String name : new String[] {"a.jpg", "a.tif", "a.webp"}) {
            byte[] exif = through(picture, name).info().metadata().exif().orElseThrow();
            String text = new String(exif, StandardCharsets.UTF_8);
            assertTrue(text.contains("My title") && text.contains("漢字"), name);
            assertTrue(text.contains("a tree\nSteps: 40") || new String(exif, StandardCharsets.UTF_16BE)
                    .contains("a tree")
                    || new String(exif, 1, exif.length - 1, StandardCharsets.UTF_16BE).contains("a tree"), name);
        }
    }

    @Test
    void aJpegsCommentIsThePngsAndBack() throws Exception {
        Path source = Files.write(folder.resolve("c.jpg"), jpeg(segment(0xFE, "", "Ein Kommentar ü".getBytes(
                StandardCharsets.UTF_8))));
        Picture png = through(PictureReader.read(source), "c.png");
        List<TextEntry> expected = List.of(new TextEntry("Comment", "Ein Kommentar ü"));
        assertEquals(expected, png.info().metadata().texts());
        assertEquals(expected, through(png, "again.jpg").info().metadata().texts());
    }

    private static byte[] chunk(String type, byte[] body) {
        byte[] typed = ByteBuffer.allocate(4 + body.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(body)
                .array();
        CRC32 crc = new CRC32();
        crc.update(typed);
        return ByteBuffer.allocate(8 + typed.length).putInt(body.length).put(typed).putInt((int) crc.getValue())
                .array();
    }

    /** A PNG that says its colours with chunks of the test's own. */
    private Path described(Picture picture, byte[]... chunks) throws Exception {
        Path file = folder.resolve("described.png");
        PictureWriter.write(picture, file, WriteOptions.DEFAULT);
        byte[] bytes = Files.readAllBytes(file);
        int srgb = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("sRGB") - 4;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, srgb);
        for (byte[] chunk : chunks) {
            out.writeBytes(chunk);
        }
        // what is left begins behind sRGB (13 bytes) and gAMA (16 bytes)
        out.write(bytes, srgb + 29, bytes.length - srgb - 29);
        return Files.write(file, out.toByteArray());
    }

    private static int shown(Picture picture) {
        int[] out = new int[1];
        DisplayColor.argb(picture.crop(Region.of(1, 1)), Region.of(1, 1), 1, out, 1);
        return out[0] >> 8 & 0xff;
    }

    private static Picture uniform(int level, boolean gray) {
        float[] plane = new float[W * H];
        Arrays.fill(plane, level / 255f);
        float[] other = gray ? plane : plane.clone();
        return new Picture(W, H, new float[][] {plane, other, other}, null, new PictureInfo(
                BitDepth.EIGHT, gray, ColorProfile.SRGB, Metadata.NONE));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void linearGammaIsKeptAndShown(boolean gray) throws Exception {
        byte[] gamma = chunk("gAMA", ByteBuffer.allocate(4).putInt(100_000).array());
        Picture linear = PictureReader.read(described(uniform(100, gray), gamma));
        assertEquals(100 / 255f, linear.plane(0)[0], 1e-6);
        assertEquals(168, shown(linear), 1, "linear light of 100 is 168 in sRGB");
        for (String name : new String[] {"a.png", "a.tif", "a.jpg", "a.webp"}) {
            assertEquals(168, shown(through(linear, name)), 2, name);
        }
        byte[] kept = Files.readAllBytes(folder.resolve("a.png"));
        assertTrue(new String(kept, StandardCharsets.ISO_8859_1).contains("gAMA"), "the chunk itself");
        assertEquals(gray, PictureReader.read(folder.resolve("a.png")).info().gray());
    }

    @Test
    void codePointsOfDisplayP3AreKept() throws Exception {
        byte[] cicp = chunk("cICP", new byte[] {12, 13, 0, 1});
        Picture p3 = PictureReader.read(described(uniform(100, false), cicp));
        assertTrue(p3.info().profile().icc().isPresent());
        Path again = folder.resolve("again.png");
        PictureWriter.write(p3, again, WriteOptions.DEFAULT);
        assertTrue(new String(Files.readAllBytes(again), StandardCharsets.ISO_8859_1).contains("cICP"));
    }

    @Test
    void xmpLongerThanASegmentComesThroughAJpegWhole() throws Exception {
        StringBuilder history = new StringBuilder();
        for (int i = 0; i < 9000; i++) {
            history.append("history ").append(i).append(' ');
        }
        byte[] packet =
                xmp("xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:k='https://kintsugi.studio/ns/recipe/1.0/'>"
                + "<dc:description>" + history + "</dc:description><k:Recipe>small</k:Recipe></rdf:Description>");
        assertTrue(packet.length > 70_000);
        Picture picture = with(new Metadata(null, null, packet));
        assertEquals(List.of(), PictureWriter.write(picture, folder.resolve("long.jpg"), WriteOptions.DEFAULT));
        String after = new String(PictureReader.read(folder.resolve("long.jpg")).info().metadata().xmp().orElseThrow(),
                StandardCharsets.UTF_8);
        assertTrue(after.contains("history 8999"));
        assertTrue(after.contains("small"));
        assertFalse(after.contains("HasExtendedXMP"));
    }

    @Test
    void whatAFormatHasNoPlaceForIsNamed() throws Exception {
        byte[] iptc = {0x1c, 2, 5, 0, 5, 'T', 'i', 't', 'l', 'e'};
        Picture picture = with(new Metadata(new byte[70_000], iptc, null));
        assertEquals(List.of("“a.webp” has no place for IPTC, which was left out."),
                PictureWriter.write(picture, folder.resolve("a.webp"), WriteOptions.DEFAULT));
        assertEquals(List.of("“a.jpg” has no place for EXIF, which was left out."),
                PictureWriter.write(picture, folder.resolve("a.jpg"), WriteOptions.DEFAULT));
    }

    @Test
    void photoshopsCopyrightFlagSurvivesAndItsThumbnailDoesNot() throws Exception {
        ByteBuffer blocks = ByteBuffer.allocate(28);
        blocks.put("8BIM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 0x040A).putShort((short) 0).putInt(1)
                .put((byte) 1).put((byte) 0);
        blocks.put("8BIM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 0x040C).putShort((short) 0).putInt(2)
                .put((byte) 'T').put((byte) 'T');
        Path source = Files.write(folder.resolve("p.jpg"), jpeg(segment(0xED, "Photoshop 3.0\0", blocks.array())));
        for (String name : new String[] {"p.tif", "p.png", "again.jpg"}) {
            byte[] kept = through(PictureReader.read(source), name).info().metadata().resources().orElseThrow();
            assertArrayEquals(Arrays.copyOf(blocks.array(), 14), kept, name);
        }
    }

    @Test
    void iptcOfAPngIsReadInEveryCountry() throws Exception {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            byte[] iptc = {0x1c, 2, 5, 0, 5, 'T', 'i', 't', 'l', 'e'};
            Picture again = through(with(new Metadata(null, iptc, null)), "a.png");
            assertArrayEquals(iptc, again.info().metadata().iptc().orElseThrow());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aMakersNoteThatWouldPointNowhereIsLeftOutOfATiff() throws Exception {
        byte[] note = "Canon notes by offset".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer exif = ByteBuffer.allocate(70).order(ByteOrder.BIG_ENDIAN);
        exif.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) 1);
        entry(exif, 0x8769, 4, 1, 26);
        exif.putInt(0).putShort((short) 1);
        entry(exif, 0x927C, 7, note.length, 44);
        exif.putInt(0).position(44);
        exif.put(note);
        Picture picture = with(new Metadata(exif.array(), null, null));
        byte[] kept = through(picture, "a.jpg").info().metadata().exif().orElseThrow();
        assertTrue(new String(kept, StandardCharsets.ISO_8859_1).contains("Canon notes"),
                "readable where offsets stay");
        through(picture, "a.tif");
        String tiff = new String(Files.readAllBytes(folder.resolve("a.tif")), StandardCharsets.ISO_8859_1);
        assertFalse(tiff.contains("Canon notes"));
    }

    @Test
    void oneOfSeveralPicturesIsSaidToBeOne() throws Exception {
        byte[] tiff = new TiffBytes(ByteOrder.LITTLE_ENDIAN, 4, 4).shorts(258, 8).shorts(259, 1).shorts(262, 1)
                .shorts(277, 1).segments(new byte[16]).file(2);
        Picture picture = PictureReader.read(Files.write(folder.resolve("pages.tif"), tiff));
        assertEquals(List.of("“pages.tif” holds 3 pictures; only the first is taken."), picture.info().notes());
        assertEquals(List.of(), through(plain(), "one.png").info().notes());
    }

    @Test
    void exiftoolReadsWhatWasWrittenWithoutAWarning() throws Exception {
        Path source = Programs.fault("xmp-orientation-thumb-iptc.jpg");
        Picture picture = PictureReader.read(source);
        for (String name : new String[] {"x.jpg", "x.png", "x.tif", "x.webp"}) {
            Path file = folder.resolve(name);
            PictureWriter.write(picture, file, WriteOptions.DEFAULT);
            String said = Programs.run("exiftool", "-a", "-G1", "-s", file);
            assertFalse(said.contains("Warning"), said);
            assertFalse(said.contains("ThumbnailImage"), said);
            assertFalse(said.contains("Rotate"), said);
            assertTrue(said.contains("Straße 漢字"), said);
            assertTrue(said.matches("(?s).*ExifImageWidth +: 200.*"), said);
        }
    }

    @Test
    void whatLayBesideThePictureIsToldToBeLeftOutOnce() throws Exception {
        byte[] packet = xmp("xmlns:cam='http://ns.google.com/photos/1.0/camera/'"
                + " xmlns:gain='http://ns.adobe.com/hdr-gain-map/1.0/' cam:MotionPhoto='1' gain:Version='1.0'/>");
        Path source = Files.write(folder.resolve("phone.jpg"),
                jpeg(segment(0xE1, "http://ns.adobe.com/xap/1.0/\0", packet)));
        List<String> notes = PictureWriter.write(PictureReader.read(source), folder.resolve("out.jpg"),
                WriteOptions.DEFAULT);
        assertEquals(List.of("“out.jpg” is the picture alone: what lay beside it in its file (a video, a gain map) was"
                + " left out."), notes);
        assertEquals(List.of(), PictureWriter.write(PictureReader.read(folder.resolve("out.jpg")),
                folder.resolve("again.jpg"), WriteOptions.DEFAULT));
    }

    @Test
    void aMakersNoteThatHoldsOnlyInItsBlockIsToldToBeLeftOut() throws Exception {
        ByteBuffer exif = ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN);
        exif.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) 1);
        entry(exif, 0x8769, 4, 1, 26);
        exif.putInt(0).putShort((short) 1);
        entry(exif, 0x927C, 7, 20, 44);
        exif.putInt(0).put("a note full of places".getBytes(StandardCharsets.US_ASCII));
        Picture picture = with(Metadata.NONE.withExif(exif.array()));
        assertEquals(List.of("“a.tif” has no place for the camera maker's own notes, which was left out."),
                PictureWriter.write(picture, folder.resolve("a.tif"), WriteOptions.DEFAULT));
        assertEquals(List.of(), PictureWriter.write(picture, folder.resolve("a.jpg"), WriteOptions.DEFAULT));
    }

    @Test
    void exifInTwoSegmentsIsOne() throws Exception {
        byte[] exif = cameraExif();
        Path source = Files.write(folder.resolve("long.jpg"), jpeg(
                segment(0xE1, "Exif\0\0", Arrays.copyOf(exif, 100)),
                segment(0xE1, "Exif\0\0", Arrays.copyOfRange(exif, 100, exif.length)),
                segment(0xE1, "Exif\0\0", cameraExif())));
        assertEquals(exif.length, PictureReader.read(source).info().metadata().exif().orElseThrow().length);
    }

    @Test
    void iptcOfAPngMayStandWithoutPhotoshopsBlocks() throws Exception {
        byte[] records = {0x1C, 2, 90, 0, 2, 'X', 'Y'};
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("Raw profile type iptc\0".getBytes(StandardCharsets.US_ASCII));
        body.writeBytes("\niptc\n       7\n1c025a00025859\n".getBytes(StandardCharsets.US_ASCII));
        Path source = described(plain(), chunk("tEXt", body.toByteArray()));
        assertArrayEquals(records, PictureReader.read(source).info().metadata().iptc().orElseThrow());
    }

    @Test
    void xmpOfAGifIsKept() throws Exception {
        byte[] packet = xmp("xmlns:dc='http://purl.org/dc/elements/1.1/' dc:source='kept'/>");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0, (byte) 0x80, 0, 0, 0, 0, 0, -1, -1, -1});
        out.writeBytes(new byte[] {0x21, (byte) 0xFF, 11});
        out.writeBytes("XMP DataXMP".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(packet);
        out.write(1);
        for (int i = 255; i >= 0; i--) {
            out.write(i);
        }
        out.write(0);
        out.writeBytes(new byte[] {0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B});
        Path source = Files.write(folder.resolve("a.gif"), out.toByteArray());
        assertArrayEquals(packet, PictureReader.read(source).info().metadata().xmp().orElseThrow());
    }
}
