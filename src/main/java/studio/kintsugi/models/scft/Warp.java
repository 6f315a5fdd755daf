package studio.kintsugi.models.scft;

/**
 * Pictures sampled at places in between.
 *
 * <p>Training does not use it. It is there so that tests can compare a picture warped by {@link ThinPlateSpline} with a
 * reference that was sampled by the same bicubic convolution.
 */
public final class Warp {
    private static final double A = -0.75;

    private Warp() {}

    /**
     * One value of a plane by bicubic convolution with a = −0.75, not clamped.
     *
     * @param plane row by row
     * @param x column, where 0 is the middle of the first pixel
     * @param y row, likewise
     * @param outside what lies beyond the edges
     */
    public static double cubic(float[] plane, int width, int height, double x, double y, double outside) {
        int left = (int) Math.floor(x) - 1;
        int top = (int) Math.floor(y) - 1;
        double sum = 0;
        for (int v = top; v < top + 4; v++) {
            double row = 0;
            for (int u = left; u < left + 4; u++) {
                boolean inside = u >= 0 && u < width && v >= 0 && v < height;
                row += weight(x - u) * (inside ? plane[v * width + u] : outside);
            }
            sum += weight(y - v) * row;
        }
        return sum;
    }

    private static double weight(double x) {
        double t = Math.abs(x);
        if (t <= 1) {
            return ((A + 2) * t - (A + 3)) * t * t + 1;
        }
        return t < 2 ? ((A * t - 5 * A) * t + 8 * A) * t - 4 * A : 0;
    }
}
