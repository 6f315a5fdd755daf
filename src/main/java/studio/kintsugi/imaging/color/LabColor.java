package studio.kintsugi.imaging.color;

/** From CIE L*a*b* under D50 to sRGB, white to white (CIE 15; IEC 61966-2-1 with primaries adapted by Bradford). */
public final class LabColor {
    private static final double[] D50 = {0.96422, 1, 0.82521};
    private static final double[][] TO_LINEAR = {
        {3.1338561, -1.6168667, -0.4906146}, {-0.9787684, 1.9161415, 0.0334540}, {0.0719453, -0.2289914, 1.4052427}};
    private static final double KNEE = 6.0 / 29;

    private LabColor() {}

    /**
     * Replaces L* (0–100), a* and b* by red, green and blue, 0–1; what lies outside of sRGB becomes the nearest value
     * of each.
     */
    public static void toSrgb(float[] l, float[] a, float[] b) {
        double[] xyz = new double[3];
        for (int i = 0; i < l.length; i++) {
            double y = (l[i] + 16) / 116;
            xyz[0] = D50[0] * light(y + a[i] / 500);
            xyz[1] = D50[1] * light(y);
            xyz[2] = D50[2] * light(y - b[i] / 200);
            l[i] = encoded(TO_LINEAR[0], xyz);
            a[i] = encoded(TO_LINEAR[1], xyz);
            b[i] = encoded(TO_LINEAR[2], xyz);
        }
    }

    private static double light(double t) {
        return t > KNEE ? t * t * t : 3 * KNEE * KNEE * (t - 4.0 / 29);
    }

    private static float encoded(double[] row, double[] xyz) {
        double v = row[0] * xyz[0] + row[1] * xyz[1] + row[2] * xyz[2];
        return (float) Math.clamp(v <= 0.0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - 0.055, 0, 1);
    }
}
