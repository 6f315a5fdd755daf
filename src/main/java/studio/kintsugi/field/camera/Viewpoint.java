package studio.kintsugi.field.camera;

/** A camera that takes square pictures. */
public sealed interface Viewpoint permits Camera, Pose {
    /**
     * Rays through the centres of the pixels.
     *
     * @param side of the picture in pixels
     */
    Rays rays(int side);
}
