package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;
import studio.kintsugi.TestPictures;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.io.PictureReader;

/** The whole window with the real service: open, run, compare, undo, save, reopen. */
@ExtendWith(ApplicationExtension.class)
class KintsugiWindowTest {
    @TempDir
    private static Path folder;

    private TestWindow w;

    @BeforeAll
    static void writeNoisyPicture() throws Exception {
        TestPictures.noisy(folder.resolve("noisy.png"), 640, 420);
    }

    @Start
    void start(Stage stage) {
        w = new TestWindow(folder, List.of()).start(stage);
        w.picked = List.of(folder.resolve("noisy.png"));
    }

    @Stop
    void stop() {
        w.stop();
    }

    @Test
    void aPhotoIsOpenedMendedComparedUndoneSavedAndReopened(FxRobot robot) throws Exception {
        shot(robot, "empty");
        robot.clickOn("#open");
        await(() -> !robot.lookup("#run").queryButton().isDisabled());
        robot.clickOn("#run");
        await(() -> robot.lookup("#job-bar").query().isVisible() || !robot.lookup("#undo").queryButton().isDisabled());
        await(() -> !robot.lookup("#undo").queryButton().isDisabled());
        Node view = robot.lookup("#compare-view").query();
        TestWindow.awaitStill(robot, view);
        shot(robot, "mended");
        Image split = snapshot(robot);
        assertTrue(roughness(split, 0.25) > 2 * roughness(split, 0.75), "the right half is smoother");

        robot.drag(robot.point(view)).dropBy(300, 0);
        TestWindow.awaitStill(robot, view);
        assertTrue(roughness(snapshot(robot), 0.6) > 0.6 * roughness(split, 0.25), "the line was dragged to the right");

        robot.press(KeyCode.M).release(KeyCode.M);
        TestWindow.awaitStill(robot, view);
        shot(robot, "side-by-side");
        robot.press(KeyCode.M).release(KeyCode.M);

        robot.clickOn("#undo");
        assertTrue(robot.lookup("#undo").queryButton().isDisabled());
        robot.clickOn("#redo");
        assertTrue(robot.lookup("#redo").queryButton().isDisabled());

        robot.clickOn("#save");
        await(() -> w.saved != null && Files.exists(w.saved));
        Picture before = PictureReader.read(folder.resolve("noisy.png"));
        Picture after = PictureReader.read(folder.resolve("noisy-mended.png"));
        assertEquals(before.bounds(), after.bounds());
        assertTrue(roughness(after) < 0.3 * roughness(before), roughness(after) + " of " + roughness(before));
    }

    @Test
    void strengthZeroSavesThePictureAsItWas(FxRobot robot) throws Exception {
        robot.clickOn("#open");
        await(() -> !robot.lookup("#run").queryButton().isDisabled());
        robot.clickOn("#run");
        await(() -> !robot.lookup("#undo").queryButton().isDisabled());
        robot.interact(() -> robot.lookup("#strength").queryAs(Slider.class).setValue(0));
        Files.deleteIfExists(folder.resolve("noisy-mended.png"));
        robot.clickOn("#save");
        await(() -> w.saved != null && Files.exists(w.saved));
        assertArrayEquals(PictureReader.read(folder.resolve("noisy.png")).plane(1),
                PictureReader.read(w.saved).plane(1));
    }

    @Test
    void aFileThatIsNoPictureGivesOneSentence(FxRobot robot) throws Exception {
        Path text = Files.writeString(folder.resolve("text.jpg"), "no picture");
        robot.interact(() -> w.window.open(List.of(text)));
        await(() -> robot.lookup("#banner").query().isVisible());
        String said = robot.lookup("#banner-text").queryAs(Label.class).getText();
        assertTrue(said.contains("text.jpg"), said);
        assertFalse(said.contains("Exception"), said);
        assertTrue(robot.lookup("#run").queryAs(Button.class).isDisabled());
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static Image snapshot(FxRobot robot) throws Exception {
        return WaitForAsyncUtils.asyncFx(() -> robot.lookup("#compare-view").query().snapshot(null, null)).get();
    }

    private static void shot(FxRobot robot, String name) throws Exception {
        Image image = WaitForAsyncUtils.asyncFx(() -> robot.window(0).getScene().snapshot(null)).get();
        Path file = Path.of("target", "screenshots", name + ".png");
        Files.createDirectories(file.getParent());
        javax.imageio.ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile());
    }

    /** Differences between neighbours along the middle row, about one place of the view. */
    private static double roughness(Image image, double place) {
        double sum = 0;
        int x0 = (int) (image.getWidth() * place) - 40;
        for (int y = (int) image.getHeight() / 2 - 60; y < image.getHeight() / 2 - 20; y++) {
            for (int x = x0; x < x0 + 80; x++) {
                Color a = image.getPixelReader().getColor(x, y);
                Color b = image.getPixelReader().getColor(x + 1, y);
                sum += Math.abs(a.getGreen() - b.getGreen());
            }
        }
        return sum;
    }

    private static double roughness(Picture p) {
        double sum = 0;
        for (int i = 1; i < p.plane(1).length; i++) {
            sum += Math.abs(p.plane(1)[i] - p.plane(1)[i - 1]);
        }
        return sum;
    }
}
