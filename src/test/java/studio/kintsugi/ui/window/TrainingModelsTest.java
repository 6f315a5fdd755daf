package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.ui.window.TestWindow.await;
import static studio.kintsugi.ui.window.TestWindow.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.models.nafnet.NafNetArchitecture;
import studio.kintsugi.store.ModelCard;

/** Trains and prunes models in the window, with a network of a few thousand weights. */
@ExtendWith(ApplicationExtension.class)
class TrainingModelsTest {
    private static final HyperParameters SHAPE =
            HyperParameters.of(Map.of("img_channel", 3, "width", 8, "enc_blk_nums", List.of(1),
            "middle_blk_num", 1, "dec_blk_nums", List.of(1)));

    @TempDir
    private Path folder;

    private TestWindow w;

    @Start
    void start(Stage stage) throws Exception {
        w = new TestWindow(folder, List.of());
        w.store.add(new ModelCard("small", "Small and new", "denoise", "nafnet", SHAPE, 1, 2, 256, 32, "Apache-2.0",
                "drawn at random", List.of(), Map.of(), ""),
                new NafNetArchitecture().initialWeights(SHAPE, new SplittableRandom(1)));
        w.start(stage);
    }

    @Stop
    void stop() {
        w.stop();
    }

    @Test
    void aModelIsTaughtByPairs(FxRobot robot) throws Exception {
        Path pairs = folder.resolve("pairs");
        for (String side : List.of("input", "target")) {
            Files.createDirectories(pairs.resolve(side));
        }
        for (int i = 0; i < 3; i++) {
            Picture noisy = PictureReader.read(w.noisy("n" + i + ".png", 128 + 10 * i, 140));
            PictureWriter.write(noisy, pairs.resolve("input").resolve(i + ".png"), WriteOptions.DEFAULT);
            PictureWriter.write(brighter(noisy), pairs.resolve("target").resolve(i + ".png"), WriteOptions.DEFAULT);
        }
        open(robot, "#teach-small");
        robot.clickOn("#making-start");
        assertEquals("Choose a folder first.", text(robot, "#making-state"));
        w.place = pairs;
        robot.clickOn("#making-browse");
        robot.clickOn("#making-start");
        await(() -> text(robot, "#making-state").startsWith("Learning"));
        TestWindow.shot(robot, "teach-learning");
        AtomicInteger reports = new AtomicInteger();
        ProgressBar bar = robot.lookup("#making-progress").query();
        robot.interact(() -> bar.progressProperty().addListener((b, was, is) -> reports.incrementAndGet()));
        await(() -> reports.get() >= 60);
        robot.clickOn("#making-stop");
        await(() -> text(robot, "#making-state").contains("is ready"));
        await(() -> exists(robot, "#making-figures"));
        TestWindow.shots(robot, "teach-done");
        assertTrue(figure(robot, 1, 2) > figure(robot, 1, 1), "it should have learnt to brighten");
        ModelCard taught = w.store.find("small-taught").orElseThrow().card();
        assertEquals("denoise", taught.task());
        assertTrue(left().isEmpty(), "temporary files stay behind: " + left());
        robot.clickOn("#making-back");
        await(() -> exists(robot, "#model-small-taught"));
    }

    private static Picture brighter(Picture picture) {
        float[][] out = new float[3][];
        for (int c = 0; c < 3; c++) {
            out[c] = picture.plane(c).clone();
            for (int i = 0; i < out[c].length; i++) {
                out[c][i] = Math.min(1, out[c][i] + 0.2f);
            }
        }
        return picture.withPlanes(out);
    }

    @Test
    void aFasterVariantIsMadeAndMeasured(FxRobot robot) throws Exception {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        for (int i = 0; i < 10; i++) {
            Files.copy(w.noisy("photo.png", 540, 520), photos.resolve(i + ".png"));
        }
        open(robot, "#faster-small");
        robot.interact(() -> robot.lookup("#making-folder").queryAs(TextInputControl.class).setText(photos.toString()));
        Spinner<Integer> minutes = robot.lookup("#making-minutes").query();
        robot.interact(() -> minutes.getValueFactory().setValue(1));
        robot.clickOn("#making-start");
        await(() -> text(robot, "#making-state").startsWith("Training on"));
        TestWindow.shot(robot, "faster-training");
        robot.clickOn("#making-stop");
        await(() -> text(robot, "#making-state").contains("is ready"));
        await(() -> exists(robot, "#making-figures"));
        TestWindow.shots(robot, "faster-done");
        double share = figure(robot, 1, 2) / figure(robot, 1, 1);
        assertTrue(share <= 0.51, "half of the work is left: " + share);
        assertTrue(w.store.find("small-fast").isPresent());
        assertTrue(left().isEmpty(), "temporary files stay behind: " + left());
    }

    private List<String> left() throws Exception {
        Path unfinished = folder.resolve("workshop");
        if (!Files.exists(unfinished)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(unfinished)) {
            return files.map(Path::toString).toList();
        }
    }

    private void open(FxRobot robot, String button) throws Exception {
        robot.press(KeyCode.CONTROL, KeyCode.M).release(KeyCode.M, KeyCode.CONTROL);
        await(() -> exists(robot, button));
        TestWindow.awaitStill(robot, robot.lookup("#model-manager").query());
        robot.clickOn(button);
        await(() -> exists(robot, "#making"));
    }

    private static boolean exists(FxRobot robot, String query) {
        return robot.lookup(query).tryQuery().isPresent();
    }

    /** A number of the table of figures. */
    private static double figure(FxRobot robot, int row, int column) {
        GridPane table = robot.lookup("#making-figures").queryAs(GridPane.class);
        String text = table.getChildren().stream()
                .filter(n -> GridPane.getRowIndex(n) == row && GridPane.getColumnIndex(n) == column)
                .map(n -> ((Label) n).getText()).findFirst().orElseThrow();
        return Double.parseDouble(text.replaceAll("[^0-9.]", ""));
    }
}
