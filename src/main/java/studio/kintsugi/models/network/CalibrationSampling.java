package studio.kintsugi.models.network;

/**
 * Which pieces of a large picture stand for the whole where a network is calibrated.
 *
 * @param side of a piece, pixels
 * @param perSide pieces along either side of the picture, where they are spread evenly; their number is its square
 * @param detailed whether they are taken from where there is most to see instead of evenly
 */
public record CalibrationSampling(int side, int perSide, boolean detailed) {
    /** Enough for statistics of tones. */
    public static final CalibrationSampling EVEN = new CalibrationSampling(160, 3, false);

    /** Number of pieces. */
    public int count() {
        return perSide * perSide;
    }

    /** Pixels of all of them. */
    public long area() {
        return (long) count() * side * side;
    }
}
