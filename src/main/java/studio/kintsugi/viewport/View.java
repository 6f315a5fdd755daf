package studio.kintsugi.viewport;

import studio.kintsugi.field.camera.Camera;

/**
 * Camera, background and quality of one frame of a volume.
 *
 * @param azimuth radians round the y axis; at 0 the camera is on the z axis
 * @param elevation radians above the horizon
 * @param distance of the camera from the origin, more than 1
 * @param zoom share of the frame's shorter side that the unit sphere fills
 * @param panX shift to the right as a share of half the shorter side
 * @param panY shift downwards, likewise
 * @param background what shows where the volume is empty
 * @param shaded whether surfaces are lit softly from above, as in stills
 * @param crop half the edge of the cube round the origin beyond which nothing is shown; infinite for all
 * @param samples along the diameter of the volume
 */
public record View(double azimuth, double elevation, double distance, double zoom, double panX, double panY,
        Background background, boolean shaded, double crop, int samples) {
    private static final double HIGHEST = Math.toRadians(89);
    /** Limits of the camera's distance from the origin. */
    public static final double NEAREST = 1.3;
    public static final double FARTHEST = 12;

    /**
     * Colour behind the volume, not multiplied by its opacity, 0–1.
     *
     * @param ground whether lit things stand on ground in its place, as in stills
     */
    public record Background(float red, float green, float blue, float alpha, boolean ground) {
        public static final Background NONE = new Background(0, 0, 0, 0);
        public static final Background GROUND = new Background(0, 0, 0, 0, true);

        public Background(float red, float green, float blue, float alpha) {
            this(red, green, blue, alpha, false);
        }
    }

    /** From the front and a little above. */
    public static final View START = new View(0.5, 0.35, 3.5, 0.9, 0, 0, Background.NONE, false,
            Double.POSITIVE_INFINITY, 192);
    /** The same, lit and on ground. */
    public static final View LIT = START.withShading(true).withBackground(Background.GROUND);

    /** Whether there is ground, with a shadow on it. */
    public boolean isOnGround() {
        return shaded && background.ground;
    }

    /** The camera of a square picture that shows the same. */
    public Camera camera() {
        return new Camera(azimuth, elevation, distance, zoom, panX, panY);
    }

    /** With the camera of the start; background and other settings stay. */
    public View framed() {
        return new View(START.azimuth, START.elevation, distance, START.zoom, 0, 0, background, shaded, crop, samples);
    }

    /** With the camera orbited by angles in radians. */
    public View orbited(double right, double up) {
        return new View(azimuth + right, Math.clamp(elevation + up, -HIGHEST, HIGHEST), distance, zoom, panX, panY,
                background, shaded, crop, samples);
    }

    /** Shifted by shares of half the shorter side. */
    public View panned(double right, double down) {
        return new View(azimuth, elevation, distance, zoom, panX + right, panY + down, background, shaded, crop,
                samples);
    }

    /** Enlarged, about the middle. */
    public View zoomed(double factor) {
        return new View(azimuth, elevation, distance, Math.clamp(zoom * factor, 0.1, 20), panX, panY, background,
                shaded, crop, samples);
    }

    /** With the camera nearer or farther and the same size on screen: more or less perspective (dolly zoom). */
    public View withDistance(double other) {
        return new View(azimuth, elevation, Math.clamp(other, NEAREST, FARTHEST), zoom, panX, panY, background, shaded,
                crop, samples);
    }

    public View withBackground(Background other) {
        return new View(azimuth, elevation, distance, zoom, panX, panY, other, shaded, crop, samples);
    }

    public View withShading(boolean on) {
        return new View(azimuth, elevation, distance, zoom, panX, panY, background, on, crop, samples);
    }

    public View withCrop(double halfEdge) {
        return new View(azimuth, elevation, distance, zoom, panX, panY, background, shaded, halfEdge, samples);
    }

    public View withSamples(int other) {
        return new View(azimuth, elevation, distance, zoom, panX, panY, background, shaded, crop, other);
    }
}
