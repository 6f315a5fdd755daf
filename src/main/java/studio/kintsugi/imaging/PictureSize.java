package studio.kintsugi.imaging;

/**
 * The size of a picture as it will be shown, with its orientation applied.
 *
 * @param width pixels
 * @param height pixels
 */
public record PictureSize(int width, int height) {}
