package studio.kintsugi.ui.compare;

import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.color.DisplayColor;

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
     * @param veil what of it shows; null for all
     */
    static FinishedPart of(Region region, Picture pixels, int step, Veil veil) {
        int w = (region.width() - 1) / step + 1;
        int h = (region.height() - 1) / step + 1;
        int[] argb = new int[w * h];
        DisplayColor.argb(pixels, pixels.bounds(), step, argb, w);
        if (veil != null) {
            argb = veil.over(argb, new PictureSize(w, h), region.x(), region.y(), step);
        }
        WritableImage image = new WritableImage(w, h);
        image.getPixelWriter().setPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), argb, 0, w);
        return new FinishedPart(region, image);
    }
}
