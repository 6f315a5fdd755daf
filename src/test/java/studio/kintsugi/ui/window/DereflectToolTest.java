package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.models.errnet.ErrNetArchitecture;
import studio.kintsugi.store.ModelCard;

/** Removes a reflection in the window, and opens the removed layer. */
@ExtendWith(ApplicationExtension.class)
class DereflectToolTest {
    private static final HyperParameters LITE =
            HyperParameters.of(Map.of("in_channels", 12, "out_channels", 12, "n_feats", 8,
            "n_resblocks", 1, "se_reduction", 4, "pyramid", true, "res_scale", 1.0, "fold", 2, "residual", true));

    @TempDir
    private static Path folder;

    private TestWindow w;

    @Start
    void start(Stage stage) throws Exception {
        w = new TestWindow(folder, List.of());
        w.store.add(new ModelCard("even-glass", "Even glass", "dereflect", "errnet", LITE, 1, 64, 512, 64, "CC0-1.0",
                "made for this test", List.of(), Map.of(), ""), thatTakesAwayATenth());
        w.defaults.set("dereflect", "even-glass");
        w.start(stage);
        w.picked = List.of(w.noisy("window.png", 320, 200));
    }

    /** A network that subtracts 0.1 everywhere. */
    private static StateDict thatTakesAwayATenth() {
        Map<String, TensorData> weights =
                new LinkedHashMap<>(new ErrNetArchitecture().initialWeights(LITE, new SplittableRandom(1)).tensors());
        float[] bias = new float[12];
        java.util.Arrays.fill(bias, -0.1f);
        weights.put("deconv3.conv2d.bias", TensorData.ofFloats(bias, 12));
        return new StateDict(weights);
    }

    @Stop
    void stop() {
        w.stop();
    }

    @Test
    void theRemovedLayerIsAPictureThatCanBeSaved(FxRobot robot) throws Exception {
        robot.clickOn("#tool-dereflect").clickOn("#open");
        TestWindow.await(() -> !robot.lookup("#run").queryButton().isDisabled());
        assertTrue(robot.lookup("#removed").queryButton().isDisabled());
        robot.clickOn("#run");
        TestWindow.await(() -> !robot.lookup("#removed").queryButton().isDisabled());
        TestWindow.shots(robot, "dereflected");
        robot.clickOn("#removed");
        TestWindow.await(() -> text(robot).contains("window-reflection.png"));
        assertTrue(text(robot).startsWith("•"), text(robot));
        robot.clickOn("#save");
        TestWindow.await(() -> w.saved != null && Files.exists(w.saved) && !text(robot).startsWith("•"));
        Picture saved = PictureReader.read(w.saved);
        assertEquals(8 * 0.1, saved.plane(0)[100 * 320 + 160], 0.03, "bright enough to be seen");
        robot.clickOn("#tool-denoise");
        assertFalse(robot.lookup("#removed").queryButton().isVisible());
    }

    private static String text(FxRobot robot) {
        return robot.lookup("#status").queryAs(Label.class).getText();
    }
}
