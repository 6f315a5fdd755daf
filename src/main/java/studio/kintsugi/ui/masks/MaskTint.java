package studio.kintsugi.ui.masks;

import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.compare.PanZoom;
import studio.kintsugi.ui.compare.Veil;

/**
 * A mask as a tint over the picture, drawn at the resolution of the screen. One is made at a time, in the background,
 * and the newest that is wanted next; until it is there, the last one moves along with the picture.
 */
final class MaskTint {
    private static final int COLOR = 0xe5383b;
    private static final double STRENGTH = 0.5;

    private final BackgroundTasks tasks;
    private final Runnable arrived;
    private Optional<View> wanted = Optional.empty();
    private Optional<View> made = Optional.empty();
    private WritableImage image;
    private boolean busy;

    /** A mask, and what of it is seen. */
    private record View(Veil veil, PanZoom camera, PictureSize size) {}

    /**
     * @param arrived called when a newer tint can be drawn
     */
    MaskTint(BackgroundTasks tasks, Runnable arrived) {
        this.tasks = tasks;
        this.arrived = arrived;
    }

    /**
     * Has the tint made for a view.
     *
     * @param width of the screen part, pixels
     * @param height of it
     */
    void want(Veil veil, PanZoom camera, double width, double height) {
        wanted = Optional.of(new View(veil, camera, new PictureSize((int) Math.max(1, width),
                (int) Math.max(1, height))));
        next();
    }

    private void next() {
        if (busy || wanted.isEmpty() || wanted.equals(made)) {
            return;
        }
        View view = wanted.get();
        busy = true;
        tasks.run(() -> argb(view), argb -> {
            WritableImage drawn = new WritableImage(view.size().width(), view.size().height());
            drawn.getPixelWriter().setPixels(0, 0, view.size().width(), view.size().height(),
                    PixelFormat.getIntArgbInstance(), argb, 0, view.size().width());
            image = drawn;
            made = Optional.of(view);
            ready();
        }, sentence -> {
            made = Optional.of(view);
            ready();
        });
    }

    private void ready() {
        busy = false;
        arrived.run();
        next();
    }

    private static int[] argb(View view) {
        PanZoom camera = view.camera();
        float[] plane = view.veil().plane(view.size(), -camera.x() / camera.scale(), -camera.y() / camera.scale(),
                1 / camera.scale());
        int[] argb = new int[plane.length];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = (int) Math.round(255 * STRENGTH * plane[i]) << 24 | COLOR;
        }
        return argb;
    }

    /**
     * Draws the last tint where the picture is now.
     *
     * @param camera where the picture is
     */
    void draw(GraphicsContext g, PanZoom camera) {
        if (image != null && made.isPresent()) {
            PanZoom then = made.get().camera();
            double zoom = camera.scale() / then.scale();
            g.drawImage(image, camera.x() - then.x() * zoom, camera.y() - then.y() * zoom, image.getWidth() * zoom,
                    image.getHeight() * zoom);
        }
    }
}
