package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.ui.window.TestWindow.await;
import static studio.kintsugi.ui.window.TestWindow.frames;
import static studio.kintsugi.ui.window.TestWindow.name;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.io.PictureReader;

/** Ten photos opened, one tool run on all, saved as TIFF of 16 bits into a folder by a pattern. */
@ExtendWith(ApplicationExtension.class)
class WalkTest {
    private static final int COUNT = 10;

    @TempDir
    private Path folder;

    private TestWindow w;
    private Path out;
    private int clicks;

    @Start
    void start(Stage stage) {
        w = new TestWindow(folder, List.of()).start(stage);
    }

    @Stop
    void stop() {
        w.stop();
    }

    @BeforeEach
    void photos() throws Exception {
        List<Path> photos = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            photos.add(w.noisy("photo" + i + ".png", 96, 64));
        }
        w.picked = photos;
        out = Files.createDirectory(folder.resolve("out"));
        w.place = out;
    }

    private void click(FxRobot robot, String id) {
        clicks++;
        robot.clickOn(id);
    }

    private void awaitSaved() throws Exception {
        await(() -> saved().size() == COUNT);
        for (Path file : saved()) {
            assertEquals(BitDepth.SIXTEEN, PictureReader.read(file).info().depth());
        }
    }

    private List<Path> saved() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.filter(f -> f.getFileName().toString().matches("\\d\\d-photo\\d-denoise\\.tif")).toList();
        }
    }

    private static void awaitDone(FxRobot robot) throws Exception {
        await(() -> frames(robot).size() == COUNT && frames(robot).stream().allMatch(f -> name(f).startsWith("•")));
    }

    @Test
    void inUnderTenClicks(FxRobot robot) throws Exception {
        click(robot, "#open");
        await(() -> frames(robot).size() == COUNT);
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL);
        click(robot, "#run");
        awaitDone(robot);
        robot.press(KeyCode.CONTROL).type(KeyCode.E).release(KeyCode.CONTROL);
        await(() -> robot.lookup("#save-all").tryQuery().isPresent());
        click(robot, "#save-browse");
        click(robot, "#save-names");
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL).write("{n}-{stem}-{tool}");
        click(robot, "#save-format");
        click(robot, "TIFF");
        click(robot, "#save-depth");
        click(robot, "16 bits");
        click(robot, "#save-all");
        awaitSaved();
        assertTrue(clicks < 10, clicks + " clicks");
    }

    @Test
    void byKeyboardAlone(FxRobot robot) throws Exception {
        robot.press(KeyCode.CONTROL).type(KeyCode.O).release(KeyCode.CONTROL);
        await(() -> frames(robot).size() == COUNT);
        robot.press(KeyCode.CONTROL).type(KeyCode.A).type(KeyCode.R).release(KeyCode.CONTROL);
        awaitDone(robot);
        robot.press(KeyCode.CONTROL).type(KeyCode.E).release(KeyCode.CONTROL);
        await(() -> robot.lookup("#save-all").tryQuery().isPresent());
        // the mnemonics of the dialog: browse, names, format, bits
        robot.press(KeyCode.ALT).type(KeyCode.N).release(KeyCode.ALT);
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL).write("{n}-{stem}-{tool}");
        robot.press(KeyCode.ALT).type(KeyCode.O).release(KeyCode.ALT);
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL).write(out.toString());
        robot.press(KeyCode.ALT).type(KeyCode.F).release(KeyCode.ALT).type(KeyCode.DOWN, 3);
        robot.press(KeyCode.ALT).type(KeyCode.B).release(KeyCode.ALT).type(KeyCode.DOWN, 2).type(KeyCode.ENTER);
        awaitSaved();
    }
}
