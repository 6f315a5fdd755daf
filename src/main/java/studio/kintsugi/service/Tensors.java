package studio.kintsugi.service;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;

/** Between pictures and tensors. */
final class Tensors {
    private Tensors() {}

    /** Regions of equal size as (N, 3, height, width), 0–1. */
    static NDArray of(NDManager manager, Picture picture, List<Region> regions) {
        Region first = regions.getFirst();
        int plane = first.width() * first.height();
        float[] values = new float[regions.size() * Picture.CHANNELS * plane];
        int at = 0;
        for (Region r : regions) {
            for (int c = 0; c < Picture.CHANNELS; c++) {
                float[] from = picture.plane(c);
                for (int y = 0; y < r.height(); y++) {
                    System.arraycopy(from, (r.y() + y) * picture.width() + r.x(), values, at, r.width());
                    at += r.width();
                }
            }
        }
        return manager.create(values, new Shape(regions.size(), Picture.CHANNELS, first.height(), first.width()));
    }

    /**
     * Part of a result as planes, clamped to 0–1; what is not a number becomes 0.
     *
     * @param values (1, 3, height, width) row-major
     * @param width of {@code values}
     * @param height of {@code values}
     * @param part what is wanted, in its coordinates
     */
    static float[][] planes(float[] values, int width, int height, Region part) {
        float[][] out = new float[Picture.CHANNELS][part.width() * part.height()];
        for (int c = 0; c < Picture.CHANNELS; c++) {
            for (int y = 0; y < part.height(); y++) {
                int from = (c * height + part.y() + y) * width + part.x();
                int to = y * part.width();
                for (int x = 0; x < part.width(); x++) {
                    float v = values[from + x];
                    out[c][to + x] = v > 0 ? Math.min(v, 1) : 0;
                }
            }
        }
        return out;
    }
}
