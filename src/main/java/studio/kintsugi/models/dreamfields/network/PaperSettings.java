package studio.kintsugi.models.dreamfields.network;

/**
 * How the paper's network is dreamt.
 *
 * @param seed of all chance
 * @param steps of the whole dream; {@link PaperSchedule} is stretched or shortened to it
 * @param views rendered a step, each cropped and put before a background of its own
 * @param width of a rendering in pixels
 * @param crop side of the square of it that is enlarged for the guidance
 * @param samples along a ray
 * @param backgrounds whether pictures stand before changing backgrounds (section 3.4), or before white
 * @param transparent whether a loss asks for empty space (section 3.2)
 */
public record PaperSettings(long seed, int steps, int views, int width, int crop, int samples, boolean backgrounds,
        boolean transparent) {
    /** Of the official code. */
    public static final int OFFICIAL_STEPS = 10_000;

    /** The official code's: renderings of 168 pixels, squares of 154, 192 samples, a view for each of eight devices. */
    public static PaperSettings official(long seed, int steps) {
        return new PaperSettings(seed, steps, 8, 168, 154, 192, true, true);
    }

    /** Small pictures and few samples: seconds a step on a processor. */
    public static PaperSettings small(long seed, int steps) {
        return new PaperSettings(seed, steps, 2, 36, 33, 32, true, true);
    }

    /** The same without some parts of the method. */
    public PaperSettings with(boolean changingBackgrounds, boolean emptySpace) {
        return new PaperSettings(seed, steps, views, width, crop, samples, changingBackgrounds, emptySpace);
    }
}
