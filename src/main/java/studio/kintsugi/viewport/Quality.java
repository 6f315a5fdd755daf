package studio.kintsugi.viewport;

/** Resolution and sampling density of a frame. */
public enum Quality {
    /** While the view moves: frames at half the resolution. */
    MOTION(0.5, 64),
    /** Once the view rests: full resolution. */
    REST(1, 96);

    private final double resolution;
    private final int samples;

    Quality(double resolution, int samples) {
        this.resolution = resolution;
        this.samples = samples;
    }

    /** Pixels along a side of the frame, given those of its area on the screen. */
    public int pixels(double place) {
        return (int) Math.round(place * resolution);
    }

    /** Samples along the diameter of the volume. */
    public int samples() {
        return samples;
    }
}
