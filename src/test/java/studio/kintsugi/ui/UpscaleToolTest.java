package studio.kintsugi.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureReader;
import studio.kintsugi.recipe.EmbeddedRecipe;
import studio.kintsugi.recipe.Step;
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
        robot.clickOn("#scale-2");
        assertEquals("upscale-x2", models.getValue().id());
        robot.clickOn("#preview");
        TestWindow.await(() -> text(robot).startsWith("Preview"));
        robot.clickOn("#run");
        TestWindow.await(() -> text(robot).contains("640 × 400"));
        TestWindow.shots(robot, "upscaled");
        robot.clickOn("#save");
        TestWindow.await(() -> w.saved != null && Files.exists(w.saved));
        Picture saved = PictureReader.read(w.saved);
        assertEquals(640, saved.width());
        assertEquals(List.of("denoise", "upscale"),
                EmbeddedRecipe.of(saved).orElseThrow().steps().stream().map(Step::tool).toList());
        robot.clickOn("#undo");
        TestWindow.await(() -> text(robot).contains("320 × 200"));
    }

    private static String text(FxRobot robot) {
        return robot.lookup("#status").queryAs(Label.class).getText();
    }
}
