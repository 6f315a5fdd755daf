package studio.kintsugi.models.shape.look;

/**
 * How a thing or a part of it looks.
 *
 * @param rgb its colour, or {@link #OWN}
 * @param second colour of its marks, or {@link #OWN} for white
 * @param material what it is made of or marked with
 * @param whole whether all parts look so, as with what a thing is made of; else its main part does
 */
public record Look(int rgb, int second, Material material, boolean whole) {
    /** In place of a colour: the one that the thing has by nature. */
    public static final int OWN = -1;
    /** As things are by nature. */
    public static final Look NATURAL = new Look(OWN, OWN, Material.PLAIN, false);

    /** How much of its own colour another part keeps that is made of the same as the thing. */
    private static final float KEPT = 0.35f;

    /**
     * The colour at a place.
     *
     * @param own 0xRRGGBB that the place has by nature
     * @param main whether it belongs to what the look is of
     * @return red, green, blue, 0–1
     */
    public float[] at(int own, boolean main, float x, float y, float z) {
        float[] out = channels(own);
        if (!main && !whole) {
            return out;
        }
        float kept = main ? 0 : KEPT;
        float[] wanted = rgb == OWN ? out.clone() : channels(rgb);
        float[] marks = second == OWN ? new float[] {1, 1, 1} : channels(second);
        float factor = material.factor(x, y, z);
        float share = material.white(x, y, z);
        for (int c = 0; c < 3; c++) {
            float surface = Math.clamp(wanted[c] * factor, 0, 1);
            out[c] = kept * out[c] + (1 - kept) * (surface + share * (marks[c] - surface));
        }
        return out;
    }

    private static float[] channels(int rgb) {
        return new float[] {(rgb >> 16 & 255) / 255f, (rgb >> 8 & 255) / 255f, (rgb & 255) / 255f};
    }
}
