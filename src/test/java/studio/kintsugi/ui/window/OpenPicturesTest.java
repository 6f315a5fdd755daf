package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.ui.window.TestWindow.await;
import static studio.kintsugi.ui.window.TestWindow.frames;
import static studio.kintsugi.ui.window.TestWindow.name;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** Opens, closes and saves pictures: no original is overwritten, and no message is lost. */
@ExtendWith(ApplicationExtension.class)
class OpenPicturesTest {
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
    void anOriginalIsNotOverwrittenHoweverItWasReached(FxRobot robot) throws Exception {
        Path original = w.noisy("photo.png", 64, 48);
        byte[] was = Files.readAllBytes(original);
        Files.createDirectory(folder.resolve("d"));
        Path linked = Files.createSymbolicLink(folder.resolve("link"), folder).resolve("photo.png");
        Path dotted = folder.resolve("d/../photo.png");
        w.open(robot, dotted);
        for (Path place : List.of(original, linked, dotted)) {
            w.place = place;
            robot.clickOn("#save");
            await(() -> w.refused.contains("never overwritten"));
            w.refused = "";
        }
        Path other = w.noisy("other.png", 64, 48);
        w.open(robot, other);
        w.place = linked;
        robot.clickOn("#save");
        await(() -> w.refused.contains("never overwritten"));
        assertArrayEquals(was, Files.readAllBytes(original));
    }

    @Test
    void aBadFilesMessageStaysWhenAGoodOneOpensBeside(FxRobot robot) throws Exception {
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            Path bad = Files.writeString(folder.resolve("bad.jpg"), "no picture");
            Path worse = Files.createFile(folder.resolve("empty.png"));
            Path good = w.noisy("good.png", 640, 480);
            robot.interact(() -> w.window.open(List.of(bad, worse, good)));
            await(() -> frames(robot).size() == 1 && text(robot).lines().count() == 2);
            assertTrue(text(robot).contains("bad.jpg") && text(robot).contains("empty.png"), text(robot));
            assertTrue(robot.lookup("#banner").query().isVisible());
            robot.press(KeyCode.F2).release(KeyCode.F2);
            await(() -> !robot.lookup("#banner").query().isVisible());
        } finally {
            System.setErr(err);
        }
        assertFalse(said.toString(StandardCharsets.UTF_8).contains("\tat "), said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aFoldersPicturesAreOpenedAndAFolderWithoutAnyIsSaidToBeThat(FxRobot robot) throws Exception {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Files.copy(w.noisy("a.png", 64, 48), photos.resolve("a.png"));
        Files.copy(w.noisy("b.png", 64, 48), photos.resolve("b.png"));
        Files.writeString(photos.resolve("notes.txt"), "no picture");
        robot.interact(() -> w.window.open(List.of(photos)));
        await(() -> frames(robot).size() == 2);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        robot.interact(() -> w.window.open(List.of(empty)));
        await(() -> text(robot).contains("empty"));
        assertEquals(2, frames(robot).size());
    }

    @Test
    void closingAnUnsavedPictureAsksFirst(FxRobot robot) throws Exception {
        // large enough for its job to be seen
        w.open(robot, w.noisy("first.png", 1400, 1000));
        w.open(robot, w.noisy("second.png", 160, 120));
        robot.clickOn("#run");
        await(() -> !robot.lookup("#undo").queryButton().isDisabled());
        assertEquals("• second.png", name(frames(robot).get(1)));
        w.answer = false;
        robot.press(KeyCode.CONTROL, KeyCode.W).release(KeyCode.W, KeyCode.CONTROL);
        assertEquals(List.of("second.png"), w.asked);
        assertEquals(2, frames(robot).size());
        w.answer = true;
        robot.press(KeyCode.CONTROL, KeyCode.W).release(KeyCode.W, KeyCode.CONTROL);
        await(() -> frames(robot).size() == 1);
        assertTrue(status(robot).startsWith("first.png"), status(robot));
        assertTrue(frames(robot).getFirst().isSelected());

        robot.clickOn("#run");
        await(() -> robot.lookup("#job-bar").query().isVisible());
        robot.moveTo("#frame-1");
        robot.clickOn("#frame-close-1");
        await(() -> frames(robot).isEmpty() && !robot.lookup("#job-bar").query().isVisible());
        assertTrue(robot.lookup("#empty").query().isVisible());
        assertTrue(robot.lookup("#run").queryButton().isDisabled());
        assertTrue(robot.lookup("#save").queryButton().isDisabled());
    }

    @Test
    void veryWideAndVeryHighPicturesHaveSmallThumbnails(FxRobot robot) throws Exception {
        w.open(robot, w.noisy("wide.png", 12_000, 20));
        w.open(robot, w.noisy("high.png", 20, 6_000));
        w.open(robot, w.noisy("photo.png", 600, 400));
        WaitForAsyncUtils.waitForFxEvents();
        for (ListCell<?> frame : frames(robot)) {
            await(() -> ((ImageView) frame.lookup(".image-view")).getImage() != null);
            assertTrue(frame.getWidth() <= 125 && frame.getHeight() <= 110, frame + " " + frame.getLayoutBounds());
            Image image = ((ImageView) frame.lookup(".image-view")).getImage();
            assertTrue(image.getWidth() <= 500 && image.getHeight() <= 250,
                    image.getWidth() + "×" + image.getHeight());
        }
        TestWindow.shots(robot, "film-strip");
        robot.press(KeyCode.CONTROL, KeyCode.PAGE_DOWN).release(KeyCode.PAGE_DOWN, KeyCode.CONTROL);
        assertTrue(status(robot).startsWith("wide.png"), status(robot));
        robot.press(KeyCode.CONTROL, KeyCode.PAGE_UP).release(KeyCode.PAGE_UP, KeyCode.CONTROL);
        assertTrue(status(robot).startsWith("photo.png"), status(robot));
    }

    private static String text(FxRobot robot) {
        return robot.lookup("#banner-text").queryAs(Label.class).getText();
    }

    private static String status(FxRobot robot) {
        return robot.lookup("#status").queryAs(Label.class).getText();
    }
}
