package studio.kintsugi.ui.dream;

import java.nio.ByteBuffer;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * Passes frames from the drawing thread to the JavaFX thread; a frame that was not shown yet is replaced by the next.
 * Double-buffered; the buffers are reused while frames keep their size.
 */
final class FrameHandover {
    private ByteBuffer waiting = ByteBuffer.allocateDirect(0);
    private int width;
    private int height;
    private boolean isNew;
    private PixelBuffer<ByteBuffer> shown;

    /**
     * Offers a frame to be shown; from any thread.
     *
     * @param drawn blue, green, red, alpha of each pixel, colours multiplied by alpha; may be overwritten afterwards
     */
    synchronized void put(ByteBuffer drawn, int w, int h) {
        if (waiting.capacity() < drawn.remaining()) {
            waiting = ByteBuffer.allocateDirect(drawn.remaining());
        }
        waiting.clear().put(drawn).flip();
        width = w;
        height = h;
        isNew = true;
    }

    /**
     * Shows the newest frame, on the thread of the window; a view gets another picture only for another size, and
     * whole.
     */
    synchronized void show(ImageView view) {
        if (!isNew) {
            return;
        }
        isNew = false;
        if (shown == null || shown.getWidth() != width || shown.getHeight() != height) {
            ByteBuffer pixels = ByteBuffer.allocateDirect(4 * width * height).put(waiting).flip();
            shown = new PixelBuffer<>(width, height, pixels, PixelFormat.getByteBgraPreInstance());
            view.setImage(new WritableImage(shown));
        } else {
            shown.updateBuffer(b -> {
                b.getBuffer().clear().put(waiting).flip();
                return null;
            });
        }
    }
}
