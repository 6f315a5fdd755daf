package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.ui.window.TestWindow.await;
import static studio.kintsugi.ui.window.TestWindow.text;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.ui.common.Language;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.compare.CompareView;

/** Zoom, navigator, histogram, information, and models tried side by side. */
@ExtendWith(ApplicationExtension.class)
class LookingTest {
    @TempDir
    private Path folder;

    private TestWindow w;

    @Start
    void start(Stage stage) {
        w = new TestWindow(folder, List.of()).start(stage);
        Texts.speak(Language.ENGLISH);
    }

    @Stop
    void stop() {
        w.stop();
        Texts.speak(Language.SYSTEM);
    }

    private void open(FxRobot robot, int width, int height) throws Exception {
        w.open(robot, w.noisy("photo.png", width, height));
        await(() -> !robot.lookup("#run").queryButton().isDisabled());
    }

    private static CompareView compare(FxRobot robot) {
        return robot.lookup("#compare-view").queryAs(CompareView.class);
    }

    @Test
    void theNavigatorShowsAndMovesThePartThatIsSeen(FxRobot robot) throws Exception {
        open(robot, 900, 600);
        Node navigator = robot.lookup("#navigator").query();
        assertFalse(navigator.isVisible(), "the whole picture is seen");
        robot.clickOn("#compare-view").push(KeyCode.DIGIT2);
        await(navigator::isVisible);
        assertEquals(200, compare(robot).percentProperty().get());
        var before = compare(robot).visible();
        robot.moveTo(navigator).drag(navigator).moveBy(-70, -40).drop();
        var after = compare(robot).visible();
        assertTrue(after.x() < before.x() && after.y() < before.y(), before + " " + after);
        assertTrue(navigator.getAccessibleText().contains("% of it is seen"), navigator.getAccessibleText());
        robot.push(KeyCode.M);
        assertEquals(200, compare(robot).percentProperty().get(), "the zoom is kept between modes");
        robot.push(KeyCode.DIGIT0);
        await(() -> !navigator.isVisible());
        robot.push(KeyCode.PLUS).push(KeyCode.MINUS).push(KeyCode.DIGIT1);
        assertEquals(100, compare(robot).percentProperty().get());
    }

    @Test
    void theInformationTellsOfFileColoursAndSteps(FxRobot robot) throws Exception {
        open(robot, 300, 200);
        robot.push(KeyCode.CONTROL, KeyCode.I);
        await(() -> robot.lookup("#information-size").tryQuery().isPresent());
        assertEquals("photo.png", text(robot, "#information-file"));
        assertEquals("300 × 200, 0.1 megapixels", text(robot, "#information-size"));
        assertEquals("None yet", text(robot, "#information-recipe"));
        Node histogram = robot.lookup("#histogram").query();
        await(() -> histogram.getAccessibleText().contains("on average red"));
        robot.push(KeyCode.CONTROL, KeyCode.R);
        await(() -> text(robot, "#information-recipe").startsWith("1. Denoise"));
    }

    @Test
    void modelsAndStrengthsAreTriedSideBySideAndOneIsChosen(FxRobot robot) throws Exception {
        open(robot, 300, 200);
        robot.push(KeyCode.CONTROL, KeyCode.T);
        await(() -> robot.lookup("#trials-state").tryQuery().isPresent()
                && text(robot, "#trials-state").startsWith("All"));
        robot.interact(() -> robot.lookup("#trial-denoise-fast").queryAs(ToggleButton.class).fire());
        await(() -> robot.lookup("#trial-strength-50").tryQuery().isPresent());
        robot.interact(() -> robot.lookup("#trial-strength-50").queryAs(ToggleButton.class).fire());
        TestWindow.shots(robot, "trials");
        robot.clickOn("#trials-use");
        await(() -> robot.lookup("#trials").tryQuery().isEmpty());
        assertEquals(50, robot.lookup("#strength").queryAs(Slider.class).getValue());
        assertTrue(robot.lookup("#model").queryComboBox().getValue().toString().contains("denoise-fast"));
    }
}
