package studio.kintsugi.service.colorize;

import java.util.Arrays;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.processing.Resample;

/**
 * Makes paper white and lines dark. Drawings from a computer have one white; a sheet that was photographed or scanned
 * is darker in one corner than in another, and its pencil is grey.
 */
final class PaperTone {
    /** The share of the pixels that are darker than paper in the paper's own grain. */
    private static final double LIGHTEST = 0.9;
    private static final float LEAST_PAPER = 0.2f;
    /** Where so many pixels are within a hundredth or so of the lightest, paper has one tone. */
    private static final double EVEN = 0.4;
    private static final float NEARLY = 0.985f;
    /** Places along the longer side whose paper is looked at for itself. */
    private static final int PLACES = 20;
    /** Of a place's pixels, those that are darker than its paper, lines among them. */
    private static final double LOCAL = 0.75;
    /** What is darker than this share of the lightest paper is painted, not shaded. */
    private static final float DEEPEST_SHADE = 0.45f;
    /** The darkest pixels, which are of lines where there are any. */
    private static final double DARKEST = 0.02;
    /** Darkness, 0–1, that they are to have at least, */
    private static final float INK = 0.75f;
    /** if they have that of a pencil. */
    private static final float PENCIL = 0.15f;
    /** Times that darkness grows at most. */
    private static final float MOST_GAIN = 3;

    /** What is lighter than this on an uneven sheet is white. */
    private static final float GRAIN = 0.93f;

    private PaperTone() {}

    /**
     * @param luma row by row, 0–1, ink on paper
     * @return the same with white paper, 0–1
     */
    static float[] whitened(float[] luma, int width, int height) {
        float lightest = Math.max(LEAST_PAPER, quantile(luma, LIGHTEST));
        float[] paper = isEven(luma, lightest) ? null : local(luma, width, height, lightest);
        float[] out = new float[luma.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.clamp(luma[i] / (paper == null ? lightest : paper[i]), 0f, 1f);
        }
        return paper == null ? out : withoutGrain(darkened(out));
    }

    private static boolean isEven(float[] luma, float lightest) {
        int count = 0;
        for (float v : luma) {
            count += v >= NEARLY * lightest ? 1 : 0;
        }
        return count >= EVEN * luma.length;
    }

    /** The paper's tone everywhere, from a grid of places, as smooth as a shadow. */
    private static float[] local(float[] luma, int width, int height, float lightest) {
        int side = Math.max(1, Math.ceilDiv(Math.max(width, height), PLACES));
        int columns = Math.ceilDiv(width, side);
        int rows = Math.ceilDiv(height, side);
        float[] tones = new float[columns * rows];
        for (int i = 0; i < tones.length; i++) {
            int left = i % columns * side;
            int top = i / columns * side;
            tones[i] = Math.max(DEEPEST_SHADE * lightest,
                    quantile(part(luma, width, left, top, Math.min(side, width - left), Math.min(side, height - top)),
                            LOCAL));
        }
        float[] smooth = lighterNeighbors(tones, columns, rows);
        return Resample.bicubic(Picture.of(columns, rows, new float[][] {smooth, smooth, smooth}), width, height)
                .plane(0);
    }

    private static float[] part(float[] values, int width, int left, int top, int w, int h) {
        float[] out = new float[w * h];
        for (int y = 0; y < h; y++) {
            System.arraycopy(values, (top + y) * width + left, out, y * w, w);
        }
        return out;
    }

    /** Where a place is full of ink those round it know the paper: the median of the lighter half. */
    private static float[] lighterNeighbors(float[] tones, int columns, int rows) {
        float[] out = new float[tones.length];
        for (int i = 0; i < out.length; i++) {
            float[] near = new float[9];
            int n = 0;
            for (int y = Math.max(0, i / columns - 1); y <= Math.min(rows - 1, i / columns + 1); y++) {
                for (int x = Math.max(0, i % columns - 1); x <= Math.min(columns - 1, i % columns + 1); x++) {
                    near[n++] = tones[y * columns + x];
                }
            }
            Arrays.sort(near, 0, n);
            out[i] = near[n * 3 / 4];
        }
        return out;
    }

    private static float[] darkened(float[] paper) {
        float darkness = 1 - quantile(paper, DARKEST);
        if (darkness < PENCIL || darkness >= INK) {
            return paper;
        }
        float gain = Math.min(MOST_GAIN, INK / darkness);
        float[] out = new float[paper.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.max(0, 1 - gain * (1 - paper[i]));
        }
        return out;
    }

    private static float[] withoutGrain(float[] paper) {
        float[] out = new float[paper.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.min(1, paper[i] / GRAIN);
        }
        return out;
    }

    /** The value that a share of all stay below. */
    private static float quantile(float[] values, double share) {
        int[] histogram = new int[256];
        for (float v : values) {
            histogram[Math.clamp((int) (v * 255), 0, 255)]++;
        }
        long below = 0;
        for (int i = 0; i < histogram.length; i++) {
            below += histogram[i];
            if (below >= share * values.length) {
                return i / 255f;
            }
        }
        return 1;
    }
}
