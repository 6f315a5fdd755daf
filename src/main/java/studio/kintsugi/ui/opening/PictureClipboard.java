package studio.kintsugi.ui.opening;

import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.ui.common.PictureImage;

/** Pictures on the system's clipboard, as other programs read and write them: 8 bits, sRGB. */
final class PictureClipboard {
    private PictureClipboard() {}

    /** A picture as the clipboard takes it. Slow where it is large: not for the JavaFX thread. */
    static Image image(Picture picture) {
        return PictureImage.of(picture, 1);
    }

    static void put(Image image) {
        ClipboardContent content = new ClipboardContent();
        content.putImage(image);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** What an image shows; translucent places are laid on white. Slow as well. */
    static Picture picture(Image image) {
        int w = (int) image.getWidth();
        int h = (int) image.getHeight();
        int[] argb = new int[w * h];
        image.getPixelReader().getPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), argb, 0, w);
        float[][] planes = new float[Picture.CHANNELS][w * h];
        for (int i = 0; i < argb.length; i++) {
            float alpha = (argb[i] >>> 24) / 255f;
            for (int c = 0; c < Picture.CHANNELS; c++) {
                planes[c][i] = 1 - alpha + alpha * (argb[i] >> 16 - 8 * c & 255) / 255f;
            }
        }
        return Picture.of(w, h, planes);
    }
}
