package studio.kintsugi.service.restoration;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;

/** Between pictures and tensors. */
public final class PictureTensors {
    private PictureTensors() {}

    /**
     * Regions of equal size as (N, 3, height, width), bounded to 0–1, sides rounded up to a multiple by mirroring at
     * the right and the bottom: a network that pads with black there would leave a dark edge.
     */
    public static NDArray of(NDManager manager, Picture picture, List<Region> regions, int multiple) {
        Region first = regions.getFirst();
        return manager.create(values(picture, regions, multiple), new Shape(regions.size(), Picture.CHANNELS,
                roundUp(first.height(), multiple), roundUp(first.width(), multiple)));
    }

    /** The same as an array, row-major. */
    static float[] values(Picture picture, List<Region> regions, int multiple) {
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
                    for (int x = 0; x < w; x++) {
                        values[at + x] = Math.clamp(from[row + mirrored(x, r.width())], 0f, 1f);
                    }
                    at += w;
                }
            }
        }
        return values;
    }

    static int roundUp(int size, int multiple) {
        return (size + multiple - 1) / multiple * multiple;
    }

    private static int mirrored(int at, int size) {
        int m = at % (2 * size);
        return m < size ? m : 2 * size - 1 - m;
    }
}
