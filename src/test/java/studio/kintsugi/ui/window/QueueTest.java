package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.ui.window.TestWindow.await;
import static studio.kintsugi.ui.window.TestWindow.frames;
import static studio.kintsugi.ui.window.TestWindow.name;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
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
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.StoredModel;
import studio.kintsugi.ui.queue.QueuedJob;

/** The queue as a list: order by keyboard, results, cancelled jobs that are tried again. */
@ExtendWith(ApplicationExtension.class)
class QueueTest {
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

    @SuppressWarnings("unchecked")
    private static List<String> rows(FxRobot robot) {
        return ((ListView<QueuedJob>) robot.lookup("#queue-list").queryAs(ListView.class)).getItems().stream()
                .map(j -> j.document().name()).toList();
    }

    private static String says(FxRobot robot, int row) {
        return robot.lookup("#queue-says-" + row).queryAs(Labeled.class).getText();
    }

    private static Bounds place(FxRobot robot) {
        Node view = robot.lookup("#compare-view").query();
        return view.localToScene(view.getBoundsInLocal());
    }

    @Test
    void jobsAreOrderedCancelledTriedAgainAndShown(FxRobot robot) throws Exception {
        w.open(robot, w.noisy("p1.png", 700, 500));
        w.open(robot, w.noisy("p2.png", 160, 120));
        w.open(robot, w.noisy("p3.png", 160, 120));
        Bounds before = place(robot);
        robot.press(KeyCode.CONTROL).type(KeyCode.J).type(KeyCode.A).release(KeyCode.CONTROL);
        assertTrue(robot.lookup("#queue").query().isVisible());
        robot.clickOn("#run");
        await(() -> rows(robot).equals(List.of("p1.png", "p2.png", "p3.png")));
        robot.clickOn("#queue-pause");
        assertEquals(before, place(robot), "nothing moves when the queue opens and jobs come");
        assertFalse(robot.lookup("#job-bar").query().getParent().isVisible(), "one list is enough");

        robot.clickOn("#queue-3").press(KeyCode.ALT).type(KeyCode.UP).release(KeyCode.ALT);
        await(() -> rows(robot).equals(List.of("p1.png", "p3.png", "p2.png")));
        TestWindow.shot(robot, "queue-panel");
        robot.clickOn("#queue-cancel-3");
        await(() -> says(robot, 3).equals("Cancelled") || says(robot, 2).equals("Cancelled"));
        if (robot.lookup("#queue-pause").queryAs(ToggleButton.class).isSelected()) {
            robot.clickOn("#queue-pause");
        }
        await(() -> unsaved(robot).equals(List.of("• p1.png", "• p3.png")));
        robot.clickOn("#queue-show-1");
        await(() -> robot.lookup("#status").queryAs(Labeled.class).getText().contains("p1.png"));
        int cancelled = rows(robot).indexOf("p2.png") + 1;
        robot.clickOn("#queue-retry-" + cancelled);
        await(() -> unsaved(robot).size() == 3);
        assertEquals(before, place(robot));
        robot.clickOn("#queue-forget");
        await(() -> rows(robot).isEmpty());
        robot.clickOn("#queue-close");
        assertFalse(robot.lookup("#queue").query().isVisible());
    }

    @Test
    void jobsThatWaitArePutInOrderByDragging(FxRobot robot) throws Exception {
        w.open(robot, w.noisy("p1.png", 700, 500));
        for (int i = 2; i <= 4; i++) {
            w.open(robot, w.noisy("p" + i + ".png", 160, 120));
        }
        robot.push(KeyCode.CONTROL, KeyCode.J).push(KeyCode.CONTROL, KeyCode.A).clickOn("#run");
        await(() -> rows(robot).equals(List.of("p1.png", "p2.png", "p3.png", "p4.png")));
        robot.clickOn("#queue-pause");
        robot.drag("#queue-4").dropTo("#queue-2");
        await(() -> rows(robot).equals(List.of("p1.png", "p4.png", "p2.png", "p3.png")));
        robot.clickOn("#queue-pause");
        await(() -> unsaved(robot).size() == 4);
    }

    @Test
    void aJobThatFailedIsTriedAgain(FxRobot robot) throws Exception {
        StoredModel fast = w.store.get("denoise-fast");
        w.store.add(fast.card().change().id("mine").title("Mine").build(), fast.weights());
        Path weights = folder.resolve("models").resolve("mine").resolve("weights.safetensors");
        byte[] whole = Files.readAllBytes(weights);
        w.open(robot, w.noisy("p1.png", 160, 120));
        robot.clickOn("#tool-deblur").clickOn("#tool-denoise");
        await(() -> models(robot).getItems().stream().anyMatch(m -> m.id().equals("mine")));
        Files.write(weights, Arrays.copyOf(whole, whole.length / 2));
        robot.interact(() -> models(robot).setValue(models(robot).getItems().stream()
                .filter(m -> m.id().equals("mine")).findFirst().orElseThrow()));
        robot.push(KeyCode.CONTROL, KeyCode.J).clickOn("#run");
        await(() -> says(robot, 1).contains("mine"));
        TestWindow.shot(robot, "queue-failed");
        assertEquals(List.of(), unsaved(robot));
        Files.write(weights, whole);
        robot.clickOn("#queue-retry-1");
        await(() -> unsaved(robot).equals(List.of("• p1.png")));
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<ModelCard> models(FxRobot robot) {
        return robot.lookup("#model").queryAs(ComboBox.class);
    }

    private static List<String> unsaved(FxRobot robot) {
        return frames(robot).stream().map(f -> name(f)).filter(n -> n.startsWith("•")).toList();
    }
}
