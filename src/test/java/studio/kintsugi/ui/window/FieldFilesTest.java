package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.field.FieldFile;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.service.dream.DreamService;
import studio.kintsugi.settings.RecentFiles;
import studio.kintsugi.ui.dream.DreamTool;
import studio.kintsugi.ui.dream.ViewportPane;
import studio.kintsugi.ui.tools.Tool;

/** Opens a field file, changes every setting of the view, and exports it. */
@ExtendWith(ApplicationExtension.class)
class FieldFilesTest {
    @TempDir
    private static Path folder;

    private TestWindow w;
    private DreamService dreams;
    private final VoxelField field = ring();

    /** A ring of all colours. */
    private static VoxelField ring() {
        int n = 48;
        float[] raw = new float[4 * n * n * n];
        for (int i = 0; i < n * n * n; i++) {
            double x = 2 * VoxelField.RADIUS * (i % n) / (n - 1) - VoxelField.RADIUS;
            double y = 2 * VoxelField.RADIUS * (i / n % n) / (n - 1) - VoxelField.RADIUS;
            double z = 2 * VoxelField.RADIUS * (i / n / n) / (n - 1) - VoxelField.RADIUS;
            double inside = 0.22 - Math.hypot(Math.hypot(x, z) - 0.6, y);
            raw[4 * i] = (float) Math.max(-12, 60 * inside);
            double hue = Math.atan2(z, x);
            for (int c = 0; c < 3; c++) {
                raw[4 * i + 1 + c] = (float) (4 * Math.cos(hue - c * 2 * Math.PI / 3));
            }
        }
        return VoxelField.of(raw);
    }

    @Start
    void start(Stage stage) {
        w = new TestWindow(folder, List.of());
        dreams = new DreamService(w.store, folder.resolve("dreams"), List.of(), 2,
                ComputeDevice.processor(), w.runner);
        w.start(stage, Stream.concat(Tool.ALL.stream(), Stream.of(new DreamTool(dreams))).toList());
    }

    @Stop
    void stop() {
        w.stop();
        dreams.close();
    }

    @Test
    void aFieldIsOpenedViewedAndExported(FxRobot robot) throws Exception {
        Path file = folder.resolve("ring.kfield");
        FieldFile.write(field, Map.of(), file);
        Path photo = w.noisy("photo.png", 90, 60);
        robot.interact(() -> w.window.dropped(List.of(photo, file)));
        TestWindow.await(() -> robot.lookup("#view-controls").tryQuery().filter(n -> !n.isDisabled()).isPresent());
        assertEquals(List.of(file), new RecentFiles(folder.resolve("config")).list().stream()
                .filter(f -> f.toString().endsWith(".kfield")).toList());
        ViewportPane viewport = robot.lookup("#viewport").queryAs(ViewportPane.class);

        robot.interact(() -> {
            robot.lookup("#shaded").queryAs(CheckBox.class).fire();
            robot.lookup("#crop").queryAs(Slider.class).setValue(0.5);
            robot.lookup("#lens").queryAs(Slider.class).setValue(2);
            robot.lookup("#background").queryAs(ComboBox.class).getSelectionModel().select(3);
        });
        assertFalse(viewport.view().shaded());
        assertEquals(0.5, viewport.view().crop());
        assertEquals(2, viewport.view().distance());
        TestWindow.await(() -> corner(robot, viewport) == 0xff808080);
        TestWindow.shots(robot, "field-cut");
        robot.interact(() -> {
            robot.lookup("#crop").queryAs(Slider.class).setValue(VoxelField.RADIUS);
            robot.lookup("#background").queryAs(ComboBox.class).getSelectionModel().select(0);
            robot.lookup("#turning").queryAs(CheckBox.class).fire();
        });
        double azimuth = viewport.view().azimuth();
        TestWindow.await(() -> viewport.view().azimuth() > azimuth + 0.2);
        robot.interact(() -> {
            robot.lookup("#turning").queryAs(CheckBox.class).fire();
            robot.lookup("#shaded").queryAs(CheckBox.class).fire();
        });
        TestWindow.awaitStill(robot, viewport);
        TestWindow.await(() -> corner(robot, viewport) >>> 24 == 255);
        TestWindow.shots(robot, "field");
        robot.interact(() -> robot.lookup("#shaded").queryAs(CheckBox.class).fire());

        for (String name : List.of("copy.kfield", "ring.glb", "ring.png", "ring.gif")) {
            w.place = folder.resolve(name);
            if (name.equals("ring.glb")) {
                robot.clickOn("#field-save");
            } else {
                robot.press(KeyCode.CONTROL).type(KeyCode.S).release(KeyCode.CONTROL);
            }
            TestWindow.await(() -> Files.exists(folder.resolve(name)));
        }
        assertArrayEquals(field.raw(), FieldFile.read(folder.resolve("copy.kfield")).raw());
        Picture still = PictureReader.read(folder.resolve("ring.png"));
        assertEquals(0, still.alpha().orElseThrow()[0], "the corner is transparent");
    }

    private static int corner(FxRobot robot, ViewportPane viewport) {
        int[] argb = new int[1];
        robot.interact(() -> argb[0] = viewport.snapshot(null, null).getPixelReader().getArgb(8, 8));
        return argb[0];
    }
}
