package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.ui.window.TestWindow.await;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
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

/** Cropping, straightening, turning and resizing in the window, by mouse and by keys alone. */
@ExtendWith(ApplicationExtension.class)
class CropAndTurnTest {
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
    void aFrameIsDraggedHeldToARatioAndChangedLater(FxRobot robot) throws Exception {
        open(robot);
        robot.clickOn("#rail-crop");
        await(() -> size(robot).startsWith("320 × 240"));
        Node view = robot.lookup("#crop-view").query();
        Bounds on = view.localToScreen(view.getBoundsInLocal());
        double scale = Math.min((on.getWidth() - 56) / 320, (on.getHeight() - 56) / 240);
        Point2D corner = new Point2D(on.getCenterX() + 160 * scale, on.getCenterY() + 120 * scale);
        robot.drag(corner.getX(), corner.getY(), MouseButton.PRIMARY)
                .dropTo(corner.getX() - 80 * scale, corner.getY() - 60 * scale);
        await(() -> size(robot).startsWith("240 × 180"));
        robot.clickOn("#crop-ratio-square");
        await(() -> size(robot).startsWith("208 × 208"));
        robot.clickOn("#crop-done");
        await(() -> status(robot).contains("208 × 208"));
        assertEquals("Undo: Crop (Ctrl+Z)", undo(robot));

        robot.push(KeyCode.CONTROL, KeyCode.H);
        robot.clickOn("#history-step-1").clickOn("#history-change-1");
        await(() -> size(robot).startsWith("208 × 208"));
        robot.clickOn("#crop-reset");
        robot.interact(() -> robot.lookup("#crop-angle").queryAs(Slider.class).setValue(10));
        await(() -> !size(robot).startsWith("320 × 240"));
        robot.clickOn("#crop-done");
        await(() -> undo(robot).startsWith("Undo: settings of Crop"));
        assertTrue(robot.lookup("#history-step-1").tryQuery().isEmpty(), "the crop is gone");
        robot.clickOn("#undo");
        await(() -> status(robot).contains("208 × 208"));
        robot.clickOn("#history-on-1");
        await(() -> status(robot).contains("320 × 240"));
    }

    @Test
    void aLineThatShouldBeLevelBecomesSo(FxRobot robot) throws Exception {
        open(robot);
        robot.clickOn("#rail-crop");
        await(() -> size(robot).startsWith("320 × 240"));
        robot.clickOn("#crop-level");
        Node view = robot.lookup("#crop-view").query();
        Bounds on = view.localToScreen(view.getBoundsInLocal());
        robot.drag(on.getCenterX() - 100, on.getCenterY() - 10, MouseButton.PRIMARY)
                .dropTo(on.getCenterX() + 100, on.getCenterY() + 10);
        await(() -> robot.lookup("#crop-degrees").queryAs(Label.class).getText().equals("-5.7°"));
        robot.type(KeyCode.ESCAPE);
        await(() -> robot.lookup("#crop-view").tryQuery().isEmpty());
        assertTrue(robot.lookup("#undo").queryButton().isDisabled());
    }

    @Test
    void keysAloneCropTurnAndResize(FxRobot robot) throws Exception {
        open(robot);
        robot.push(KeyCode.C);
        await(() -> size(robot).startsWith("320 × 240"));
        for (int i = 0; i < 5; i++) {
            robot.push(KeyCode.SHIFT, KeyCode.LEFT);
        }
        await(() -> size(robot).startsWith("304 × 240"));
        robot.push(KeyCode.RIGHT);
        robot.push(KeyCode.ENTER);
        await(() -> status(robot).contains("304 × 240"));
        robot.push(KeyCode.CONTROL, KeyCode.CLOSE_BRACKET);
        await(() -> status(robot).contains("240 × 304"));
        robot.push(KeyCode.CONTROL, KeyCode.OPEN_BRACKET);
        await(() -> status(robot).contains("304 × 240"));
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.I);
        await(() -> robot.lookup("#resize-width").tryQuery().filter(Node::isFocused).isPresent());
        robot.interact(() -> robot.lookup("#resize-width").queryAs(TextField.class).setText("152"));
        assertEquals("120", robot.lookup("#resize-height").queryAs(TextField.class).getText());
        robot.push(KeyCode.ENTER);
        await(() -> status(robot).contains("152 × 120"));
        assertEquals("Undo: Resize (Ctrl+Z)", undo(robot));
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        await(() -> status(robot).contains("304 × 240"));
    }

    private void open(FxRobot robot) throws Exception {
        robot.clickOn("#open");
        await(() -> !robot.lookup("#run").queryButton().isDisabled());
        robot.interact(() -> robot.lookup("#compare-view").query().requestFocus());
    }

    private static String size(FxRobot robot) {
        return robot.lookup("#crop-size").tryQueryAs(Label.class).map(Label::getText).orElse("");
    }

    private static String undo(FxRobot robot) {
        return robot.lookup("#undo").queryButton().getTooltip().getText();
    }

    private static String status(FxRobot robot) {
        return robot.lookup("#status").queryAs(Label.class).getText();
    }
}
