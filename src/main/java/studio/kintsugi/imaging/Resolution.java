package studio.kintsugi.imaging;

/**
 * How large pixels are meant to be on paper.
 *
 * @param x pixels per inch across, above 0
 * @param y pixels per inch down, above 0
 */
public record Resolution(double x, double y) {
    /** Metres in an inch. */
    public static final double INCH = 0.0254;

    public Resolution {
        if (!(x > 0 && y > 0 && Double.isFinite(x) && Double.isFinite(y))) {
            throw new IllegalArgumentException("impossible resolution " + x + "×" + y);
        }
    }

    /** The same for a picture that was turned by a quarter. */
    public Resolution turned() {
        return new Resolution(y, x);
    }
}
