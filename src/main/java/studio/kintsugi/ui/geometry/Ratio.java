package studio.kintsugi.ui.geometry;

/** What shape a frame is held to. */
enum Ratio {
    FREE(0, 0),
    ORIGINAL(0, 0),
    SQUARE(1, 1),
    THREE_TO_TWO(3, 2),
    FOUR_TO_THREE(4, 3),
    SIXTEEN_TO_NINE(16, 9);

    private final double longer;
    private final double shorter;

    Ratio(double longer, double shorter) {
        this.longer = longer;
        this.shorter = shorter;
    }

    /**
     * Width by height; 0 where any will do.
     *
     * @param original width by height of the picture
     * @param portrait whether the frame is to be higher than wide
     */
    double of(double original, boolean portrait) {
        if (this == FREE) {
            return 0;
        }
        double wide = this == ORIGINAL ? Math.max(original, 1 / original) : longer / shorter;
        return portrait ? 1 / wide : wide;
    }
}
