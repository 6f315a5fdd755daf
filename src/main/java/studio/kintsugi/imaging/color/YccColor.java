package studio.kintsugi.imaging.color;

/** From luma and two differences of colour to RGB, with the weights of ITU-R BT.601 (IEC 61966-2-1, amendment 1). */
public final class YccColor {
    private YccColor() {}

    /**
     * Replaces luma and the differences from blue and red by red, green and blue, 0–1.
     *
     * @param planes three of them, 0–1
     * @param bits of a stored sample, whose middle value means no difference
     */
    public static void toRgb(float[][] planes, int bits) {
        float middle = (1L << bits - 1) / (float) ((1L << bits) - 1);
        for (int i = 0; i < planes[0].length; i++) {
            float y = planes[0][i];
            float cb = planes[1][i] - middle;
            float cr = planes[2][i] - middle;
            planes[0][i] = Math.clamp(y + 1.402f * cr, 0, 1);
            planes[1][i] = Math.clamp(y - 0.344136f * cb - 0.714136f * cr, 0, 1);
            planes[2][i] = Math.clamp(y + 1.772f * cb, 0, 1);
        }
    }
}
