package studio.kintsugi.field.camera;

/**
 * A camera on an orbit: it looks at the origin from a distance.
 *
 * @param azimuth radians round the y axis; at 0 the camera is on the z axis
 * @param elevation radians above the horizon
 * @param distance from the origin
 * @param zoom share of the picture's side that the unit sphere fills
 * @param dx shift of the picture to the right as a share of half the side
 * @param dy shift downwards
 */
public record Camera(double azimuth, double elevation, double distance, double zoom, double dx, double dy)
        implements Viewpoint {
    /** A centred view at the default distance and zoom. */
    public static Camera at(double azimuth, double elevation) {
        return new Camera(azimuth, elevation, 3.5, 0.9, 0, 0);
    }

    /** Moved round the y axis by an angle in radians. */
    public Camera turned(double by) {
        return new Camera(azimuth + by, elevation, distance, zoom, dx, dy);
    }

    @Override
    public Rays rays(int side) {
        double ca = Math.cos(azimuth);
        double sa = Math.sin(azimuth);
        double ce = Math.cos(elevation);
        double se = Math.sin(elevation);
        double focal = zoom * side / 2 * Math.sqrt(distance * distance - 1);
        return new Rays(focal, side / 2.0 * (1 + dx), side / 2.0 * (1 + dy), new double[] {ca, 0, -sa},
                new double[] {-se * sa, ce, -se * ca}, new double[] {ce * sa, se, ce * ca},
                new double[] {distance * ce * sa, distance * se, distance * ce * ca});
    }
}
