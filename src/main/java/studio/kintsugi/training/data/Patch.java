package studio.kintsugi.training.data;

import java.util.Arrays;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.processing.Resample;
import studio.kintsugi.models.deconvolution.BlurKernel;

/**
 * A small picture in training: planes of float32, row by row, about 0–1. Degradations may write to the planes.
 *
 * @param width pixels
 * @param height pixels
 * @param planes red, green, blue, and further input channels
 * @param kernel point spread function that it was blurred with, or null where there is no single one
 */
public record Patch(int width, int height, float[][] planes, BlurKernel kernel) {
    public Patch(int width, int height, float[][] planes) {
        this(width, height, planes, null);
    }

    public static Patch blank(int width, int height) {
        return new Patch(width, height, new float[3][width * height]);
    }

    public Patch copy() {
        return new Patch(width, height, Arrays.stream(planes).map(float[]::clone).toArray(float[][]::new), kernel);
    }

    /** This patch, blurred with {@code by} as a whole. */
    public Patch blurred(BlurKernel by) {
        return new Patch(width, height, planes, by);
    }

    /** Resized bicubically, values in 0–1; loses what lies outside. */
    public Patch bicubic(int w, int h) {
        Picture resized = Resample.bicubic(Picture.of(width, height, planes), w, h);
        return new Patch(w, h, new float[][] {resized.plane(0), resized.plane(1), resized.plane(2)});
    }

    /** This patch with values as 8 bits have them. */
    public Patch rounded() {
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = Math.round(Math.clamp(plane[i], 0f, 1f) * 255) / 255f;
            }
        }
        return this;
    }

    /** The part without {@code margin} pixels on each side. */
    public Patch inner(int margin) {
        if (margin == 0) {
            return this;
        }
        int w = width - 2 * margin;
        int h = height - 2 * margin;
        Patch out = new Patch(w, h, new float[planes.length][w * h], kernel);
        for (int c = 0; c < planes.length; c++) {
            for (int y = 0; y < out.height; y++) {
                System.arraycopy(planes[c], (y + margin) * width + margin, out.planes[c], y * out.width, out.width);
            }
        }
        return out;
    }
}
