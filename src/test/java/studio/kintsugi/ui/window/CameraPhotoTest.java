package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.ui.window.TestWindow.await;

import com.adobe.internal.xmp.XMPMeta;
import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.icc.IccDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.edit.EmbeddedRecipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.io.Samplers;

/**
 * A JPEG as a camera writes it, made by another writer: turned by EXIF, with a wide profile, IPTC and XMP. Opened,
 * denoised and saved in the window; what was saved is read by another reader.
 */
@ExtendWith(ApplicationExtension.class)
class CameraPhotoTest {
    private static final int TURNED_LEFT = 6;

    @TempDir
    private Path folder;

    private TestWindow w;

    @Start
    void start(Stage stage) {
        w = new TestWindow(folder, List.of()).start(stage);
    }

    @Stop
    void stop() {
        w.stop();
    }

    @Test
    void metadataProfileAndRecipeAreInTheSavedFile(FxRobot robot) throws Exception {
        Path photo = folder.resolve("DSC_0042.JPG");
        Files.write(photo, cameraJpeg(360, 240));
        byte[] was = Files.readAllBytes(photo);
        robot.interact(() -> w.window.open(List.of(photo)));
        await(() -> !robot.lookup("#run").queryButton().isDisabled());
        String status = robot.lookup("#status").queryAs(Label.class).getText();
        assertTrue(status.contains("240 × 360") && status.contains("own colour profile"), status);
        robot.clickOn("#run");
        await(() -> !robot.lookup("#undo").queryButton().isDisabled());
        TestWindow.shots(robot, "camera-photo");
        robot.clickOn("#save");
        await(() -> robot.lookup("#banner-text").queryAs(Label.class).getText().startsWith("Saved"));
        assertEquals(folder.resolve("DSC_0042-mended.JPG"), w.saved);
        assertArrayEquals(was, Files.readAllBytes(photo));

        Metadata saved = ImageMetadataReader.readMetadata(w.saved.toFile());
        ExifIFD0Directory exif = saved.getFirstDirectoryOfType(ExifIFD0Directory.class);
        assertEquals("Kiln1", exif.getString(ExifIFD0Directory.TAG_MAKE));
        assertEquals(1, exif.getInt(ExifIFD0Directory.TAG_ORIENTATION));
        assertEquals(400, saved.getFirstDirectoryOfType(ExifSubIFDDirectory.class)
                .getInt(ExifSubIFDDirectory.TAG_ISO_EQUIVALENT));
        assertEquals("Title", saved.getFirstDirectoryOfType(IptcDirectory.class)
                .getString(IptcDirectory.TAG_OBJECT_NAME));
        assertEquals(Samplers.adobeRgb().length,
                saved.getFirstDirectoryOfType(IccDirectory.class).getInt(IccDirectory.TAG_PROFILE_BYTE_COUNT));
        XMPMeta xmp = saved.getFirstDirectoryOfType(XmpDirectory.class).getXMPMeta();
        assertEquals("5", xmp.getPropertyString("http://ns.adobe.com/xap/1.0/", "Rating"));
        assertTrue(xmp.getPropertyString("https://kintsugi.studio/ns/recipe/1.0/", "Recipe").contains("denoise"));

        Picture before = PictureReader.read(photo);
        Picture after = PictureReader.read(w.saved);
        assertArrayEquals(Samplers.adobeRgb(), after.info().profile().icc().orElseThrow());
        assertEquals(before.bounds(), after.bounds());
        assertEquals(mean(before), mean(after), 0.01, "the colours are those of the photo");
        assertTrue(roughness(after) < 0.5 * roughness(before), roughness(after) + " of " + roughness(before));
        Step step = EmbeddedRecipe.of(after).orElseThrow().steps().getFirst();
        assertEquals(w.store.find("denoise").orElseThrow().sha256(), step.modelHash());
    }

    private static byte[] cameraJpeg(int width, int height) throws Exception {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = new SplittableRandom(3);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = 0;
                for (int c = 0; c < 3; c++) {
                    double v = 120 + 20 * c + 50 * Math.sin(x / 40.0) * Math.cos(y / 30.0) + 20 * random.nextGaussian();
                    rgb = rgb << 8 | (int) Math.clamp(v, 0, 255);
                }
                image.setRGB(x, y, rgb);
            }
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", jpeg);
        byte[] plain = jpeg.toByteArray();
        String xmp = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF"
                + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\""
                + " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmp:Rating=\"5\"/></rdf:RDF></x:xmpmeta>";
        byte[] iptc = {0x1c, 2, 5, 0, 5, 'T', 'i', 't', 'l', 'e'};
        ByteBuffer resource = ByteBuffer.allocate(12 + iptc.length)
                .put("8BIM".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) 0x0404).putShort((short) 0)
                .putInt(iptc.length).put(iptc);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 2);
        segment(out, 0xE1, "Exif\0\0", Samplers.exif(TURNED_LEFT));
        segment(out, 0xE1, "http://ns.adobe.com/xap/1.0/\0", xmp.getBytes(StandardCharsets.UTF_8));
        segment(out, 0xE2, "ICC_PROFILE\0\1\1", Samplers.adobeRgb());
        segment(out, 0xED, "Photoshop 3.0\0", resource.array());
        out.writeBytes(Arrays.copyOfRange(plain, 2, plain.length));
        return out.toByteArray();
    }

    private static void segment(ByteArrayOutputStream out, int marker, String name, byte[] content) {
        int length = 2 + name.length() + content.length;
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length});
        out.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(content);
    }

    private static double mean(Picture p) {
        double sum = 0;
        for (float v : p.plane(1)) {
            sum += v;
        }
        return sum / p.plane(1).length;
    }

    private static double roughness(Picture p) {
        double sum = 0;
        for (int i = 1; i < p.plane(1).length; i++) {
            sum += Math.abs(p.plane(1)[i] - p.plane(1)[i - 1]);
        }
        return sum;
    }
}
