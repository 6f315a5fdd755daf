package studio.kintsugi.models.dreamfields.network;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * The official code's camera: looks at the origin of a world with z upwards, with the field of view of NeRF's synthetic
 * scenes.
 *
 * <p>Dreams use the renderer's own camera. This one is the reference: tests compare its rays with the official code's.
 *
 * @param azimuth degrees round the z axis
 * @param elevation degrees, negative above the horizon: −30 in the paper
 * @param distance from the origin: 4 in the paper
 * @param enlargement of the focal length, 1 for NeRF's own: 1.2 in the paper
 */
public record PaperCamera(double azimuth, double elevation, double distance, double enlargement) {
    private static final double FOCAL = 1111.1111 / 800;

    /** From the camera to the world, (4, 4) by rows: right, up, back, position. */
    public double[] pose() {
        double sa = Math.sin(Math.toRadians(azimuth));
        double ca = Math.cos(Math.toRadians(azimuth));
        double se = Math.sin(Math.toRadians(elevation));
        double ce = Math.cos(Math.toRadians(elevation));
        return new double[] {ca, -sa * se, -sa * ce, -distance * sa * ce, -sa, -ca * se, -ca * ce, -distance * ca * ce,
            0, ce, -se, -distance * se, 0, 0, 0, 1};
    }

    /** Cones through the middles of a square picture's pixels, row by row. */
    public ConicalFrustums cones(NDManager manager, int side) {
        double[] pose = pose();
        double focal = FOCAL * side * enlargement;
        int rays = side * side;
        float[] origins = new float[3 * rays];
        float[] directions = new float[3 * rays];
        for (int i = 0; i < rays; i++) {
            double u = (i % side + 0.5 - side / 2.0) / focal;
            double v = -(i / side + 0.5 - side / 2.0) / focal;
            for (int a = 0; a < 3; a++) {
                origins[3 * i + a] = (float) pose[4 * a + 3];
                directions[3 * i + a] = (float) (u * pose[4 * a] + v * pose[4 * a + 1] - pose[4 * a + 2]);
            }
        }
        return new ConicalFrustums(manager.create(origins, new Shape(rays, 3)),
                manager.create(directions, new Shape(rays, 3)),
                manager.full(new Shape(rays, 1), (float) (1 / Math.sqrt(12) / focal)));
    }
}
