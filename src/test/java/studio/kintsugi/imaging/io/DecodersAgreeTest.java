package studio.kintsugi.imaging.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.WriteOptions;

/** Pixels as the formats' own libraries decode them, and frames in their places. */
class DecodersAgreeTest {
    @TempDir
    private Path folder;

    private Path saved(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private byte[] written(String name, float quality) throws Exception {
        Path file = folder.resolve("written-" + name);
        PictureWriter.write(Samplers.smooth(120, 90, BitDepth.EIGHT, false), file,
                WriteOptions.DEFAULT.withQuality(quality));
        return Files.readAllBytes(file);
    }

    private static void sameAs(Path pnm, Picture picture) throws IOException {
        byte[] bytes = Files.readAllBytes(pnm);
        int data = bytes.length - 3 * picture.width() * picture.height();
        for (int i = 0; i < picture.width() * picture.height(); i++) {
            for (int c = 0; c < 3; c++) {
                assertEquals(bytes[data + 3 * i + c] & 0xff, picture.plane(c)[i] * 255, 1.01, "pixel " + i);
            }
        }
    }

    @Test
    void lossyWebpIsWhatItsLibraryMakesOfIt() throws Exception {
        Path file = saved("lossy.webp", written("a.webp", 0.3f));
        Path other = folder.resolve("other.ppm");
        Programs.run("dwebp", "-quiet", "-ppm", file, "-o", other);
        sameAs(other, PictureReader.read(file));
    }

    @Test
    void tallLossyWebpDoesNotDrift() throws Exception {
        Picture tall = Samplers.smooth(40, 2500, BitDepth.EIGHT, false);
        Path file = folder.resolve("tall.webp");
        PictureWriter.write(tall, file, WriteOptions.DEFAULT.withQuality(0.8f));
        assertTrue(Samplers.difference(tall, PictureReader.read(file)) < 0.1);
    }

    @Test
    void realLossyWebpIsWhatItsLibraryMakesOfIt() throws Exception {
        Path file = Programs.fault("webp-lossy-flower.webp");
        Path other = folder.resolve("other.ppm");
        Programs.run("dwebp", "-quiet", "-ppm", file, "-o", other);
        sameAs(other, PictureReader.read(file));
    }

    @Test
    void animatedWebpShowsItsFirstFrameOnTheCanvas() throws Exception {
        Picture small = Samplers.smooth(20, 10, BitDepth.EIGHT, false);
        Path still = folder.resolve("still.webp");
        PictureWriter.write(small, still, WriteOptions.DEFAULT.withQuality(1));
        byte[] bytes = Files.readAllBytes(still);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("VP8L");
        byte[] picture = Arrays.copyOfRange(bytes, at, bytes.length);
        ByteBuffer frame = ByteBuffer.allocate(24 + picture.length).order(ByteOrder.LITTLE_ENDIAN);
        frame.put("ANMF".getBytes(StandardCharsets.US_ASCII)).putInt(16 + picture.length);
        frame.put((byte) 3).position(11).put((byte) 2).position(14).put((byte) 19).position(17).put((byte) 9);
        frame.position(24).put(picture);
        ByteBuffer file = ByteBuffer.allocate(12 + 18 + 14 + 2 * frame.capacity()).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(file.capacity() - 8);
        file.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).put((byte) 2).position(24);
        file.put((byte) 39).position(27).put((byte) 29).position(30);
        file.put("ANIM".getBytes(StandardCharsets.US_ASCII)).putInt(6).position(44);
        file.put(frame.array()).put(frame.array());
        Path animated = saved("animated.webp", file.array());
        Picture read = PictureReader.read(animated);
        assertEquals(new PictureSize(40, 30), PictureReader.probe(animated));
        onCanvas(small, read, 40, 30, 6, 4);
    }

    private static void onCanvas(Picture part, Picture canvas, int w, int h, int left, int top) {
        assertEquals(w, canvas.width());
        assertEquals(h, canvas.height());
        float[] alpha = canvas.alpha().orElseThrow();
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                boolean inside = x >= left && x < left + part.width() && y >= top && y < top + part.height();
                assertEquals(inside ? 1 : 0, alpha[y * w + x]);
                if (inside) {
                    assertEquals(part.plane(1)[(y - top) * part.width() + x - left], canvas.plane(1)[y * w + x], 0.01);
                }
            }
        }
    }

    @Test
    void realAnimatedWebpHasTheSizeOfItsCanvas() throws Exception {
        Picture picture = PictureReader.read(Programs.fault("webp-animated-subframe.webp"));
        assertEquals(80, picture.width());
        assertEquals(80, picture.height());
    }

    @Test
    void gifShowsItsFirstFrameOnTheScreen() throws Exception {
        BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(3, 2, 0, 255);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "gif", out);
        byte[] gif = out.toByteArray();
        int table = (gif[10] & 0x80) == 0 ? 0 : 3 << (gif[10] & 7) + 1;
        int descriptor = 13 + table;
        while (gif[descriptor] == 0x21) {
            descriptor += 2;
            while (gif[descriptor] != 0) {
                descriptor += 1 + (gif[descriptor] & 0xff);
            }
            descriptor++;
        }
        assertEquals(0x2C, gif[descriptor]);
        gif[6] = 40;
        gif[8] = 30;
        gif[descriptor + 1] = 6;
        gif[descriptor + 3] = 4;
        Path file = saved("frame.gif", gif);
        Picture picture = PictureReader.read(file);
        assertEquals(new PictureSize(40, 30), PictureReader.probe(file));
        assertEquals(40, picture.width());
        assertEquals(1, picture.plane(0)[(4 + 2) * 40 + 6 + 3]);
        assertEquals(0, picture.alpha().orElseThrow()[0]);
        assertEquals(1, picture.alpha().orElseThrow()[4 * 40 + 6]);
    }

    /** The same tables with entries of 16 bits, which libjpeg reads and others misread. */
    private static byte[] withWideTables(byte[] jpeg) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < jpeg.length) {
            boolean tables = (jpeg[at] & 0xff) == 0xFF && (jpeg[at + 1] & 0xff) == 0xDB;
            if (at > 2 && (jpeg[at + 1] & 0xff) == 0xDA) {
                out.write(jpeg, at, jpeg.length - at);
                break;
            }
            int length = at == 0 ? 0 : (jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff;
            if (!tables) {
                out.write(jpeg, at, 2 + length);
            }
            for (int t = at + 4; tables && t < at + 2 + length; t += 65) {
                out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xDB, 0, (byte) 131, (byte) (jpeg[t] | 0x10)});
                for (int i = 1; i <= 64; i++) {
                    out.write(0);
                    out.write(jpeg[t + i]);
                }
            }
            at += 2 + length;
        }
        return out.toByteArray();
    }

    @Test
    void wideQuantisationTablesMeanTheSame() throws Exception {
        byte[] jpeg = written("a.jpg", 0.5f);
        Picture narrow = PictureReader.read(saved("narrow.jpg", jpeg));
        Picture wide = PictureReader.read(saved("wide.jpg", withWideTables(jpeg)));
        for (int c = 0; c < 3; c++) {
            assertArrayEquals(narrow.plane(c), wide.plane(c));
        }
    }

    /** A BMP whose pixels of 32 bits have masks for red, green, blue and opacity. */
    @Test
    void aBmpKeepsItsOpacity() throws Exception {
        ByteBuffer bmp = ByteBuffer.allocate(14 + 108 + 8).order(ByteOrder.LITTLE_ENDIAN);
        bmp.put("BM".getBytes(StandardCharsets.US_ASCII)).putInt(bmp.capacity()).putInt(0).putInt(14 + 108);
        bmp.putInt(108).putInt(2).putInt(1).putShort((short) 1).putShort((short) 32).putInt(3).putInt(8).putInt(11811)
                .putInt(11811).putInt(0).putInt(0);
        bmp.putInt(0xFF0000).putInt(0xFF00).putInt(0xFF).putInt(0xFF000000).putInt(0x73524742).position(14 + 108);
        bmp.putInt(0x80FF4020).putInt(0xFF102030);
        Picture picture = PictureReader.read(saved("a.bmp", bmp.array()));
        assertArrayEquals(new float[] {128 / 255f, 1}, picture.alpha().orElseThrow(), 1e-6f);
        assertArrayEquals(new float[] {1, 16 / 255f}, picture.plane(0), 1e-6f);
        assertEquals(300, picture.info().metadata().resolution().orElseThrow().x(), 0.1);
    }

    @Test
    void wideQuantisationTablesOfCmykMeanTheSame() throws Exception {
        Path cmyk = folder.resolve("cmyk.jpg");
        Programs.run("convert", saved("a.jpg", written("a.jpg", 0.9f)), "-colorspace", "CMYK", "-quality", 50, cmyk);
        byte[] jpeg = Files.readAllBytes(cmyk);
        Picture narrow = PictureReader.read(cmyk);
        Picture wide = PictureReader.read(saved("wide.jpg", withWideTables(jpeg)));
        for (int c = 0; c < 3; c++) {
            assertArrayEquals(narrow.plane(c), wide.plane(c));
        }
    }

    @Test
    void realWideTablesAreReadAsDjpegDoes() throws Exception {
        Path file = Programs.fault("jpeg-16bit-quantisation.jpg");
        Path other = folder.resolve("other.ppm");
        Programs.run("djpeg", "-pnm", "-outfile", other, file);
        sameAs(other, PictureReader.read(file));
    }

    private static byte[] inserted(byte[] bytes, int at, byte... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.writeBytes(more);
        out.write(bytes, at, bytes.length - at);
        return out.toByteArray();
    }

    private static int marker(byte[] jpeg, int marker, int from) {
        for (int i = from; i + 1 < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) marker) {
                return i;
            }
        }
        throw new AssertionError("no marker " + marker);
    }

    @Test
    void strayBytesBetweenJpegSegmentsArePassedOver() throws Exception {
        byte[] jpeg = written("a.jpg", 0.9f);
        Picture plain = PictureReader.read(saved("plain.jpg", jpeg));
        for (int marker : new int[] {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}) {
            byte[] stray = inserted(jpeg, marker(jpeg, marker, 2), (byte) 0, (byte) 0x13, (byte) 'j', (byte) 0xFF,
                    (byte) 0);
            Path file = saved("stray.jpg", stray);
            assertEquals(0, Samplers.difference(plain, PictureReader.read(file)), "before marker " + marker);
            assertEquals(120, PictureReader.probe(file).width());
        }
    }

    @Test
    void realStrayBytesArePassedOver() throws Exception {
        assertNotNull(PictureReader.read(Programs.fault("jpeg-stray-bytes.jpg")));
    }

    @Test
    void anEndMarkInsideALateSegmentIsNoEnd() throws Exception {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR);
        image.createGraphics().fillOval(8, 8, 40, 30);
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        }
        writer.dispose();
        byte[] jpeg = out.toByteArray();
        Picture plain = PictureReader.read(saved("plain.jpg", jpeg));
        int second = marker(jpeg, 0xDA, marker(jpeg, 0xDA, 0) + 2);
        byte[] late = inserted(jpeg, second, (byte) 0xFF, (byte) 0xFE, (byte) 0, (byte) 6, (byte) 0xFF, (byte) 0xD9,
                (byte) 'e', (byte) 'n');
        assertEquals(0, Samplers.difference(plain, PictureReader.read(saved("late.jpg", late))));
        byte[] cut = Arrays.copyOf(late, second + 20);
        assertThrows(PictureException.class, () -> PictureReader.read(saved("cut.jpg", cut)));
    }

    @Test
    void aDecodersRemarkIsNoFailure() throws Exception {
        assertNotNull(PictureReader.read(Programs.fault("tiff-oldjpeg-tileoffsets.tif")));
    }
}
