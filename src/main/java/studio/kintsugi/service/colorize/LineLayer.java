package studio.kintsugi.service.colorize;

import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.processing.LineArt;
import studio.kintsugi.imaging.processing.Resample;

/**
 * The lines of a sketch, at its own size.
 *
 * @param width pixels
 * @param height pixels
 * @param lines row by row, 0–1, where 1 is paper
 */
record LineLayer(int width, int height, float[] lines) {
    /** Lines of photographs are drawn at this size and enlarged: those of a larger one would be of hairs and pores. */
    private static final int LINE_ART_SIDE = 768;
    private static final float DARK = 0.3f;
    private static final double MOSTLY = 0.6;
    /** What is lighter is no line. */
    private static final float FAINT = 0.9f;

    /**
     * Of any picture: chalk on a blackboard is turned into ink, and grey or uneven paper into white.
     *
     * @param lineArt whether lines are to be found in it first
     */
    static LineLayer of(Picture sketch, boolean lineArt) {
        int w = sketch.width();
        int h = sketch.height();
        if (lineArt) {
            double factor = Math.min(1, LINE_ART_SIDE / (double) Math.max(w, h));
            Picture small = factor == 1 ? sketch
                    : Resample.area(sketch, Math.max(1, (int) (w * factor)), Math.max(1, (int) (h * factor)));
            LineLayer drawn = new LineLayer(small.width(), small.height(), LineArt.DEFAULT.draw(small));
            return factor == 1 ? drawn : new LineLayer(w, h, Resample.bicubic(drawn.picture(), w, h).plane(0));
        }
        float[] luma = LineArt.luma(sketch);
        if (share(luma, DARK) > MOSTLY) {
            for (int i = 0; i < luma.length; i++) {
                luma[i] = 1 - luma[i];
            }
        }
        return new LineLayer(w, h, PaperTone.whitened(luma, w, h));
    }

    private static double share(float[] values, float below) {
        int count = 0;
        for (float v : values) {
            count += v < below ? 1 : 0;
        }
        return (double) count / values.length;
    }

    /** The lines averaged down, or stretched, to another size. */
    float[] at(int w, int h) {
        return w == width && h == height ? lines
                : (w < width ? Resample.area(picture(), w, h) : Resample.bicubic(picture(), w, h)).plane(0);
    }

    Picture picture() {
        return Picture.of(width, height, new float[][] {lines, lines, lines});
    }

    /** The share of the pixels that have no line on them. */
    double paper() {
        return 1 - share(lines, FAINT);
    }

    /** Whether there is nothing but paper. */
    boolean isBlank() {
        return paper() == 1;
    }
}
