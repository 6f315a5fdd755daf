package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static studio.kintsugi.ui.window.TestWindow.await;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/** Files dragged from another window: a frame shows that they may be dropped, and they are opened. */
@ExtendWith(ApplicationExtension.class)
class DroppedFilesTest {
    @TempDir
    private Path folder;

    private TestWindow w;
    private Stage desktop;

    @Start
    void start(Stage stage) throws Exception {
        w = new TestWindow(folder, List.of());
        w.settings.setTool("denoise");
        w.start(stage);
        Path photo = w.noisy("photo.png", 96, 64);
        Label icon = new Label("photo.png");
        icon.setId("icon");
        icon.setOnDragDetected(e -> {
            ClipboardContent content = new ClipboardContent();
            content.putFiles(List.of(photo.toFile()));
            icon.startDragAndDrop(TransferMode.COPY).setContent(content);
            e.consume();
        });
        desktop = new Stage();
        desktop.setScene(new Scene(new StackPane(icon), 120, 60));
        desktop.setX(1450);
        desktop.setY(900);
        desktop.setAlwaysOnTop(true);
        desktop.show();
    }

    @Stop
    void stop() {
        desktop.close();
        w.stop();
    }

    @Test
    void aFrameLiesOverTheWindowWhileFilesAreDraggedOverIt(FxRobot robot) throws Exception {
        Node frame = robot.lookup("#drop-frame").query();
        assertFalse(frame.isVisible());
        robot.drag("#icon").moveTo("#empty").moveBy(20, 10);
        await(frame::isVisible);
        TestWindow.shot(robot, frame.getScene(), "drop-frame");
        robot.drop();
        await(() -> TestWindow.frames(robot).size() == 1);
        assertFalse(frame.isVisible());
    }
}
