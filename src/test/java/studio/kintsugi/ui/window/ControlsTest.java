package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.ui.window.TestWindow.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuBar;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.Safetensors;
import studio.kintsugi.edit.EmbeddedRecipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.models.nafnet.NafNetArchitecture;

/** Descriptions and keys of all controls, and what the controls of the panel do. */
@ExtendWith(ApplicationExtension.class)
class ControlsTest {
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
    void everyControlHasAnIdATooltipAnAccessibleTextAndAKey(FxRobot robot) throws Exception {
        open(robot, w.noisy("photo.png", 900, 600));
        robot.clickOn("#tool-upscale");
        robot.clickOn("#run");
        await(() -> robot.lookup("#cancel-1").tryQuery().isPresent());
        List<Control> controls = new ArrayList<>();
        robot.interact(() -> collect(robot.window(0).getScene().getRoot(), controls));
        Set<String> named = controls.stream().map(Node::getId).filter(i -> i != null)
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(named.containsAll(Set.of("tool-denoise", "tool-deblur", "strength", "model", "run", "preview",
                "banner-close", "frame-close-1", "empty-open", "cancel-1", "open", "save")), named.toString());
        for (Control c : controls) {
            assertDescribed(c);
            assertTrue(hasKey(c, robot), c + " has no key");
        }
        robot.press(KeyCode.CONTROL, KeyCode.PERIOD).release(KeyCode.PERIOD, KeyCode.CONTROL);
        await(() -> !robot.lookup("#job-bar").query().isVisible());
    }

    @Test
    void everyControlOfTheModelManagerSaysWhatItIs(FxRobot robot) throws Exception {
        Path checkpoint = folder.resolve("mine.safetensors");
        Safetensors.write(new NafNetArchitecture()
                .initialWeights(HyperParameters.of(Map.of("img_channel", 3, "width", 4, "enc_blk_nums",
                List.of(1), "middle_blk_num", 1, "dec_blk_nums", List.of(1))), new SplittableRandom(0)), Map.of(),
                checkpoint);
        robot.interact(() -> w.window.dropped(List.of(checkpoint)));
        await(() -> robot.lookup("#import-card").tryQuery().isPresent()
                && robot.lookup("#model-denoise").tryQuery().isPresent());
        List<Control> controls = new ArrayList<>();
        robot.interact(() -> collect(robot.lookup("#model-manager").queryParent(), controls));
        assertTrue(controls.size() > 10, controls.toString());
        controls.forEach(ControlsTest::assertDescribed);
    }

    static void assertDescribed(Control c) {
        assertTrue(c.getId() != null, c + " has no id");
        assertTrue(c.getTooltip() != null, c + " has no tooltip");
        assertTrue(c.getAccessibleText() != null, c + " has no accessible text");
    }

    /** A shortcut that its tooltip names, or a mnemonic of its own or of its label. */
    private static boolean hasKey(Control c, FxRobot robot) {
        boolean mnemonic = c instanceof Labeled l && l.isMnemonicParsing() && l.getText() != null
                && l.getText().contains("_");
        return mnemonic || c.getTooltip().getText().matches("(?s).*\\(((Ctrl|Esc|M|N|1|F\\d).*|[A-Z])\\).*")
                || robot.lookup(n -> n instanceof Label l && l.getLabelFor() == c && l.isMnemonicParsing()
                        && l.getText().contains("_")).tryQuery().isPresent();
    }

    static void collect(Parent parent, List<Control> controls) {
        for (Node n : parent.getChildrenUnmodifiable()) {
            // menus are read by their titles
            if (n instanceof MenuBar || n instanceof Control && !n.isManaged()) {
                continue;
            }
            if (n instanceof Spinner<?> spinner) {
                controls.add(spinner);
            } else if (n instanceof ButtonBase || n instanceof Slider || n instanceof ComboBoxBase
                    || n instanceof TextInputControl) {
                controls.add((Control) n);
            } else if (n instanceof Parent p) {
                collect(p, controls);
            }
        }
    }

    @Test
    void theSliderIsTheNextStepsOnceAnotherToolIsChosen(FxRobot robot) throws Exception {
        Path photo = w.noisy("photo.png", 200, 150);
        open(robot, photo);
        robot.clickOn("#run");
        await(() -> !robot.lookup("#undo").queryButton().isDisabled());
        slide(robot, 80);
        robot.clickOn("#tool-deblur");
        assertEquals(100, slider(robot).getValue(), "the next step begins at full strength");
        slide(robot, 30);
        robot.clickOn("#tool-denoise");
        assertEquals(80, slider(robot).getValue(), 1e-6, "the first step's strength");
        robot.clickOn("#tool-deblur");
        slide(robot, 30);
        robot.clickOn("#run");
        await(() -> robot.lookup("#job-1").tryQuery().isEmpty() && robot.lookup("#job-2").tryQuery().isEmpty()
                && !robot.lookup("#undo").queryButton().isDisabled());
        slide(robot, 40);
        robot.clickOn("#save");
        await(() -> robot.lookup("#banner-text").queryAs(Label.class).getText().startsWith("Saved"));
        List<Step> steps = EmbeddedRecipe.of(PictureReader.read(w.saved)).orElseThrow().steps();
        assertEquals(List.of("denoise", "deblur"), steps.stream().map(Step::tool).toList());
        assertEquals(0.8, steps.get(0).number("strength", 0), 1e-6);
        assertEquals(0.4, steps.get(1).number("strength", 0), 1e-6);
    }

    @Test
    void twoQuickRunsAreOneJob(FxRobot robot) throws Exception {
        open(robot, w.noisy("photo.png", 900, 600));
        robot.press(KeyCode.CONTROL).type(KeyCode.R).type(KeyCode.R).release(KeyCode.CONTROL);
        await(() -> robot.lookup("#job-1").tryQuery().isPresent());
        assertFalse(robot.lookup("#job-2").tryQuery().isPresent());
        assertTrue(w.service.jobs().size() <= 1, w.service.jobs().toString());
        await(() -> !robot.lookup("#undo").queryButton().isDisabled());
        robot.clickOn("#undo");
        assertTrue(robot.lookup("#undo").queryButton().isDisabled(), "it was done once");
    }

    private void open(FxRobot robot, Path file) throws Exception {
        robot.interact(() -> w.window.open(List.of(file)));
        await(() -> !robot.lookup("#run").queryButton().isDisabled());
    }

    private static Slider slider(FxRobot robot) {
        return robot.lookup("#strength").queryAs(Slider.class);
    }

    private static void slide(FxRobot robot, double value) {
        robot.interact(() -> slider(robot).setValue(value));
    }
}
