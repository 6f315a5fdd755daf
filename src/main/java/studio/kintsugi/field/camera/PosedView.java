package studio.kintsugi.field.camera;

/**
 * A picture and the camera it was taken with.
 *
 * @param side in pixels
 * @param rgba (4, side, side): colours multiplied by opacity, and opacity
 */
public record PosedView(Viewpoint viewpoint, int side, float[] rgba) {}
