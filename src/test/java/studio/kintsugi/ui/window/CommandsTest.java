package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.ui.window.TestWindow.await;
import static studio.kintsugi.ui.window.TestWindow.text;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.settings.WindowSettings;
import studio.kintsugi.ui.common.Language;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.compare.CompareView;

/** Commands by key, palette and menu; the pages over the window; what of it lasts. */
@ExtendWith(ApplicationExtension.class)
class CommandsTest {
    @TempDir
    private Path folder;

    private TestWindow w;
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        w = new TestWindow(folder, List.of()).start(shown);
    }

    @Stop
    void stop() {
        Texts.speak(Language.SYSTEM);
        w.stop();
    }

    @Test
    void shortcutsAreShownFoundChangedAndKept(FxRobot robot) throws Exception {
        robot.type(KeyCode.F1);
        await(() -> exists(robot, "#shortcuts-filter") && robot.lookup("#shortcuts-filter").query().isFocused());
        robot.write("full screen");
        await(() -> exists(robot, "#key-full-screen") && !exists(robot, "#key-undo"));
        TestWindow.awaitStill(robot, robot.lookup("#shortcuts").query());
        robot.clickOn("#key-full-screen").press(KeyCode.CONTROL, KeyCode.J).release(KeyCode.J, KeyCode.CONTROL);
        await(() -> text(robot, "#key-full-screen").equals("Ctrl+J"));
        robot.type(KeyCode.ESCAPE);
        await(() -> !exists(robot, "#shortcuts"));
        robot.press(KeyCode.CONTROL, KeyCode.J).release(KeyCode.J, KeyCode.CONTROL);
        await(stage::isFullScreen);
        robot.interact(() -> stage.setFullScreen(false));
        assertEquals(List.of("Ctrl+J"), new WindowSettings(folder.resolve("config")).keys("full-screen")
                .orElseThrow().stream().map(k -> k.replace("Shortcut", "Ctrl")).toList());
    }

    @Test
    void thePaletteFindsACommandByItsWords(FxRobot robot) throws Exception {
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P).release(KeyCode.P, KeyCode.SHIFT, KeyCode.CONTROL);
        await(() -> exists(robot, "#palette-words") && robot.lookup("#palette-words").query().isFocused());
        robot.write("upsc").type(KeyCode.ENTER);
        await(() -> exists(robot, "#scale-4"));
        assertFalse(exists(robot, "#palette-words"));
    }

    @Test
    void theDrawerKeepsKeysFromThePictureAndClosesByEsc(FxRobot robot) throws Exception {
        robot.press(KeyCode.CONTROL, KeyCode.M).release(KeyCode.M, KeyCode.CONTROL);
        await(() -> exists(robot, "#model-manager"));
        robot.press(KeyCode.CONTROL).type(KeyCode.DIGIT4).release(KeyCode.CONTROL);
        robot.type(KeyCode.ESCAPE);
        await(() -> !exists(robot, "#model-manager"));
        assertFalse(exists(robot, "#scale-4"), "the tool behind the drawer is still the first one");
    }

    @Test
    void zoomAndPlaceAreKeptBetweenModesAndKeysChangeThem(FxRobot robot) throws Exception {
        open(robot, w.noisy("photo.png", 3000, 2000));
        CompareView view = robot.lookup("#compare-view").queryAs(CompareView.class);
        robot.clickOn("#compare-view");
        double fitted = view.zoom();
        robot.type(KeyCode.ADD);
        await(() -> view.zoom() > 1.2 * fitted);
        robot.type(KeyCode.DIGIT1);
        await(() -> view.zoom() == 1);
        assertEquals("100 %", text(robot, "#zoom"));
        robot.type(KeyCode.RIGHT);
        double middle = view.visible().x() + view.visible().width() / 2.0;
        robot.type(KeyCode.M);
        assertEquals(1, view.zoom());
        assertEquals(middle, view.visible().x() + view.visible().width() / 2.0, 2);
        robot.type(KeyCode.M);
        assertEquals(1, view.zoom());
        robot.press(KeyCode.CONTROL).type(KeyCode.DIGIT0).release(KeyCode.CONTROL);
        await(() -> view.zoom() == fitted);
    }

    @Test
    void aPictureIsCopiedAndPasted(FxRobot robot) throws Exception {
        open(robot, w.noisy("photo.png", 300, 200));
        robot.clickOn("#compare-view");
        robot.press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);
        await(() -> onFx(robot, () -> Clipboard.getSystemClipboard().hasImage()));
        robot.press(KeyCode.CONTROL).type(KeyCode.V).release(KeyCode.CONTROL);
        await(() -> text(robot, "#status").contains("pasted.png") && text(robot, "#status").contains("300 × 200"));
        assertTrue(stage.getTitle().startsWith("• pasted.png"), stage.getTitle());
    }

    @Test
    void theLanguageChangesAtOnceAndIsKept(FxRobot robot) throws Exception {
        robot.press(KeyCode.CONTROL).type(KeyCode.COMMA).release(KeyCode.CONTROL);
        await(() -> exists(robot, "#settings-language"));
        robot.interact(() -> language(robot).setValue(Language.CHINESE));
        MenuBar bar = robot.lookup("#menu-bar").queryAs(MenuBar.class);
        assertEquals("文件(_F)", bar.getMenus().getFirst().getText());
        assertEquals("CHINESE", new WindowSettings(folder.resolve("config")).language().orElseThrow());
        robot.type(KeyCode.ESCAPE);
        await(() -> !exists(robot, "#settings"));
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<Language> language(FxRobot robot) {
        return robot.lookup("#settings-language").queryAs(ComboBox.class);
    }

    private static boolean onFx(FxRobot robot, BooleanSupplier asked) {
        boolean[] answer = new boolean[1];
        if (Platform.isFxApplicationThread()) {
            return asked.getAsBoolean();
        }
        robot.interact(() -> answer[0] = asked.getAsBoolean());
        return answer[0];
    }

    private void open(FxRobot robot, Path file) throws Exception {
        robot.interact(() -> w.window.open(List.of(file)));
        await(() -> !robot.lookup("#run").queryButton().isDisabled());
    }

    private static boolean exists(FxRobot robot, String query) {
        return robot.lookup(query).<Node>tryQuery().filter(CommandsTest::isSeen).isPresent();
    }

    /** A page that was closed stays in the scene, in a pane that does not show. */
    private static boolean isSeen(Node node) {
        return node.isVisible() && (node.getParent() == null || isSeen(node.getParent()));
    }
}
