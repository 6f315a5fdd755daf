package studio.kintsugi.viewport;

/** How much care is taken over a frame. */
public enum Quality {
    /** While the view moves: frames at half the resolution. */
    MOTION(0.5, 64),
    /** As soon as it rests. */
    REST(1, 96);

    private final double resolution;
    private final int samples;

    Quality(double resolution, int samples) {
        this.resolution = resolution;
        this.samples = samples;
    }

    /** Of a frame's side, given that of its place on the screen. */
    public int pixels(double place) {
        return (int) Math.round(place * resolution);
    }

    /** Along the diameter of the volume. */
    public int samples() {
        return samples;
    }
}
