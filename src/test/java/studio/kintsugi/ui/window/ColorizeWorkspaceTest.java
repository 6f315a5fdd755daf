package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.ui.window.TestWindow.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.service.colorize.ColoringPage;
import studio.kintsugi.service.colorize.ColorizeService;
import studio.kintsugi.ui.colorize.ColorizeTool;

/** Colorize in the window, with a model that was never trained. */
@ExtendWith(ApplicationExtension.class)
class ColorizeWorkspaceTest {
    @TempDir
    private Path folder;

    private TestWindow w;
    private ColorizeService service;
    private Path sketch;
    private Path reference;

    @Start
    void start(Stage stage) throws Exception {
        w = new TestWindow(folder, List.of());
        ColoringPage.model(folder.resolve("models"));
        sketch = write("drawing.png", ColoringPage.box(300, 240));
        reference = write("flag.png", ColoringPage.halves(200, 160));
        service = new ColorizeService(w.store, ComputeDevice.processor(), w.runner);
        w.start(stage, List.of(new ColorizeTool(service)));
    }

    private Path write(String name, Picture picture) throws Exception {
        Path file = folder.resolve(name);
        PictureWriter.write(picture, file, WriteOptions.DEFAULT);
        return file;
    }

    @Stop
    void stop() {
        w.stop();
        service.close();
    }

    private void color(FxRobot robot) throws Exception {
        await(() -> state(robot).startsWith("Begin"));
        robot.interact(() -> w.window.open(List.of(sketch)));
        await(() -> state(robot).startsWith("Now"));
        robot.interact(() -> w.window.open(List.of(reference)));
        await(() -> state(robot).startsWith("Point"));
    }

    @Test
    void aDrawingIsColoredAsSoonAsThereIsAReferenceAndSaysWhereFrom(FxRobot robot) throws Exception {
        color(robot);
        robot.moveTo("#coloured");
        await(() -> text(robot, "#colorize-source").contains("% from the ringed place"));
        TestWindow.shots(robot, "colorize");
        robot.moveTo("#colorize-panel");
        await(() -> text(robot, "#colorize-source").isEmpty());
        w.place = folder.resolve("out.png");
        robot.clickOn("#colorize-save");
        await(() -> text(robot, "#banner-text").startsWith("Saved"));
        assertEquals(300, PictureReader.read(w.place).width());
        w.place = folder.resolve("out.ora");
        robot.clickOn("#colorize-save-layers");
        await(() -> Files.exists(w.place));
        w.place = reference;
        robot.clickOn("#colorize-save");
        await(() -> text(robot, "#banner-text").startsWith("Originals are never overwritten"));
    }

    @Test
    void pointsAreSetColoredDraggedUndoneAndRemoved(FxRobot robot) throws Exception {
        color(robot);
        robot.interact(() -> robot.lookup("#hint-hex").queryAs(TextField.class).setText("#20c040"));
        robot.clickOn("#hint-hex").type(KeyCode.ENTER);
        assertTrue(robot.lookup("#hint-clear").queryButton().isDisabled());
        robot.clickOn("#sketch");
        assertFalse(robot.lookup("#hint-clear").queryButton().isDisabled());
        robot.drag("#sketch", MouseButton.PRIMARY).dropBy(40, 30);
        assertFalse(robot.lookup("#hint-undo").queryButton().isDisabled());
        assertFalse(robot.lookup("#undo").queryButton().isDisabled(), "in the top bar too");
        assertTrue(robot.lookup("#redo").queryButton().isDisabled());
        robot.press(KeyCode.CONTROL).type(KeyCode.Z).type(KeyCode.Z).release(KeyCode.CONTROL);
        assertTrue(robot.lookup("#hint-clear").queryButton().isDisabled(), "undone");
        robot.clickOn("#hint-redo");
        assertFalse(robot.lookup("#hint-clear").queryButton().isDisabled(), "redone");
        robot.rightClickOn("#sketch");
        assertTrue(robot.lookup("#hint-clear").queryButton().isDisabled(), "removed");
        robot.clickOn("#reference");
        assertFalse(robot.lookup("#hint-hex").queryAs(TextField.class).getText().equals("#20c040"), "picked");
        await(() -> state(robot).startsWith("Point"));
    }

    @Test
    void aStrokeGivesAllRegionsThatItTouchesItsColorAndIsUndoneAsOne(FxRobot robot) throws Exception {
        color(robot);
        robot.interact(() -> robot.lookup("#hint-hex").queryAs(TextField.class).setText("#20c040"));
        robot.clickOn("#hint-hex").type(KeyCode.ENTER);
        // from the inside of the box to its outside
        double across = robot.lookup("#sketch").query().getLayoutBounds().getWidth();
        robot.drag("#sketch", MouseButton.PRIMARY).moveBy(0.2 * across, 0).dropBy(0.2 * across, 0);
        assertFalse(robot.lookup("#hint-clear").queryButton().isDisabled());
        await(() -> shown(robot, 0.1).getGreen() > 0.7 && shown(robot, 0.1).getRed() < 0.2);
        TestWindow.shots(robot, "colorize-stroke");
        Picture colored = saved(robot, "stroke.png");
        for (int at : new int[] {150, 290, 10}) {
            assertEquals(0xc0 / 255.0, colored.plane(1)[120 * 300 + at], 0.02, "green at " + at);
            assertEquals(0x20 / 255.0, colored.plane(0)[120 * 300 + at], 0.02, "green at " + at);
        }
        robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
        assertTrue(robot.lookup("#hint-clear").queryButton().isDisabled(), "undone as one");
        robot.clickOn("#hint-redo");
        robot.moveTo("#sketch").moveBy(0.2 * across, 0).clickOn(MouseButton.SECONDARY);
        assertTrue(robot.lookup("#hint-clear").queryButton().isDisabled(), "removed");
    }

    /** What the result shows in the middle of its height. */
    private static Color shown(FxRobot robot, double across) {
        Color[] seen = new Color[1];
        robot.interact(() -> {
            WritableImage image = robot.lookup("#coloured").query().snapshot(null, null);
            seen[0] = image.getPixelReader().getColor((int) (across * image.getWidth()),
                    (int) (image.getHeight() / 2));
        });
        return seen[0];
    }

    private Picture saved(FxRobot robot, String name) throws Exception {
        w.place = folder.resolve(name);
        robot.clickOn("#colorize-save");
        await(() -> text(robot, "#banner-text").startsWith("Saved"));
        return PictureReader.read(w.place);
    }

    @Test
    void severalReferencesAreWeighedAndRemoved(FxRobot robot) throws Exception {
        color(robot);
        w.picked = List.of(write("other.png", ColoringPage.halves(90, 90)));
        robot.clickOn("#reference-add");
        await(() -> robot.lookup("#weight-2").tryQuery().isPresent());
        robot.interact(() -> robot.lookup("#weight-2").queryAs(Slider.class).setValue(30));
        await(() -> state(robot).startsWith("Point"));
        await(() -> {
            // where a color is from is told as the pointer moves, and not before the picture is colored anew
            robot.moveTo("#coloured").moveBy(3, 3);
            return text(robot, "#colorize-source").contains("of reference");
        });
        robot.clickOn("#reference-remove-1");
        await(() -> robot.lookup("#reference-2").tryQuery().isEmpty());
        robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
        await(() -> robot.lookup("#reference-2").tryQuery().isPresent());
        await(() -> state(robot).startsWith("Point"));
    }

    @Test
    void everyControlSaysWhatItIs(FxRobot robot) throws Exception {
        color(robot);
        List<Control> controls = new ArrayList<>();
        robot.interact(() -> {
            ControlsTest.collect(robot.lookup("#colorize-panel").queryParent(), controls);
            ControlsTest.collect(robot.lookup("#colorize").queryParent(), controls);
        });
        assertTrue(controls.size() > 12, controls.toString());
        controls.forEach(ControlsTest::assertDescribed);
    }

    private static String state(FxRobot robot) {
        return text(robot, "#colorize-state");
    }

    private static String text(FxRobot robot, String label) {
        return robot.lookup(label).tryQueryAs(Label.class).map(Label::getText).orElse("");
    }
}
