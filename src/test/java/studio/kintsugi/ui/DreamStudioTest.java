package studio.kintsugi.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.models.clip.CompactClip;
import studio.kintsugi.service.dream.DreamService;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.ui.dream.DreamTool;
import studio.kintsugi.ui.dream.ViewportPane;

/** Dream in the window, with guidance of a few words that was never trained. */
@ExtendWith(ApplicationExtension.class)
class DreamStudioTest {
    @TempDir
    private static Path folder;

    private TestWindow w;
    private DreamService dreams;

    @Start
    void start(Stage stage) throws Exception {
        w = new TestWindow(folder, List.of());
        List<String> words = List.of("red", "green", "chair");
        ModelFolder.write(Files.createDirectories(folder.resolve("models").resolve("tiny")),
                new ModelCard("tiny", "Tiny", "guide", "compact-clip", Map.of("words", words), 1, 1, 0, 0, "Apache-2.0",
                        "a test", List.of(), Map.of(), ""),
                CompactClip.initialWeights(words.size(), 256, new SplittableRandom(1)));
        dreams = new DreamService(w.store, folder.resolve("dreams"), List.of("tiny"));
        w.start(stage, List.of(new DreamTool(dreams)));
    }

    @Stop
    void stop() {
        w.stop();
        dreams.close();
    }

    @Test
    void aPromptBecomesAnObjectThatIsTurnedPausedKeptAndOpenedAgain(FxRobot robot) throws Exception {
        robot.clickOn("#prompt").write("a red chair");
        robot.clickOn("#dream-run");
        TestWindow.await(() -> state(robot).startsWith("Step"));
        robot.clickOn("#dream-pause");
        TestWindow.await(() -> {
            String was = state(robot);
            robot.sleep(2500);
            return was.equals(state(robot));
        });
        ViewportPane viewport = robot.lookup("#viewport").queryAs(ViewportPane.class);
        double before = viewport.view().azimuth();
        Image still = snapshot(robot, viewport);
        robot.drag(viewport, MouseButton.PRIMARY).dropBy(150, 40);
        assertTrue(Math.abs(viewport.view().azimuth() - before) > 0.5);
        robot.sleep(900);
        TestWindow.shots(robot, "dream");
        assertFalse(same(still, snapshot(robot, viewport)), "the object was turned");
        robot.clickOn("#dream-pause");
        robot.clickOn("#dream-stop");
        TestWindow.await(() -> state(robot).contains("kept"));
        TestWindow.await(() -> robot.lookup("#dream-kept-0").tryQuery().isPresent());
        assertEquals("a red chair", dreams.kept().getFirst().prompt());
        robot.clickOn("#dream-kept-0");
    }

    private static Image snapshot(FxRobot robot, ViewportPane viewport) {
        Image[] image = new Image[1];
        robot.interact(() -> image[0] = viewport.snapshot(null, null));
        return image[0];
    }

    private static boolean same(Image a, Image b) {
        for (int y = 0; y < a.getHeight(); y += 7) {
            for (int x = 0; x < a.getWidth(); x += 7) {
                if (a.getPixelReader().getArgb(x, y) != b.getPixelReader().getArgb(x, y)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String state(FxRobot robot) {
        return robot.lookup("#dream-state").queryAs(Label.class).getText();
    }
}
