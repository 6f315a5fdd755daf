package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.ui.window.TestWindow.await;
import static studio.kintsugi.ui.window.TestWindow.frames;
import static studio.kintsugi.ui.window.TestWindow.name;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.ui.picture.Document;

/** A window that goes without asking leaves unsaved work, which the next one offers. */
@ExtendWith(ApplicationExtension.class)
class RecoveryTest {
    @TempDir
    private Path folder;

    private Stage stage;
    private TestWindow w;

    @Start
    void start(Stage first) {
        stage = first;
        w = new TestWindow(folder, List.of()).start(first);
    }

    @Stop
    void stop() {
        w.stop();
    }

    private void startAgain(FxRobot robot) {
        robot.interact(() -> {
            w.stop();
            w = new TestWindow(folder, List.of()).start(stage);
        });
    }

    private static Document document(FxRobot robot, int frame) {
        return (Document) frames(robot).get(frame - 1).getItem();
    }

    @Test
    void unsavedWorkIsBroughtBackWithoutComputingItAgain(FxRobot robot) throws Exception {
        w.open(robot, w.noisy("p1.png", 160, 120));
        w.open(robot, w.noisy("p2.png", 160, 120));
        w.open(robot, w.noisy("untouched.png", 160, 120));
        robot.clickOn("#frame-1").press(KeyCode.SHIFT).clickOn("#frame-2").release(KeyCode.SHIFT);
        robot.clickOn("#run");
        await(() -> document(robot, 1).isUnsaved() && document(robot, 2).isUnsaved());
        robot.clickOn("#frame-1");
        robot.interact(() -> document(robot, 1).setStrength(1, 0.4, 1));
        Picture result = document(robot, 1).edit().orElseThrow().after();
        var state = document(robot, 1).state(document(robot, 1).history());

        startAgain(robot);
        await(() -> robot.lookup("#recovery").query().isVisible());
        assertEquals("2 pictures with unsaved work were left when Kintsugi ended last",
                robot.lookup("#recovery-text").queryAs(Labeled.class).getText());
        TestWindow.shots(robot, "recovery");
        robot.clickOn("#recovery-open");
        await(() -> frames(robot).size() == 2 && frames(robot).stream().allMatch(f -> name(f).startsWith("•")));
        assertFalse(robot.lookup("#recovery").query().isVisible());
        int first = name(frames(robot).getFirst()).equals("• p1.png") ? 1 : 2;
        Document back = document(robot, first);
        assertEquals(state, back.state(back.history()));
        assertArrayEquals(result.plane(0), back.edit().orElseThrow().after().plane(0));
        assertEquals(0.4, back.edit().orElseThrow().strength());

        startAgain(robot);
        await(() -> robot.lookup("#recovery").query().isVisible());
        w.answer = true;
        robot.clickOn("#recovery-discard");
        await(() -> !robot.lookup("#recovery").query().isVisible());
        startAgain(robot);
        w.open(robot, w.noisy("p3.png", 160, 120));
        assertFalse(robot.lookup("#recovery").query().isVisible(), "nothing is offered once it was discarded");
    }

    @Test
    void whatIsSavedOrClosedIsNotOffered(FxRobot robot) throws Exception {
        w.open(robot, w.noisy("p1.png", 160, 120));
        w.open(robot, w.noisy("p2.png", 160, 120));
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL);
        robot.clickOn("#run");
        await(() -> document(robot, 1).isUnsaved() && document(robot, 2).isUnsaved());
        w.place = folder.resolve("saved.png");
        robot.clickOn("#frame-1").clickOn("#save");
        await(() -> !document(robot, 1).isUnsaved());
        robot.clickOn("#frame-close-2");
        await(() -> frames(robot).size() == 1);
        Optional<Path> kept = document(robot, 1).kept().map(k -> folder.resolve("sessions"));
        assertTrue(kept.isPresent() && Files.isDirectory(kept.get()));

        startAgain(robot);
        w.open(robot, w.noisy("p3.png", 160, 120));
        assertFalse(robot.lookup("#recovery").query().isVisible());
    }
}
