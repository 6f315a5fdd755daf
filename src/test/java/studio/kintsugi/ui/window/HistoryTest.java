package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.ui.window.TestWindow.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
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
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.restoration.Replay;
import studio.kintsugi.service.restoration.RunOptions;

/** The list of steps in the window: two tools, the original, changes in the middle, and enlarging anew. */
@ExtendWith(ApplicationExtension.class)
class HistoryTest {
    @TempDir
    private Path folder;

    private TestWindow w;
    private int width;

    @Start
    void start(Stage stage) throws Exception {
        w = new TestWindow(folder, List.of()).start(stage);
        w.picked = List.of(w.noisy("noisy.png", 160, 120));
    }

    @Stop
    void stop() {
        w.stop();
    }

    @Test
    void theOriginalIsTheOpenedFileAlsoAfterASecondTool(FxRobot robot) throws Exception {
        robot.clickOn("#open");
        ready(robot);
        int[] untouched = view(robot);
        run(robot, "denoise");
        run(robot, "deblur");
        robot.press(KeyCode.BACK_SLASH);
        int[] held = view(robot);
        robot.release(KeyCode.BACK_SLASH);
        assertArrayEquals(untouched, held);
        int[] split = view(robot);
        // the left of the split line shows it too
        assertTrue(difference(untouched, split, 0.44, 0.48) == 0, "left half as opened");
        assertTrue(difference(untouched, split, 0.52, 0.56) > 0, "right half mended");
    }

    @Test
    void aStepIsSwitchedOffChangedMovedAndDeletedAndAllIsUndone(FxRobot robot) throws Exception {
        robot.clickOn("#open");
        ready(robot);
        run(robot, "denoise");
        run(robot, "deblur");
        robot.press(KeyCode.CONTROL, KeyCode.H).release(KeyCode.H, KeyCode.CONTROL);
        await(() -> robot.lookup("#history-step-1").tryQuery().isPresent());
        robot.clickOn("#history-step-1");
        TestWindow.shots(robot, "history");
        robot.interact(() -> robot.lookup("#history-strength-1").queryAs(Slider.class).setValue(40));
        computed(robot);
        assertEquals("Undo: strength of Denoise (Ctrl+Z)", undo(robot));
        robot.clickOn("#save");
        await(() -> w.saved != null && Files.exists(w.saved));
        Picture saved = PictureReader.read(w.saved);
        List<Step> steps = EmbeddedRecipe.of(saved).orElseThrow().steps();
        assertEquals(0.4, steps.getFirst().strength());
        Picture replayed = Replay.run(w.service, PictureReader.read(w.picked.getFirst()), steps, RunOptions.WHOLE,
                JobListener.none());
        for (int i = 0; i < replayed.plane(0).length; i++) {
            assertEquals(replayed.plane(0)[i], saved.plane(0)[i], 0.5 / 255 + 1e-5, "pixel " + i);
        }
        robot.clickOn("#history-on-1");
        computed(robot);
        assertEquals("Undo: Denoise switched off (Ctrl+Z)", undo(robot));
        robot.clickOn("#history-delete-1");
        computed(robot);
        assertTrue(robot.lookup("#history-step-1").tryQuery().isEmpty());
        robot.clickOn("#undo").clickOn("#undo");
        computed(robot);
        assertTrue(robot.lookup("#history-on-1").queryAs(CheckBox.class).isSelected());
        robot.clickOn("#undo");
        assertEquals(100, robot.lookup("#history-strength-1").queryAs(Slider.class).getValue(), 1e-6);
        assertEquals("Undo: Deblur (Ctrl+Z)", undo(robot));
        robot.interact(() -> robot.lookup("#compare-from").<Integer>queryComboBox().setValue(1));
        ComboBox<Integer> to = robot.lookup("#compare-to").queryComboBox();
        assertEquals(2, to.getValue());
        robot.interact(() -> to.setValue(0));
        view(robot);
    }

    @Test
    void enlargingAgainReplacesTheLastEnlargementUnlessAskedToAdd(FxRobot robot) throws Exception {
        robot.clickOn("#open");
        ready(robot);
        robot.clickOn("#tool-upscale");
        assertEquals("Comes out 320 × 240 pixels, 0.1 megapixels", size(robot));
        robot.clickOn("#run");
        await(() -> status(robot).contains("320 × 240"));
        ready(robot);
        robot.clickOn("#scale-1-5");
        assertEquals("Comes out 240 × 180 pixels, 0.0 megapixels", size(robot));
        robot.clickOn("#run");
        await(() -> status(robot).contains("240 × 180"));
        computed(robot);
        assertEquals("Undo: settings of Upscale (Ctrl+Z)", undo(robot));
        robot.interact(() -> robot.lookup("#long-side").queryAs(TextField.class).setText("99999"));
        assertTrue(robot.lookup("#run").queryButton().isDisabled());
        assertTrue(size(robot).contains("up to 8 times: 1280 pixels"), size(robot));
        robot.interact(() -> robot.lookup("#long-side").queryAs(TextField.class).setText("333"));
        robot.clickOn("#upscale-again");
        assertEquals("Comes out 333 × 250 pixels, 0.1 megapixels", size(robot));
        robot.clickOn("#run");
        await(() -> status(robot).contains("333 × 250"));
        robot.clickOn("#undo");
        await(() -> status(robot).contains("240 × 180"));
        robot.clickOn("#undo");
        await(() -> status(robot).contains("320 × 240"));
        robot.clickOn("#undo");
        await(() -> status(robot).contains("160 × 120"));
        assertTrue(robot.lookup("#undo").queryButton().isDisabled());
    }

    @Test
    void undoTakesThePreviewFirst(FxRobot robot) throws Exception {
        robot.clickOn("#open");
        ready(robot);
        run(robot, "denoise");
        robot.clickOn("#preview");
        await(() -> status(robot).startsWith("Preview"));
        assertFalse(robot.lookup("#undo").queryButton().isDisabled());
        robot.clickOn("#undo");
        await(() -> status(robot).contains("160 × 120"));
        assertEquals("Undo: Denoise (Ctrl+Z)", undo(robot));
        robot.clickOn("#undo");
        assertTrue(robot.lookup("#undo").queryButton().isDisabled());
    }

    private static void ready(FxRobot robot) throws Exception {
        await(() -> !robot.lookup("#run").queryButton().isDisabled());
    }

    private static void run(FxRobot robot, String tool) throws Exception {
        robot.clickOn("#tool-" + tool).clickOn("#run");
        await(() -> !robot.lookup("#run").queryButton().isDisabled()
                && undo(robot).equals("Undo: " + (tool.equals("deblur") ? "Deblur" : "Denoise") + " (Ctrl+Z)"));
    }

    /** What the history says is at hand and shown. */
    private static void computed(FxRobot robot) throws Exception {
        await(() -> !robot.lookup("#job-bar").query().isVisible());
    }

    private static String undo(FxRobot robot) {
        return robot.lookup("#undo").queryButton().getTooltip().getText();
    }

    private static String size(FxRobot robot) {
        return robot.lookup("#upscale-size").queryAs(Label.class).getText();
    }

    private static String status(FxRobot robot) {
        return robot.lookup("#status").queryAs(Label.class).getText();
    }

    private int[] view(FxRobot robot) throws Exception {
        Node view = robot.lookup("#compare-view").query();
        TestWindow.awaitStill(robot, view);
        WritableImage[] shot = new WritableImage[1];
        robot.interact(() -> shot[0] = view.snapshot(null, null));
        int[] pixels = new int[(int) shot[0].getWidth() * (int) shot[0].getHeight()];
        shot[0].getPixelReader().getPixels(0, 0, (int) shot[0].getWidth(), (int) shot[0].getHeight(),
                PixelFormat.getIntArgbInstance(), pixels, 0, (int) shot[0].getWidth());
        width = (int) shot[0].getWidth();
        return pixels;
    }

    /** Pixels that differ in a strip across the middle, where no names of the sides stand. */
    private int difference(int[] a, int[] b, double from, double to) {
        int count = 0;
        for (int i = a.length * 2 / 5; i < a.length * 3 / 5; i++) {
            double x = (i % width) / (double) width;
            count += x > from && x < to && a[i] != b[i] ? 1 : 0;
        }
        return count;
    }
}
