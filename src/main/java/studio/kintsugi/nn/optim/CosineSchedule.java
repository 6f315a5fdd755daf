package studio.kintsugi.nn.optim;

/** Learning rate that falls from its start to a thousandth of it along half a cosine. */
public record CosineSchedule(double start) {
    private static final double FLOOR = 1e-3;

    /** Rate when {@code fraction} (0–1) of the run is over. */
    public double at(double fraction) {
        double f = Math.clamp(fraction, 0, 1);
        return start * (FLOOR + (1 - FLOOR) * 0.5 * (1 + Math.cos(Math.PI * f)));
    }
}
