package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.ui.window.TestWindow.await;
import static studio.kintsugi.ui.window.TestWindow.frames;
import static studio.kintsugi.ui.window.TestWindow.name;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuItem;
import javafx.scene.image.ImageView;
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

/** Many pictures: they are selected, moved and closed in the film strip, by mouse and by keyboard. */
@ExtendWith(ApplicationExtension.class)
class FilmStripTest {
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
    void severalAreSelectedByMouse(FxRobot robot) throws Exception {
        open(robot, 5);
        robot.clickOn("#frame-2");
        assertEquals(List.of(2), selected(robot));
        assertTrue(status(robot).startsWith("p2.png"), status(robot));
        robot.press(KeyCode.SHIFT).clickOn("#frame-4").release(KeyCode.SHIFT);
        assertEquals(List.of(2, 3, 4), selected(robot));
        assertTrue(status(robot).startsWith("p4.png"), status(robot));
        robot.press(KeyCode.CONTROL).clickOn("#frame-3").release(KeyCode.CONTROL);
        assertEquals(List.of(2, 4), selected(robot));
        // a click on the only one selected leaves it selected
        robot.clickOn("#frame-1").press(KeyCode.CONTROL).clickOn("#frame-1").release(KeyCode.CONTROL);
        await(() -> selected(robot).equals(List.of(1)));
        TestWindow.shots(robot, "film-strip-selection");
    }

    @Test
    void theKeyboardSelectsMovesAndCloses(FxRobot robot) throws Exception {
        open(robot, 5);
        robot.clickOn("#frame-2");
        robot.type(KeyCode.RIGHT);
        assertEquals(List.of(3), selected(robot));
        assertTrue(status(robot).startsWith("p3.png"), status(robot));
        robot.press(KeyCode.SHIFT).type(KeyCode.RIGHT).release(KeyCode.SHIFT);
        assertEquals(List.of(3, 4), selected(robot));
        robot.press(KeyCode.ALT).type(KeyCode.LEFT).release(KeyCode.ALT);
        await(() -> names(robot).equals(List.of("p1.png", "p3.png", "p4.png", "p2.png", "p5.png")));
        assertEquals(List.of(2, 3), selected(robot));
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL);
        assertEquals(List.of(1, 2, 3, 4, 5), selected(robot));
        assertTrue(status(robot).startsWith("p4.png"), status(robot));
    }

    @Test
    void theContextMenuActsOnTheSelectedPictures(FxRobot robot) throws Exception {
        open(robot, 4);
        robot.clickOn("#frame-1").press(KeyCode.SHIFT).clickOn("#frame-2").release(KeyCode.SHIFT);
        robot.clickOn("#frame-2", MouseButton.SECONDARY);
        await(() -> robot.lookup("#strip-close").tryQuery().isPresent());
        robot.clickOn("#strip-folder");
        assertEquals(List.of(folder.toUri().toString()), w.browsed);
        robot.clickOn("#frame-2", MouseButton.SECONDARY);
        await(() -> robot.lookup("#strip-close").tryQuery().isPresent());
        MenuItem close = robot.lookup("#film-strip").queryAs(javafx.scene.control.ListView.class).getContextMenu()
                .getItems().getLast();
        assertEquals("_Close 2 pictures", close.getText());
        robot.clickOn("#strip-close");
        await(() -> names(robot).equals(List.of("p3.png", "p4.png")));
        assertTrue(status(robot).startsWith("p3.png"), status(robot));
    }

    @Test
    void theOneInFrontLiesWhollyInsideTheStrip(FxRobot robot) throws Exception {
        List<Path> files = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            files.add(w.noisy("p" + i + ".png", 64, 48));
        }
        robot.interact(() -> w.window.open(files));
        await(() -> robot.lookup("#film-strip").queryAs(javafx.scene.control.ListView.class).getItems().size() == 30);
        for (int by : new int[] {1, -1, -1}) {
            KeyCode key = by > 0 ? KeyCode.PAGE_DOWN : KeyCode.PAGE_UP;
            robot.press(KeyCode.CONTROL).type(key).release(KeyCode.CONTROL);
            await(() -> front(robot).filter(n -> inside(robot, n)).isPresent());
        }
        assertTrue(frames(robot).size() < 20, "only those on screen have nodes: " + frames(robot).size());
    }

    private static java.util.Optional<Node> front(FxRobot robot) {
        String shown = status(robot).split(" ")[0];
        return frames(robot).stream().filter(f -> name(f).equals(shown)).<Node>map(f -> f).findFirst();
    }

    private static boolean inside(FxRobot robot, Node frame) {
        Node strip = robot.lookup("#film-strip").query();
        Bounds outer = strip.localToScreen(strip.getBoundsInLocal());
        Bounds inner = frame.localToScreen(frame.getBoundsInLocal());
        return inner.getMinX() >= outer.getMinX() && inner.getMaxX() <= outer.getMaxX();
    }

    private void open(FxRobot robot, int count) throws Exception {
        for (int i = 1; i <= count; i++) {
            w.open(robot, w.noisy("p" + i + ".png", 60 + 20 * i, 64));
        }
        await(() -> frames(robot).stream().allMatch(f -> ((ImageView) f.lookup(".image-view")).getImage() != null));
    }

    private static List<Integer> selected(FxRobot robot) {
        return frames(robot).stream().filter(ListCell::isSelected).map(f -> f.getIndex() + 1).toList();
    }

    private static List<String> names(FxRobot robot) {
        return frames(robot).stream().map(TestWindow::name).toList();
    }

    private static String status(FxRobot robot) {
        return robot.lookup("#status").queryAs(Label.class).getText();
    }
}
