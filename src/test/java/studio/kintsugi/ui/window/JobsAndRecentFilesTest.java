package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.ui.window.TestWindow.await;
import static studio.kintsugi.ui.window.TestWindow.frames;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.edit.EmbeddedRecipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.io.PictureReader;

/** Several pictures at once: jobs wait for one another, and each picture keeps its own. */
@ExtendWith(ApplicationExtension.class)
class JobsAndRecentFilesTest {
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
    void jobsOfSeveralPicturesQueueUp(FxRobot robot) throws Exception {
        List<Path> files = List.of(w.noisy("first.png", 1600, 1200), w.noisy("second.png", 900, 600),
                w.noisy("third.png", 480, 320));
        for (Path file : files) {
            int open = frames(robot).size();
            robot.interact(() -> w.window.open(List.of(file)));
            await(() -> frames(robot).size() == open + 1);
        }
        for (int i = 0; i < 3; i++) {
            robot.clickOn(frames(robot).get(i));
            robot.clickOn("#run");
            int number = i + 1;
            await(() -> exists(robot, "#job-" + number));
        }
        assertTrue(robot.lookup("#run").query().isDisabled(), "the third picture has a job");
        await(() -> !text(robot, "#job-text-1").equals("Waiting"));
        assertEquals("Waiting", text(robot, "#job-text-2"));
        robot.clickOn("#job-picture-1");
        // asked together: the job may end between two questions
        await(() -> text(robot, "#job-text-1").contains("left") && robot.lookup("#undo").query().isDisabled());
        TestWindow.shots(robot, "jobs");

        robot.clickOn("#cancel-3");
        await(() -> !exists(robot, "#job-3"));
        assertTrue(text(robot, "#banner-text").contains("third.png"));
        await(() -> !exists(robot, "#job-2"));
        assertFalse(robot.lookup("#job-bar").query().isVisible());
        assertFalse(robot.lookup("#undo").query().isDisabled(), "the first is mended");
        robot.clickOn(frames(robot).get(1));
        assertFalse(robot.lookup("#undo").query().isDisabled(), "the second is mended");
        robot.clickOn(frames(robot).get(2));
        assertTrue(robot.lookup("#undo").query().isDisabled(), "the third is as it was");
        assertFalse(robot.lookup("#run").query().isDisabled());
    }

    @Test
    void aRunningJobIsCancelledFromItsLine(FxRobot robot) throws Exception {
        Path file = w.noisy("large.png", 2400, 1800);
        robot.interact(() -> w.window.open(List.of(file)));
        await(() -> !robot.lookup("#run").query().isDisabled());
        robot.clickOn("#run");
        await(() -> text(robot, "#job-text-1").contains("left"));
        robot.clickOn("#cancel-1");
        await(() -> !exists(robot, "#job-1"));
        assertTrue(robot.lookup("#undo").query().isDisabled());
    }

    @Test
    void theSavedFileTellsWhatWasDone(FxRobot robot) throws Exception {
        Path file = w.noisy("photo.jpg", 320, 240);
        robot.interact(() -> w.window.open(List.of(file)));
        await(() -> !robot.lookup("#run").query().isDisabled());
        robot.clickOn("#run");
        await(() -> !robot.lookup("#undo").query().isDisabled());
        robot.interact(() -> robot.lookup("#strength").queryAs(Slider.class).setValue(60));
        robot.clickOn("#save");
        await(() -> w.saved != null && Files.exists(w.saved));
        List<Step> steps = EmbeddedRecipe.of(PictureReader.read(w.saved)).orElseThrow().steps();
        Step step = steps.getFirst();
        assertEquals(1, steps.size());
        assertEquals("denoise", step.tool());
        assertEquals(w.store.find("denoise").orElseThrow().sha256(), step.modelHash());
        assertEquals(0.6, step.number("strength", 0), 0.01);
    }

    @Test
    void recentPicturesAreAClickAway(FxRobot robot) throws Exception {
        Path first = w.noisy("morning.png", 320, 240);
        Path second = w.noisy("evening.png", 320, 240);
        robot.interact(() -> w.window.open(List.of(first)));
        await(() -> frames(robot).size() == 1);
        robot.interact(() -> w.window.open(List.of(second)));
        await(() -> frames(robot).size() == 2);
        MenuButton menu = robot.lookup("#recent").queryAs(MenuButton.class);
        robot.clickOn(menu);
        await(() -> menu.getItems().size() == 4);
        assertTrue(menu.getItems().getFirst().getText().startsWith("evening.png"));
        robot.interact(() -> menu.getItems().get(1).fire());
        await(() -> frames(robot).size() == 3);
        robot.interact(menu::hide);
        robot.clickOn(menu);
        await(() -> menu.getItems().getFirst().getText().startsWith("morning.png"));
        robot.interact(() -> menu.getItems().getLast().fire());
        robot.interact(menu::hide);
        robot.clickOn(menu);
        await(() -> menu.getItems().size() == 1);
    }

    private static boolean exists(FxRobot robot, String id) {
        return robot.lookup(id).tryQuery().filter(Node::isVisible).isPresent();
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).tryQuery()
                .map(n -> n instanceof Hyperlink h ? h.getText() : ((Label) n).getText()).orElse("");
    }
}
