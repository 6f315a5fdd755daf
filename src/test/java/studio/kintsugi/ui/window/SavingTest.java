package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.ui.window.TestWindow.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ChromaSubsampling;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.io.PictureReader;

/** The dialog for saving one picture: its ending, options, what it estimates and remembers. */
@ExtendWith(ApplicationExtension.class)
class SavingTest {
    @TempDir
    private Path folder;

    private TestWindow w;

    @Start
    void start(Stage stage) {
        w = new TestWindow(folder, List.of()).start(stage);
        w.answersSaving = false;
    }

    @Stop
    void stop() {
        w.stop();
    }

    private void open(FxRobot robot) throws Exception {
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT).type(KeyCode.S).release(KeyCode.SHIFT, KeyCode.CONTROL);
        await(() -> robot.lookup("#save-ok").tryQuery().isPresent());
    }

    private static String text(FxRobot robot, String id) {
        Node node = robot.lookup(id).query();
        return node instanceof TextInputControl field ? field.getText() : ((Labeled) node).getText();
    }

    private static void type(FxRobot robot, String id, String text) {
        robot.interact(() -> robot.lookup(id).queryAs(TextInputControl.class).setText(text));
    }

    @SuppressWarnings("unchecked")
    private static <T> void choose(FxRobot robot, String id, T value) {
        robot.interact(() -> ((ComboBox<T>) robot.lookup(id).queryAs(ComboBox.class)).setValue(value));
    }

    private static double megabytes(FxRobot robot) throws Exception {
        await(() -> foretold(robot).isPresent());
        return foretold(robot).getAsDouble();
    }

    /** Megabytes that are foretold, once they are. */
    private static OptionalDouble foretold(FxRobot robot) {
        String size = text(robot, "#save-size");
        return size.startsWith("About ") ? OptionalDouble.of(Double.parseDouble(size.replaceAll("[^0-9.]", "")))
                : OptionalDouble.empty();
    }

    @Test
    void anUntouchedPhotoIsSavedInTheWayThatIsChosenAndRemembered(FxRobot robot) throws Exception {
        w.open(robot, w.noisy("photo.png", 1400, 1100));
        open(robot);
        assertEquals("photo-mended.png", text(robot, "#save-name"));
        assertFalse(robot.lookup("#save-quality").query().isVisible(), "PNG has no quality");
        double png = megabytes(robot);
        choose(robot, "#save-format", Optional.of(PictureFormat.JPEG));
        assertEquals("photo-mended.jpg", text(robot, "#save-name"));
        robot.interact(() -> robot.lookup("#save-quality").queryAs(Slider.class).setValue(60));
        choose(robot, "#save-chroma", ChromaSubsampling.BOTH);
        await(() -> foretold(robot).orElse(png) < png / 2);
        TestWindow.shot(robot, robot.lookup("#save-ok").query().getScene(), "save-as");
        double estimated = megabytes(robot);
        type(robot, "#save-name", "out");
        assertEquals("Becomes out.jpg", text(robot, "#save-remark"));
        robot.clickOn("#save-ok");
        Path out = folder.resolve("out.jpg");
        await(() -> Files.exists(out));
        assertEquals(estimated, Files.size(out) / 1e6, Math.max(0.1, 0.2 * Files.size(out) / 1e6));

        open(robot);
        type(robot, "#save-name", "out.jpg");
        assertEquals(60, robot.lookup("#save-quality").queryAs(Slider.class).getValue(), 0.5);
        assertEquals(ChromaSubsampling.BOTH, robot.lookup("#save-chroma").queryAs(ComboBox.class).getValue());
        assertTrue(text(robot, "#save-remark").contains("will be replaced"), text(robot, "#save-remark"));
        type(robot, "#save-name", "photo.png");
        assertTrue(text(robot, "#save-remark").contains("never overwritten"), text(robot, "#save-remark"));
        assertTrue(robot.lookup("#save-ok").query().isDisabled());
        type(robot, "#save-name", "new.png");
        assertEquals(List.of(Optional.empty(), Optional.of(BitDepth.EIGHT), Optional.of(BitDepth.SIXTEEN)),
                robot.lookup("#save-depth").queryAs(ComboBox.class).getItems());
        type(robot, "#save-name", "deep.tif");
        assertEquals(Optional.of(PictureFormat.TIFF), robot.lookup("#save-format").queryAs(ComboBox.class).getValue());
        choose(robot, "#save-depth", Optional.of(BitDepth.SIXTEEN));
        robot.interact(() -> robot.lookup("#save-metadata").queryAs(CheckBox.class).setSelected(false));
        robot.clickOn("#save-ok");
        await(() -> Files.exists(folder.resolve("deep.tif")));
        assertEquals(BitDepth.SIXTEEN, PictureReader.read(folder.resolve("deep.tif")).info().depth());
    }
}
