package studio.kintsugi.ui.window;

import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.imaging.processing.Resample;
import studio.kintsugi.service.colorize.ColorizeService;
import studio.kintsugi.service.dream.DreamService;
import studio.kintsugi.training.data.Patch;
import studio.kintsugi.training.data.PhotoSet;
import studio.kintsugi.training.degradation.Degradations;
import studio.kintsugi.ui.colorize.ColorizeTool;
import studio.kintsugi.ui.dream.DreamTool;
import studio.kintsugi.ui.tools.Tool;

/**
 * Makes the pictures of the README anew, with the models that ship and the window as it is: no test, and run only where
 * it is told where photos lie ({@code src/docs/contributing.md} has the command). Writes JPEGs to {@code src/docs}.
 */
@ExtendWith(ApplicationExtension.class)
@EnabledIfSystemProperty(named = "screenshots.photos", matches = ".+")
class Screenshots {
    private static final float QUALITY = 0.88f;
    /** Longest side of the photos that are shown, in pixels: about as many as the compare view has. */
    private static final int SIDE = 960;

    @TempDir
    private Path folder;

    private TestWindow w;
    private ColorizeService colorize;
    private DreamService dreams;

    @Start
    void start(Stage stage) {
        w = new TestWindow(folder, List.of());
        colorize = new ColorizeService(w.store, ComputeDevice.processor(), w.runner);
        dreams = new DreamService(w.store, folder.resolve("dreams"), List.of(), 2, ComputeDevice.processor(), w.runner);
        List<Tool> tools = new ArrayList<>(Tool.ALL);
        tools.add(new ColorizeTool(colorize));
        tools.add(new DreamTool(dreams));
        w.start(stage, tools);
    }

    @Stop
    void stop() {
        w.stop();
        colorize.close();
        dreams.close();
    }

    @Test
    void denoise(FxRobot robot) throws Exception {
        Path noisy = degraded("canyon-wren", "{'type': 'gaussian_noise', 'sigma': [35, 35]}", 3);
        restore(robot, "denoise", noisy);
        robot.drag("#compare-view").dropBy(-88, 0).moveTo("#status");
        write(robot, "denoise");
    }

    @Test
    void deblur(FxRobot robot) throws Exception {
        Path shaken = degraded("sunset-by-the-pier", """
                [{'type': 'camera_shake', 'size': [17, 17]}, {'type': 'gaussian_noise', 'sigma': [1, 1]}]""", 5);
        restore(robot, "deblur", shaken);
        write(robot, "deblur");
    }

    @Test
    void dereflect(FxRobot robot) throws Exception {
        Path glass = degraded("raindrops", """
                {'type': 'reflection', 'sigma': [3, 3], 'strength': [0.8, 0.8], 'dimming': [1.3, 1.3]}""", 11);
        restore(robot, "dereflect", glass);
        write(robot, "dereflect");
    }

    @Test
    void upscale(FxRobot robot) throws Exception {
        Picture photo = photo("freshflower", SIDE / 2);
        Path small = folder.resolve("freshflower-small.png");
        PictureWriter.write(Resample.bicubic(photo, photo.width() / 2, photo.height() / 2), small,
                WriteOptions.DEFAULT);
        robot.clickOn("#tool-upscale").clickOn("#scale-4");
        restore(robot, "upscale", small);
        robot.clickOn("#pixels").moveTo("#status");
        write(robot, "upscale");
    }

    @Test
    @EnabledIfSystemProperty(named = "screenshots.drawings", matches = ".+")
    void colorize(FxRobot robot) throws Exception {
        Path drawings = Path.of(System.getProperty("screenshots.drawings"), "food", "fruit");
        Path drawing = drawings.resolve("grapes_simple_bw.png");
        Path reference = drawings.resolve("grapes_simple.png");
        robot.clickOn("#tool-colorize");
        await(() -> text(robot, "#colorize-state").startsWith("Begin"));
        robot.interact(() -> w.window.open(List.of(drawing)));
        await(() -> text(robot, "#colorize-state").startsWith("Now"));
        robot.interact(() -> w.window.open(List.of(reference)));
        await(() -> text(robot, "#colorize-state").startsWith("Point"));
        Node result = robot.lookup("#coloured").query();
        Bounds place = result.localToScreen(result.getBoundsInLocal());
        robot.moveTo(place.getMinX() + 0.28 * place.getWidth(), place.getMinY() + 0.45 * place.getHeight());
        await(() -> text(robot, "#colorize-source").contains("from the ringed place"));
        write(robot, "colorize-window");
    }

    @Test
    void dream(FxRobot robot) throws Exception {
        robot.clickOn("#tool-dream").clickOn("#prompt").write("an orange pumpkin");
        // enough time for all steps on a busy machine too
        robot.interact(() -> robot.lookup("#minutes-5").queryAs(ToggleButton.class).fire());
        robot.clickOn("#dream-run");
        WaitForAsyncUtils.waitFor(6, TimeUnit.MINUTES, () -> text(robot, "#dream-state").contains("kept"));
        robot.drag("#viewport").dropBy(40, 15);
        robot.moveTo("#dream-state");
        write(robot, "dream");
    }

    @Test
    void faster(FxRobot robot) throws Exception {
        robot.press(KeyCode.CONTROL, KeyCode.M).release(KeyCode.M, KeyCode.CONTROL);
        await(() -> robot.lookup("#faster-upscale-x2").tryQuery().isPresent());
        robot.interact(() -> robot.lookup("#faster-upscale-x2").queryButton().fire());
        await(() -> robot.lookup("#making-folder").tryQuery().isPresent());
        robot.interact(() -> {
            robot.lookup("#making-folder").queryAs(TextInputControl.class).setText(photos().toString());
            minutes(robot).getValueFactory().setValue(Integer.getInteger("screenshots.minutes", 4));
        });
        robot.clickOn("#making-start");
        WaitForAsyncUtils.waitFor(30, TimeUnit.MINUTES, () -> text(robot, "#making-state").contains("is ready"));
        // the picture need not tell where its photos lay
        robot.interact(() -> robot.lookup("#making-folder").queryAs(TextInputControl.class).setText("~/Pictures"));
        write(robot, "faster");
    }

    @SuppressWarnings("unchecked")
    private static Spinner<Integer> minutes(FxRobot robot) {
        return robot.lookup("#making-minutes").queryAs(Spinner.class);
    }

    /** Chooses a tool, opens a picture, runs the tool on all of it, and moves the mouse out of the way. */
    private void restore(FxRobot robot, String tool, Path picture) throws Exception {
        robot.clickOn("#tool-" + tool);
        robot.interact(() -> w.window.open(List.of(picture)));
        await(() -> !robot.lookup("#run").queryButton().isDisabled());
        robot.clickOn("#run");
        await(() -> !robot.lookup("#undo").queryButton().isDisabled());
        // how long it takes here and now is of no use to readers
        robot.interact(() -> robot.lookup("#model-time").query().setVisible(false));
        robot.moveTo("#status");
    }

    private static Path photos() {
        return Path.of(System.getProperty("screenshots.photos"));
    }

    /** A photo that no model has learnt from, its longest side {@code side} pixels. */
    private static Picture photo(String name, int side) throws Exception {
        Picture whole = PictureReader.read(photos().resolve(name + ".jpg"));
        double scale = (double) side / Math.max(whole.width(), whole.height());
        return Resample.bicubic(whole, (int) (whole.width() * scale), (int) (whole.height() * scale));
    }

    /** The same photo as a bad camera would have taken it, in a file. */
    private Path degraded(String name, String degradation, long seed) throws Exception {
        Picture clean = photo(name, SIDE);
        Patch patch = new Patch(clean.width(), clean.height(),
                new float[][] {clean.plane(0).clone(), clean.plane(1).clone(), clean.plane(2).clone()});
        Picture mirrored = photo("sunset-by-the-pier", 2 * SIDE);
        Patch out = Degradations.parse(JsonParser.parseString(degradation), new PhotoSet(List.of(bytes(mirrored))))
                .apply(patch, new SplittableRandom(seed)).rounded();
        Path file = folder.resolve(name + ".png");
        PictureWriter.write(Picture.of(out.width(), out.height(), out.planes()), file, WriteOptions.DEFAULT);
        return file;
    }

    private static PhotoSet.Photo bytes(Picture picture) {
        byte[] rgb = new byte[3 * picture.width() * picture.height()];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.round(255 * Math.clamp(picture.plane(i % 3)[i / 3], 0f, 1f));
        }
        return new PhotoSet.Photo("mirrored", picture.width(), picture.height(), rgb);
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Labeled.class).getText();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(5, TimeUnit.MINUTES, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** What the window shows once animations have ended, as a JPEG. */
    private static void write(FxRobot robot, String name) throws Exception {
        robot.sleep(2500);
        Image[] shown = new Image[1];
        robot.interact(() -> shown[0] = robot.window(0).getScene().snapshot(null));
        BufferedImage image = SwingFXUtils.fromFXImage(shown[0],
                new BufferedImage((int) shown[0].getWidth(), (int) shown[0].getHeight(), BufferedImage.TYPE_INT_RGB));
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(QUALITY);
        Path file = Path.of("src", "docs", name + ".jpg");
        Files.deleteIfExists(file);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
    }
}
