package studio.kintsugi.imaging.color;

/**
 * Colours by how they look (Ottosson, "A perceptual color space for image processing", 2020): lightness 0–1, from green
 * to red and from blue to yellow, about −0.4 to 0.4 each. Equal distances look about equally different; 0.02 can just
 * be seen.
 */
public final class OkLab {
    private OkLab() {}

    /**
     * @param red of sRGB, 0–1
     * @param green likewise
     * @param blue likewise
     * @return lightness, a and b
     */
    public static float[] of(float red, float green, float blue) {
        double r = linear(red);
        double g = linear(green);
        double b = linear(blue);
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return new float[] {(float) (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s),
            (float) (1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s),
            (float) (0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)};
    }

    private static double linear(double v) {
        double inside = Math.clamp(v, 0.0, 1.0);
        return inside <= 0.04045 ? inside / 12.92 : Math.pow((inside + 0.055) / 1.055, 2.4);
    }

    /** Squared distance of two colours as {@link #of} gives them. */
    public static float squaredDistance(float[] a, float[] b) {
        float l = a[0] - b[0];
        float x = a[1] - b[1];
        float y = a[2] - b[2];
        return l * l + x * x + y * y;
    }
}
