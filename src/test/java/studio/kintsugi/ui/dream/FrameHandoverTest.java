package studio.kintsugi.ui.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class FrameHandoverTest {
    @Start
    void start(Stage stage) {}

    @Test
    void theNewestFrameIsShownInThePictureOfItsSize(FxRobot robot) {
        robot.interact(() -> {
            FrameHandover frames = new FrameHandover();
            ImageView view = new ImageView();
            frames.show(view);
            assertNull(view.getImage(), "there is none yet");
            frames.put(frame(1, 4, 3), 4, 3);
            frames.put(frame(2, 4, 3), 4, 3);
            frames.show(view);
            Image first = view.getImage();
            assertEquals(0xff020202, first.getPixelReader().getArgb(3, 2));
            frames.put(frame(3, 4, 3), 4, 3);
            frames.show(view);
            frames.show(view);
            assertSame(first, view.getImage());
            assertEquals(0xff030303, first.getPixelReader().getArgb(3, 2));
            frames.put(frame(4, 2, 2), 2, 2);
            frames.show(view);
            assertNotSame(first, view.getImage());
            assertEquals(0xff040404, view.getImage().getPixelReader().getArgb(1, 1));
            assertEquals(2, view.getImage().getWidth());
        });
    }

    private static ByteBuffer frame(int value, int w, int h) {
        ByteBuffer out = ByteBuffer.allocateDirect(4 * w * h);
        for (int i = 0; i < w * h; i++) {
            out.putInt(value << 24 | value << 16 | value << 8 | 0xff);
        }
        return out.flip();
    }
}
