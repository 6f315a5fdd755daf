package studio.kintsugi.ui.colorize;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.color.DisplayColor;
import studio.kintsugi.ui.common.BackgroundTasks;

/** Converts pictures to images for the screen, in the background and once each. For the JavaFX thread. */
final class ScreenImages {
    /** Larger pictures are reduced to this longest side, in pixels. */
    private static final int LONGEST = 2048;

    private final BackgroundTasks tasks;
    private final Consumer<String> failed;
    private final Map<Picture, Image> made = new WeakHashMap<>();

    ScreenImages(BackgroundTasks tasks, Consumer<String> failed) {
        this.tasks = tasks;
        this.failed = failed;
    }

    /** Passes on a picture's image, at once where it is cached. */
    void of(Picture picture, Consumer<Image> then) {
        Image known = made.get(picture);
        if (known != null) {
            then.accept(known);
            return;
        }
        tasks.run(() -> image(picture), image -> {
            made.put(picture, image);
            then.accept(image);
        }, failed);
    }

    private static Image image(Picture picture) {
        int step = (Math.max(picture.width(), picture.height()) - 1) / LONGEST + 1;
        int w = (picture.width() - 1) / step + 1;
        int h = (picture.height() - 1) / step + 1;
        int[] argb = new int[w * h];
        DisplayColor.argb(picture, picture.bounds(), step, argb, w);
        WritableImage image = new WritableImage(w, h);
        image.getPixelWriter().setPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), argb, 0, w);
        return image;
    }
}
