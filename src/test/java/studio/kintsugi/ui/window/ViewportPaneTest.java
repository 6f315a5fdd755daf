package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.ui.dream.ViewportPane;

/** The viewport by itself, with a ball. */
@ExtendWith(ApplicationExtension.class)
class ViewportPaneTest {
    private Stage stage;
    private ViewportPane pane;

    @Start
    void start(Stage s) {
        stage = s;
        pane = new ViewportPane();
        pane.show(ball());
        stage.setScene(new Scene(pane, 300, 300));
        stage.show();
    }

    @Stop
    void stop() {
        pane.close();
    }

    private static VoxelField ball() {
        int n = 16;
        float[] raw = new float[4 * n * n * n];
        for (int i = 0; i < n * n * n; i++) {
            double x = i % n - 7.5;
            double y = i / n % n - 7.5;
            double z = i / (n * n) - 7.5;
            raw[4 * i] = x * x + y * y + z * z < 25 ? 4 : -9;
        }
        return VoxelField.of(raw);
    }

    private Image shown() {
        return ((ImageView) pane.getChildrenUnmodifiable().getFirst()).getImage();
    }

    private boolean isRest() {
        Image image = shown();
        return image != null && image.getWidth() == Math.round(pane.getWidth());
    }

    @Test
    void theBallIsNeverGoneWhileTheWindowIsResized(FxRobot robot) throws Exception {
        TestWindow.await(this::isRest);
        AtomicInteger frames = new AtomicInteger();
        AtomicInteger without = new AtomicInteger();
        AnimationTimer eye = new AnimationTimer() {
            @Override
            public void handle(long now) {
                Image image = shown();
                int middle = image.getPixelReader().getArgb((int) image.getWidth() / 2, (int) image.getHeight() / 2);
                without.addAndGet(middle >>> 24 < 250 ? 1 : 0);
                frames.incrementAndGet();
            }
        };
        robot.interact(eye::start);
        for (int i = 1; i <= 20; i++) {
            int by = i;
            robot.interact(() -> stage.setWidth(300 + 7 * by));
            robot.interact(() -> stage.setHeight(300 + 5 * by));
            int seen = frames.get();
            TestWindow.await(() -> frames.get() >= seen + 2);
        }
        TestWindow.await(this::isRest);
        robot.interact(eye::stop);
        assertTrue(frames.get() > 5, frames + " frames were looked at");
        assertEquals(0, without.get(), "frames without the ball");
    }
}
