package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.ui.window.TestWindow.await;
import static studio.kintsugi.ui.window.TestWindow.frames;
import static studio.kintsugi.ui.window.TestWindow.name;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.edit.EmbeddedRecipe;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.io.PictureReader;

/** A tool runs on all selected pictures, one after another; steps are copied; the queue is paused and put in order. */
@ExtendWith(ApplicationExtension.class)
class ManyPicturesTest {
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
    void aToolRunsOnAllSelectedPicturesAndItsStepsAreCopied(FxRobot robot) throws Exception {
        for (int i = 1; i <= 4; i++) {
            w.open(robot, w.noisy("p" + i + ".png", 160, 120));
        }
        robot.clickOn("#frame-1").press(KeyCode.SHIFT).clickOn("#frame-3").release(KeyCode.SHIFT);
        assertEquals("_Run on 3 pictures", robot.lookup("#run").queryAs(Labeled.class).getText());
        robot.clickOn("#run");
        await(() -> unsaved(robot).equals(List.of("• p1.png", "• p2.png", "• p3.png")));

        robot.clickOn("#frame-1");
        robot.interact(() -> robot.lookup("#strength").queryAs(Slider.class).setValue(40));
        robot.press(KeyCode.CONTROL).clickOn("#frame-4").clickOn("#frame-1").clickOn("#frame-1")
                .release(KeyCode.CONTROL);
        robot.clickOn("#frame-4", MouseButton.SECONDARY);
        await(() -> robot.lookup("#strip-copy").tryQuery().isPresent());
        robot.clickOn("#strip-copy");
        await(() -> unsaved(robot).size() == 4);
        robot.clickOn("#frame-4");
        assertEquals(40, robot.lookup("#strength").queryAs(Slider.class).getValue(), 0.5);
    }

    @Test
    @SuppressWarnings("unchecked")
    void selectedPicturesAreSavedIntoAFolderByAPattern(FxRobot robot) throws Exception {
        w.open(robot, w.noisy("p1.png", 160, 120));
        w.open(robot, w.noisy("p2.png", 160, 120));
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL);
        robot.clickOn("#run");
        await(() -> unsaved(robot).size() == 2);
        robot.press(KeyCode.CONTROL).type(KeyCode.E).release(KeyCode.CONTROL);
        await(() -> robot.lookup("#save-all").tryQuery().isPresent());
        Path out = Files.createDirectory(folder.resolve("out"));
        robot.interact(() -> {
            robot.lookup("#save-folder").queryAs(TextInputControl.class).setText(out.toString());
            robot.lookup("#save-names").queryAs(TextInputControl.class).setText("{stem}/x");
        });
        robot.clickOn("#save-all");
        assertTrue(robot.lookup("#save-all").tryQuery().isPresent(), "a pattern that makes no names saves nothing");
        robot.interact(() -> {
            robot.lookup("#save-names").queryAs(TextInputControl.class).setText("{n}-{stem}-{tool}");
            robot.lookup("#save-format").queryAs(ComboBox.class).setValue(Optional.of(PictureFormat.TIFF));
            robot.lookup("#save-depth").queryAs(ComboBox.class).setValue(Optional.of(BitDepth.SIXTEEN));
        });
        assertEquals("1-p1-denoise.tif\n2-p2-denoise.tif",
                robot.lookup("#save-preview").queryAs(Labeled.class).getText());
        TestWindow.shot(robot, "save-all");
        robot.clickOn("#save-all");
        await(() -> unsaved(robot).isEmpty());
        for (String file : List.of("1-p1-denoise.tif", "2-p2-denoise.tif")) {
            Picture saved = PictureReader.read(out.resolve(file));
            assertEquals(BitDepth.SIXTEEN, saved.info().depth());
            assertEquals("denoise", EmbeddedRecipe.of(saved).orElseThrow().steps().getFirst().tool());
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatSavingLeavesOutIsTold(FxRobot robot) throws Exception {
        byte[] head = "PF\n8 8\n1.0\n".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bright = ByteBuffer.allocate(head.length + 8 * 8 * 3 * Float.BYTES).put(head);
        while (bright.hasRemaining()) {
            bright.putFloat(2);
        }
        w.open(robot, Files.write(folder.resolve("bright.pfm"), bright.array()));
        robot.press(KeyCode.CONTROL).type(KeyCode.E).release(KeyCode.CONTROL);
        await(() -> robot.lookup("#save-all").tryQuery().isPresent());
        Path out = Files.createDirectory(folder.resolve("out"));
        robot.interact(() -> {
            robot.lookup("#save-folder").queryAs(TextInputControl.class).setText(out.toString());
            robot.lookup("#save-format").queryAs(ComboBox.class).setValue(Optional.of(PictureFormat.PNG));
        });
        robot.clickOn("#save-all");
        await(() -> robot.lookup("#banner-text").queryAs(Labeled.class).getText().contains("were clipped"));
    }

    @Test
    void theQueueIsPausedAndPutInOrder(FxRobot robot) throws Exception {
        w.open(robot, w.noisy("p1.png", 900, 700));
        w.open(robot, w.noisy("p2.png", 160, 120));
        w.open(robot, w.noisy("p3.png", 500, 400));
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL);
        double top = robot.lookup("#compare-view").query().getBoundsInParent().getHeight();
        robot.clickOn("#run");
        await(() -> robot.lookup("#job-pause-1").tryQuery().filter(n -> n.isVisible()).isPresent());
        assertEquals(top, robot.lookup("#compare-view").query().getBoundsInParent().getHeight(),
                "the picture does not move when jobs come");
        robot.clickOn("#job-first-3").clickOn("#job-pause-1");
        TestWindow.shot(robot, "queue");
        // a paused job says the same until it goes on
        TestWindow.awaitSteady(1500, () -> robot.lookup("#job-text-1").queryAs(Labeled.class).getText());
        assertTrue(unsaved(robot).isEmpty());
        robot.clickOn("#job-pause-1");
        await(() -> unsaved(robot).equals(List.of("• p1.png"))
                && robot.lookup("#job-text-3").tryQuery().filter(n -> !((Labeled) n).getText().equals("Waiting"))
                        .isPresent());
        assertTrue(robot.lookup("#job-2").tryQuery().isPresent(), "the third went before the second");
        await(() -> unsaved(robot).size() == 3);
        assertFalse(robot.lookup("#job-bar").query().isVisible());
    }

    private static List<String> unsaved(FxRobot robot) {
        return frames(robot).stream().map(f -> name(f)).filter(n -> n.startsWith("•")).toList();
    }
}
