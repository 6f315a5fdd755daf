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

    /**
     * Regions of equal size as (N, 3, height, width), 0–1, sides rounded up to a multiple by mirroring at the right
     * and the bottom: a network that pads with black there would leave a dark edge.
     */
    static NDArray of(NDManager manager, Picture picture, List<Region> regions, int multiple) {
        Region first = regions.getFirst();
        int w = roundUp(first.width(), multiple);
        int h = roundUp(first.height(), multiple);
        float[] values = new float[regions.size() * Picture.CHANNELS * w * h];
        int at = 0;
        for (Region r : regions) {
            for (int c = 0; c < Picture.CHANNELS; c++) {
                float[] from = picture.plane(c);
                for (int y = 0; y < h; y++) {
                    int row = (r.y() + mirrored(y, r.height())) * picture.width() + r.x();
                    System.arraycopy(from, row, values, at, r.width());
                    for (int x = r.width(); x < w; x++) {
                        values[at + x] = from[row + mirrored(x, r.width())];
                    }
                    at += w;
                }
            }
        }
        return manager.create(values, new Shape(regions.size(), Picture.CHANNELS, h, w));
    }

    static int roundUp(int size, int multiple) {
        return (size + multiple - 1) / multiple * multiple;
    }

    private static int mirrored(int at, int size) {
        int m = at % (2 * size);
        return m < size ? m : 2 * size - 1 - m;
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
