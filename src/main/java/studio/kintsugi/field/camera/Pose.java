package studio.kintsugi.field.camera;

/**
 * A camera with a pose of its own, as data sets of calibrated pictures state it.
 *
 * @param right unit vector to the right of the picture
 * @param up unit vector
 * @param back unit vector against the direction of view
 * @param position of the camera
 * @param focal length in sides of the picture
 */
public record Pose(double[] right, double[] up, double[] back, double[] position, double focal) implements Viewpoint {
    @Override
    public Rays rays(int side) {
        return new Rays(focal * side, side / 2.0, side / 2.0, right, up, back, position);
    }
}
