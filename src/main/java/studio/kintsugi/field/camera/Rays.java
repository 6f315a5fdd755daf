package studio.kintsugi.field.camera;

/**
 * Rays of a pinhole camera from one point through the pixels of a picture.
 *
 * @param focal length in pixels
 * @param cx column of the optical axis, pixels
 * @param cy row of the optical axis, pixels
 * @param right unit vector, as are {@code up} and {@code back}
 * @param position of the camera
 */
public record Rays(double focal, double cx, double cy, double[] right, double[] up, double[] back, double[] position) {
    /** The common origin of all rays: (3). */
    public float[] origin() {
        return new float[] {(float) position[0], (float) position[1], (float) position[2]};
    }

    /** Writes the direction of a pixel's ray, of length 1. */
    public void direction(int x, int y, float[] out) {
        double u = (x + 0.5 - cx) / focal;
        double v = -(y + 0.5 - cy) / focal;
        double length = Math.sqrt(u * u + v * v + 1);
        for (int a = 0; a < 3; a++) {
            out[a] = (float) ((u * right[a] + v * up[a] - back[a]) / length);
        }
    }
}
