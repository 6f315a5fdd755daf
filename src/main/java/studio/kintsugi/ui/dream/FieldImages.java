package studio.kintsugi.ui.dream;

import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.color.DisplayColor;
import studio.kintsugi.service.dream.DreamService;

/** Renders fields as images for the screen. For any thread. */
final class FieldImages {
    private FieldImages() {}

    /**
     * A square view with a transparent background.
     *
     * @param side in pixels
     */
    static Image of(VoxelField field, int side) {
        Picture still = DreamService.still(field, side);
        int[] argb = new int[side * side];
        DisplayColor.argb(still, still.bounds(), 1, argb, side);
        WritableImage image = new WritableImage(side, side);
        image.getPixelWriter().setPixels(0, 0, side, side, PixelFormat.getIntArgbInstance(), argb, 0, side);
        return image;
    }
}
