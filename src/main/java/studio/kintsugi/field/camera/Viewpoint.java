package studio.kintsugi.field.camera;

/** Where a square picture is seen from. */
public sealed interface Viewpoint permits Camera, Pose {
    /**
     * Rays through the pixels' middles.
     *
     * @param side of the picture in pixels
     */
    Rays rays(int side);
}
