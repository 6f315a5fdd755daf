package studio.kintsugi.ui.picture;

import javafx.scene.image.WritableImage;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.ui.common.PictureImage;

/**
 * A part of an unfinished result, at the resolution the screen needed when it arrived.
 *
 * @param region where it lies in the result
 * @param image its pixels
 */
public record FinishedPart(Region region, WritableImage image) {
    /**
     * Makes the image; fast.
     *
     * @param step picture pixels from one pixel of the image to the next
     */
    static FinishedPart of(Region region, Picture pixels, int step) {
        return new FinishedPart(region, PictureImage.of(pixels, step));
    }
}
