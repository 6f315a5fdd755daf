package studio.kintsugi.ui.strip;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.image.Image;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.ui.common.PictureImage;
import studio.kintsugi.ui.picture.Document;

/** Small images of the open pictures, each made once, in the background. For the JavaFX thread. */
final class Thumbnails {
    private final Executor background;
    private final double width;
    private final double height;
    private final Map<Document, ReadOnlyObjectWrapper<Image>> images = new WeakHashMap<>();

    /**
     * @param width of the frame they are shown in, screen pixels
     * @param height of the frame they are shown in, screen pixels
     */
    Thumbnails(Executor background, double width, double height) {
        this.background = background;
        this.width = width;
        this.height = height;
    }

    /** The image of a picture; empty while it is being made. */
    ReadOnlyObjectProperty<Image> of(Document document) {
        return images.computeIfAbsent(document, this::begin).getReadOnlyProperty();
    }

    private ReadOnlyObjectWrapper<Image> begin(Document document) {
        ReadOnlyObjectWrapper<Image> image = new ReadOnlyObjectWrapper<>();
        Picture picture = document.opened();
        background.execute(() -> {
            Image made = PictureImage.within(picture, width, height);
            Platform.runLater(() -> image.set(made));
        });
        return image;
    }
}
