package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
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
import studio.kintsugi.store.ModelCard;

/** Upscaling in the window, after another step. */
@ExtendWith(ApplicationExtension.class)
class UpscaleToolTest {
    @TempDir
    private static Path folder;

    private TestWindow w;

    @Start
    void start(Stage stage) throws Exception {
        w = new TestWindow(folder, List.of()).start(stage);
        w.picked = List.of(w.noisy("noisy.png", 320, 200));
    }

    @Stop
    void stop() {
        w.stop();
    }

    @Test
    void aDenoisedPictureIsEnlargedComparedAndSaved(FxRobot robot) throws Exception {
        robot.clickOn("#open");
        TestWindow.await(() -> !robot.lookup("#run").queryButton().isDisabled());
        robot.clickOn("#run");
        TestWindow.await(() -> !robot.lookup("#undo").queryButton().isDisabled());
        robot.clickOn("#tool-upscale").clickOn("#scale-4");
        ComboBox<ModelCard> models = robot.lookup("#model").queryComboBox();
        assertTrue(models.getItems().stream().allMatch(c -> c.scale() == 4), models.getItems().toString());
        robot.clickOn("#scale-2").clickOn("#scale-3");
        assertEquals("upscale-x3", models.getValue().id());
        robot.clickOn("#scale-2");
        assertEquals("upscale-x2", models.getValue().id());
        robot.clickOn("#preview");
        TestWindow.await(() -> text(robot).startsWith("Preview"));
        robot.clickOn("#run");
        TestWindow.await(() -> text(robot).contains("640 × 400"));
        TestWindow.shots(robot, "upscaled");
        robot.clickOn("#actual-size");
        int smooth = colors(robot);
        robot.clickOn("#pixels");
        TestWindow.shot(robot, "upscaled-pixels");
        assertTrue(colors(robot) < smooth * 0.7, "half of each row of the left side repeats the pixel before");
        robot.clickOn("#pixels");
        assertEquals(smooth, colors(robot));
        robot.clickOn("#save");
        TestWindow.await(() -> w.saved != null && Files.exists(w.saved));
        Picture saved = PictureReader.read(w.saved);
        assertEquals(640, saved.width());
        assertEquals(List.of("denoise", "upscale"),
                EmbeddedRecipe.of(saved).orElseThrow().steps().stream().map(Step::tool).toList());
        robot.clickOn("#undo");
        TestWindow.await(() -> text(robot).contains("320 × 200"));
    }

    /** How often the colour changes along some rows at the left of the compare view. */
    private static int colors(FxRobot robot) throws Exception {
        Node view = robot.lookup("#compare-view").query();
        TestWindow.awaitStill(robot, view);
        WritableImage[] shot = new WritableImage[1];
        robot.interact(() -> shot[0] = view.snapshot(null, null));
        int width = (int) shot[0].getWidth() / 2 - 20;
        int changes = 0;
        for (int y = (int) shot[0].getHeight() / 2 - 20; y < shot[0].getHeight() / 2 - 10; y++) {
            for (int x = 1; x < width; x++) {
                changes += shot[0].getPixelReader().getArgb(x, y) == shot[0].getPixelReader().getArgb(x - 1, y) ? 0 : 1;
            }
        }
        return changes;
    }

    private static String text(FxRobot robot) {
        return robot.lookup("#status").queryAs(Label.class).getText();
    }
}
