package studio.kintsugi.viewport;

/** Resolution and sampling density of a frame. */
public enum Quality {
    /** While the view moves: frames at half the resolution. */
    MOTION(0.5, 64),
    /** Once the view rests: full resolution. */
    REST(1, 96);

    private static final int USUAL_SIDE = 80;

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

    /** Samples along the diameter of the volume, of a grid as dreams have it. */
    public int samples() {
        return samples;
    }

    /**
     * The same of a finer grid: with fewer samples than it has corners, edges fray.
     *
     * @param side corners of the grid along a side
     */
    public int samples(int side) {
        return Math.max(samples, samples * side / USUAL_SIDE);
    }
}
