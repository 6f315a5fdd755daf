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
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.service.query.NodeQuery;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.ui.common.Language;
import studio.kintsugi.ui.common.Texts;

/**
 * Ten photos opened, one preset applied to all, saved as TIFF of 16 bits into a folder by a pattern: with the mouse and
 * two keys for all of it, and by keyboard alone; in each language.
 */
@ExtendWith(ApplicationExtension.class)
class WalkTest {
    private static final int COUNT = 10;
    private static final String PRESET = "menu-preset:high iso portrait";

    @TempDir
    private Path folder;

    private TestWindow w;
    private Path out;
    private int clicks;
    private int shots;

    @Start
    void start(Stage stage) {
        w = new TestWindow(folder, List.of()).start(stage);
    }

    @Stop
    void stop() {
        Texts.speak(Language.SYSTEM);
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
        assertTrue(saved().contains(out.resolve("03-photo2-denoise.tif")), "in the order in which they were opened");
        for (Path file : saved()) {
            assertEquals(BitDepth.SIXTEEN, PictureReader.read(file).info().depth());
        }
    }

    private List<Path> saved() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.filter(f -> f.getFileName().toString().matches("(0\\d|10)-photo\\d-denoise\\.tif")).toList();
        }
    }

    private static void awaitDone(FxRobot robot) throws Exception {
        await(() -> frames(robot).size() == COUNT && frames(robot).stream().allMatch(f -> name(f).startsWith("•")));
        await(() -> !robot.lookup("#job-bar").query().isVisible());
    }

    /** The item of the menu; its id has spaces, which no selector can have. */
    private static NodeQuery preset(FxRobot robot) {
        return robot.lookup((Node node) -> PRESET.equals(node.getId()));
    }

    private static void awaitShown(FxRobot robot, String id) throws Exception {
        await(() -> robot.lookup(id).tryQuery().filter(Node::isVisible).isPresent());
    }

    private void shot(FxRobot robot, String name) throws Exception {
        if (Boolean.getBoolean("screenshots")) {
            Window front = robot.listWindows().getLast();
            TestWindow.awaitStill(robot, front.getScene().getRoot());
            TestWindow.shot(robot, front.getScene(), "walk-" + ++shots + "-" + name);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ENGLISH", "CHINESE"})
    void inUnderTenClicks(Language language, FxRobot robot) throws Exception {
        robot.interact(() -> Texts.speak(language));
        click(robot, "#open");
        await(() -> frames(robot).size() == COUNT);
        robot.push(KeyCode.CONTROL, KeyCode.A);
        shot(robot, "opened-" + language);
        click(robot, "#menu-presets");
        await(() -> preset(robot).tryQuery().isPresent());
        shot(robot, "presets-" + language);
        clicks++;
        robot.clickOn(preset(robot).<Node>query());
        awaitDone(robot);
        shot(robot, "mended-" + language);
        robot.push(KeyCode.CONTROL, KeyCode.E);
        awaitShown(robot, "#save-all");
        click(robot, "#save-browse");
        click(robot, "#save-names");
        robot.push(KeyCode.CONTROL, KeyCode.A).write("{n}-{stem}-{tool}.tif");
        click(robot, "#save-depth");
        click(robot, Texts.of("save.depth.bits", 16));
        shot(robot, "saving-" + language);
        click(robot, "#save-all");
        awaitSaved();
        shot(robot, "saved-" + language);
        assertTrue(clicks < 10, clicks + " clicks");
    }

    @ParameterizedTest
    @EnumSource(names = {"ENGLISH", "CHINESE"})
    void byKeyboardAlone(Language language, FxRobot robot) throws Exception {
        robot.interact(() -> Texts.speak(language));
        robot.push(KeyCode.CONTROL, KeyCode.O);
        await(() -> frames(robot).size() == COUNT);
        robot.push(KeyCode.CONTROL, KeyCode.A);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        await(() -> robot.lookup("#palette-words").tryQuery().filter(Node::isFocused).isPresent());
        robot.write(Texts.of("preset.name.high-iso-portrait"));
        shot(robot, "palette-" + language);
        robot.type(KeyCode.ENTER);
        awaitDone(robot);
        robot.push(KeyCode.CONTROL, KeyCode.E);
        awaitShown(robot, "#save-all");
        // the mnemonics of the dialog are one in both languages: names, folder, format, bits
        robot.push(KeyCode.ALT, KeyCode.N).push(KeyCode.CONTROL, KeyCode.A).write("{n}-{stem}-{tool}");
        robot.push(KeyCode.ALT, KeyCode.O).push(KeyCode.CONTROL, KeyCode.A).write(out.toString());
        robot.push(KeyCode.ALT, KeyCode.F).type(KeyCode.DOWN, 3);
        robot.push(KeyCode.ALT, KeyCode.B).type(KeyCode.DOWN, 2);
        shot(robot, "by-keys-" + language);
        robot.type(KeyCode.ENTER);
        awaitSaved();
    }
}
