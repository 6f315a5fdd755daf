package studio.kintsugi.ui.colorize;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.PictureImage;

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
        return PictureImage.of(picture, (Math.max(picture.width(), picture.height()) - 1) / LONGEST + 1);
    }
}
