package studio.kintsugi.ui.common;

import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.color.DisplayColor;

/** Pictures as images for the screen. Slow on a large picture; on any thread. */
public final class PictureImage {
    private PictureImage() {}

    /**
     * An image of a picture, at its size or averaged down.
     *
     * @param step picture pixels from one pixel of the image to the next, at least 1
     */
    public static WritableImage of(Picture picture, int step) {
        int w = (picture.width() - 1) / step + 1;
        int h = (picture.height() - 1) / step + 1;
        int[] argb = new int[w * h];
        DisplayColor.argb(picture, picture.bounds(), step, argb, w);
        WritableImage image = new WritableImage(w, h);
        image.getPixelWriter().setPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), argb, 0, w);
        return image;
    }

    /**
     * An image for a frame of a size, with at most twice its pixels along a side, for high-density screens.
     *
     * @param width of the frame, screen pixels
     * @param height of the frame, screen pixels
     */
    public static WritableImage within(Picture picture, double width, double height) {
        return of(picture, (int) Math.max(1, Math.max(picture.height() / (2 * height), picture.width() / (2 * width))));
    }
}
