package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.ui.window.TestWindow.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.service.restoration.PresetStore;

/** Presets in the window: applied to one and to several pictures, kept, renamed, shared and deleted. */
@ExtendWith(ApplicationExtension.class)
class PresetsTest {
    @TempDir
    private Path folder;

    private TestWindow w;

    @Start
    void start(Stage stage) throws Exception {
        w = new TestWindow(folder, List.of()).start(stage);
        w.picked = List.of(w.noisy("a.png", 96, 64), w.noisy("b.png", 64, 96), w.noisy("c.png", 80, 80));
    }

    @Stop
    void stop() {
        w.stop();
    }

    @Test
    void aPresetIsAppliedToAllSelectedPicturesByKeysAlone(FxRobot robot) throws Exception {
        open(robot);
        keys(robot, KeyCode.CONTROL, KeyCode.A);
        keys(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        await(() -> robot.lookup("#palette-words").tryQuery().filter(Node::isFocused).isPresent());
        robot.write("high iso");
        robot.type(KeyCode.ENTER);
        await(() -> TestWindow.frames(robot).stream().allMatch(f -> TestWindow.name(f).startsWith("•")));
        computed(robot);
        assertEquals("Undo: preset High ISO portrait (Ctrl+Z)", undo(robot));
        keys(robot, KeyCode.CONTROL, KeyCode.Z);
        await(() -> TestWindow.frames(robot).stream().filter(f -> TestWindow.name(f).startsWith("•")).count() == 2);
    }

    @Test
    void theStepsOfAPictureAreKeptRenamedSharedAndDeleted(FxRobot robot) throws Exception {
        open(robot);
        robot.clickOn("#tool-denoise").clickOn("#run");
        await(() -> undo(robot).equals("Undo: Denoise (Ctrl+Z)"));
        computed(robot);
        keys(robot, KeyCode.CONTROL, KeyCode.K);
        await(() -> robot.lookup("#preset-name").tryQuery().filter(Node::isFocused).isPresent());
        robot.write("Night").type(KeyCode.ENTER);
        await(() -> robot.lookup("#preset-apply-night").tryQuery().isPresent());
        PresetStore store = new PresetStore(folder.resolve("config"));
        assertEquals("denoise", store.find("Night").orElseThrow().steps().getFirst().tool());

        robot.clickOn("#preset-rename-night");
        robot.interact(() -> robot.lookup("#preset-rename").queryAs(TextField.class).setText("Late night"));
        await(() -> robot.lookup("#preset-rename").query().isFocused());
        robot.type(KeyCode.ENTER);
        await(() -> robot.lookup("#preset-apply-late-night").tryQuery().isPresent());
        assertTrue(store.find("Night").isEmpty());

        w.place = folder.resolve("shared.json");
        robot.clickOn("#preset-export-late-night");
        await(() -> Files.exists(w.place));
        robot.clickOn("#preset-delete-late-night");
        await(() -> robot.lookup("#preset-apply-late-night").tryQuery().isEmpty());
        assertEquals("Delete the preset “Late night”?", w.asked.getLast());

        w.picked = List.of(w.place);
        robot.clickOn("#preset-import");
        await(() -> robot.lookup("#preset-apply-late-night").tryQuery().isPresent());
        robot.clickOn("#preset-apply-late-night");
        await(() -> undo(robot).equals("Undo: preset Late night (Ctrl+Z)"));
        await(() -> !robot.lookup("#overlay").query().isVisible());

        keys(robot, KeyCode.CONTROL, KeyCode.H);
        MenuButton menu = robot.lookup("#preset-menu").queryAs(MenuButton.class);
        await(() -> menu.getItems().stream().anyMatch(i -> "Late night".equals(i.getText())));
        computed(robot);
        robot.clickOn("#preset-menu");
        robot.type(KeyCode.ESCAPE);
    }

    private void open(FxRobot robot) throws Exception {
        robot.clickOn("#open");
        await(() -> TestWindow.frames(robot).size() == 3 && !robot.lookup("#run").queryButton().isDisabled());
    }

    private static void keys(FxRobot robot, KeyCode... keys) {
        robot.push(keys);
    }

    private static void computed(FxRobot robot) throws Exception {
        await(() -> !robot.lookup("#job-bar").query().isVisible());
    }

    private static String undo(FxRobot robot) {
        return robot.lookup("#undo").queryButton().getTooltip().getText();
    }
}
