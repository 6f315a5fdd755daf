package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.ui.window.TestWindow.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Slider;
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
import studio.kintsugi.edit.Mask;
import studio.kintsugi.edit.MaskShape;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.io.PictureReader;

/** Where a step applies, painted in the window by mouse and by keys alone. */
@ExtendWith(ApplicationExtension.class)
class MasksTest {
    @TempDir
    private Path folder;

    private TestWindow w;

    @Start
    void start(Stage stage) throws Exception {
        w = new TestWindow(folder, List.of()).start(stage);
        w.picked = List.of(w.noisy("a.png", 320, 240));
    }

    @Stop
    void stop() {
        w.stop();
    }

    @Test
    void aStrokeIsPaintedUndoneAndSavedAndTheResultShowsOnlyThere(FxRobot robot) throws Exception {
        denoised(robot);
        robot.push(KeyCode.K);
        Node overlay = overlay(robot);
        Bounds on = overlay.localToScreen(overlay.getBoundsInLocal());
        robot.drag(on.getCenterX() - 60, on.getCenterY(), MouseButton.PRIMARY)
                .moveTo(on.getCenterX(), on.getCenterY() - 20).dropTo(on.getCenterX() + 60, on.getCenterY());
        await(() -> undo(robot).equals("Undo: mask of Denoise (Ctrl+Z)"));
        robot.clickOn("#mask-radial");
        robot.drag(on.getCenterX() - 80, on.getCenterY() + 60, MouseButton.PRIMARY)
                .dropTo(on.getCenterX() - 20, on.getCenterY() + 60);
        robot.clickOn("#mask-linear");
        robot.drag(on.getCenterX() + 150, on.getCenterY(), MouseButton.PRIMARY)
                .dropTo(on.getCenterX() + 110, on.getCenterY());
        robot.clickOn("#undo");
        robot.clickOn("#mask-done");
        await(() -> robot.lookup("#mask-overlay").tryQuery().isEmpty());
        robot.clickOn("#save");
        await(() -> w.saved != null && Files.exists(w.saved));
        Picture saved = PictureReader.read(w.saved);
        Mask mask = EmbeddedRecipe.of(saved).orElseThrow().steps().getFirst().mask();
        assertEquals(List.of(MaskShape.Kind.BRUSH, MaskShape.Kind.RADIAL),
                mask.shapes().stream().map(MaskShape::kind).toList());
        Picture original = PictureReader.read(w.picked.getFirst());
        assertEquals(original.plane(0)[0], saved.plane(0)[0], 1e-6, "nothing is done in the corner");
        double changed = 0;
        for (int x = 140; x < 180; x++) {
            changed = Math.max(changed, Math.abs(original.plane(0)[115 * 320 + x] - saved.plane(0)[115 * 320 + x]));
        }
        assertTrue(changed > 0.02, "the middle is denoised");
    }

    @Test
    void keysAlonePaintEraseInvertAndHoldToABrightness(FxRobot robot) throws Exception {
        denoised(robot);
        robot.push(KeyCode.K);
        overlay(robot);
        Slider size = robot.lookup("#mask-size").queryAs(Slider.class);
        double before = size.getValue();
        robot.type(KeyCode.CLOSE_BRACKET).type(KeyCode.CLOSE_BRACKET).type(KeyCode.OPEN_BRACKET);
        assertEquals(before + Math.log(1.2), size.getValue(), 1e-9);
        robot.push(KeyCode.SHIFT, KeyCode.CLOSE_BRACKET);
        assertEquals(60, robot.lookup("#mask-hardness").queryAs(Slider.class).getValue(), 1e-9);
        robot.type(KeyCode.SPACE).type(KeyCode.RIGHT).type(KeyCode.RIGHT).type(KeyCode.SPACE);
        await(() -> undo(robot).equals("Undo: mask of Denoise (Ctrl+Z)"));
        robot.type(KeyCode.X);
        assertTrue(robot.lookup("#mask-erase").queryAs(CheckBox.class).isSelected());
        robot.type(KeyCode.X);
        robot.type(KeyCode.R).type(KeyCode.SPACE).type(KeyCode.RIGHT, 6).type(KeyCode.SPACE);
        robot.type(KeyCode.DOWN);
        robot.interact(() -> robot.lookup("#mask-inverted").query().requestFocus());
        robot.type(KeyCode.SPACE);
        robot.interact(() -> robot.lookup("#mask-range").query().requestFocus());
        robot.type(KeyCode.SPACE);
        robot.interact(() -> robot.lookup("#mask-low").queryAs(Slider.class).setValue(30));
        robot.type(KeyCode.ENTER);
        await(() -> robot.lookup("#mask-overlay").tryQuery().isEmpty());
        robot.push(KeyCode.CONTROL, KeyCode.S);
        await(() -> w.saved != null && Files.exists(w.saved));
        Mask mask = EmbeddedRecipe.of(PictureReader.read(w.saved)).orElseThrow().steps().getFirst().mask();
        assertEquals(2, mask.shapes().size());
        assertTrue(mask.inverted());
        assertEquals(0.3, mask.range().low(), 1e-9);
    }

    @Test
    void cancelLeavesTheMaskAsItWas(FxRobot robot) throws Exception {
        denoised(robot);
        robot.push(KeyCode.K);
        overlay(robot);
        robot.type(KeyCode.SPACE).type(KeyCode.SPACE);
        await(() -> undo(robot).equals("Undo: mask of Denoise (Ctrl+Z)"));
        robot.type(KeyCode.ESCAPE);
        await(() -> robot.lookup("#mask-overlay").tryQuery().isEmpty());
        robot.push(KeyCode.CONTROL, KeyCode.S);
        await(() -> w.saved != null && Files.exists(w.saved));
        assertTrue(EmbeddedRecipe.of(PictureReader.read(w.saved)).orElseThrow().steps().getFirst().mask() == null);
    }

    private void denoised(FxRobot robot) throws Exception {
        robot.clickOn("#open");
        await(() -> !robot.lookup("#run").queryButton().isDisabled());
        robot.clickOn("#tool-denoise").clickOn("#run");
        await(() -> undo(robot).equals("Undo: Denoise (Ctrl+Z)")
                && !robot.lookup("#run").queryButton().isDisabled());
        robot.interact(() -> robot.lookup("#compare-view").query().requestFocus());
    }

    private static Node overlay(FxRobot robot) throws Exception {
        await(() -> robot.lookup("#mask-overlay").tryQuery().filter(Node::isFocused).isPresent());
        return robot.lookup("#mask-overlay").query();
    }

    private static String undo(FxRobot robot) {
        return robot.lookup("#undo").queryButton().getTooltip().getText();
    }
}
