package studio.kintsugi.ui.window;

import static studio.kintsugi.ui.window.TestWindow.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.service.colorize.ColorizeService;
import studio.kintsugi.service.dream.DreamService;
import studio.kintsugi.ui.colorize.ColorizeTool;
import studio.kintsugi.ui.dream.DreamTool;
import studio.kintsugi.ui.tools.Tool;

/** The window with all its tools, and the way to each of its views. */
final class Views {
    final TestWindow w;
    private final ColorizeService colorize;
    private final DreamService dreams;

    /** Something to be done to get to a view. */
    interface Way {
        void go() throws Exception;
    }

    Views(Path folder) {
        w = new TestWindow(folder, studio.kintsugi.store.Catalog.official().list());
        colorize = new ColorizeService(w.store, ComputeDevice.processor(), w.runner);
        dreams = new DreamService(w.store, folder.resolve("dreams"), List.of(), 1, ComputeDevice.processor(), w.runner);
    }

    void start(Stage stage) {
        List<Tool> tools = new ArrayList<>(Tool.ALL);
        tools.add(new ColorizeTool(colorize));
        tools.add(new DreamTool(dreams));
        w.start(stage, tools);
    }

    void stop() {
        w.stop();
        colorize.close();
        dreams.close();
    }

    /** The ways to all views, by name, to be gone in this order; a picture is opened and mended on the way. */
    Map<String, Way> all(FxRobot robot) {
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("empty", () -> tool(robot, "denoise"));
        ways.put("photo", () -> {
            w.open(robot, w.noisy("0417.png", 320, 240));
            await(() -> !robot.lookup("#run").queryButton().isDisabled());
        });
        for (String tool : List.of("deblur", "dereflect", "upscale", "denoise")) {
            ways.put(tool, () -> tool(robot, tool));
        }
        ways.put("mended", () -> {
            fire(robot, "#run");
            await(() -> !robot.lookup("#undo").queryButton().isDisabled());
        });
        ways.put("history", () -> robot.push(KeyCode.CONTROL, KeyCode.H));
        ways.put("information", () -> {
            robot.push(KeyCode.CONTROL, KeyCode.I);
            await(() -> robot.lookup("#information-file").tryQuery().isPresent());
        });
        ways.put("zoomed", () -> robot.push(KeyCode.CONTROL, KeyCode.I).push(KeyCode.DIGIT2));
        ways.put("trials", () -> {
            robot.push(KeyCode.CONTROL, KeyCode.T);
            await(() -> robot.lookup("#trial-strength-50").tryQuery().isPresent());
        });
        ways.put("models", () -> {
            robot.push(KeyCode.ESCAPE);
            fire(robot, "#models");
            await(() -> robot.lookup("#model-denoise").tryQuery().isPresent());
        });
        ways.put("teach", () -> {
            fire(robot, "#teach-denoise");
            await(() -> robot.lookup("#making-start").tryQuery().isPresent());
        });
        ways.put("settings", () -> {
            robot.push(KeyCode.ESCAPE);
            page(robot, "settings");
        });
        ways.put("shortcuts", () -> page(robot, "shortcuts"));
        ways.put("about", () -> page(robot, "about"));
        ways.put("colorize", () -> {
            robot.push(KeyCode.ESCAPE);
            tool(robot, "colorize");
        });
        ways.put("dream", () -> {
            tool(robot, "dream");
            await(() -> robot.lookup("#dream-suggestion-0").tryQuery().isPresent());
        });
        return ways;
    }

    private void page(FxRobot robot, String id) {
        robot.push(KeyCode.ESCAPE);
        robot.interact(() -> robot.lookup("#menu-bar").queryAs(javafx.scene.control.MenuBar.class).getMenus().stream()
                .flatMap(m -> m.getItems().stream()).filter(i -> ("menu-" + id).equals(i.getId()))
                .forEach(javafx.scene.control.MenuItem::fire));
    }

    private static void tool(FxRobot robot, String id) {
        robot.interact(() -> robot.lookup("#tool-" + id).queryAs(javafx.scene.control.ToggleButton.class).fire());
    }

    static void fire(FxRobot robot, String button) {
        robot.interact(() -> robot.lookup(button).queryAs(Button.class).fire());
    }
}
