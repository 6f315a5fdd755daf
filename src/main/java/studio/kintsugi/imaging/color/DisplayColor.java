package studio.kintsugi.imaging.color;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.SampleQuantizer;

/** Turns parts of pictures into pixels for a screen, which is taken to be sRGB. Thread-safe. */
public final class DisplayColor {
    private static final int MAX_CACHED = 16;
    private static final Map<ColorProfile, DisplayTransform> TRANSFORMS = new ConcurrentHashMap<>();

    private DisplayColor() {}

    /**
     * Converts a region to sRGB, at full size or averaged down by boxes of {@code step} × {@code step} pixels; a box
     * that sticks out of the region counts only what is inside. The result has {@code ceil(width / step)} columns and
     * {@code ceil(height / step)} rows.
     *
     * @param p the picture
     * @param r a region inside it, not empty
     * @param step at least 1
     * @param out 0xAARRGGBB, alpha not multiplied in; pixel (x, y) of the result goes to {@code y * scanline + x}
     * @param scanline distance of two rows in {@code out}, at least the number of columns
     * @throws IllegalArgumentException where the region sticks out of the picture or {@code out} is too small
     */
    public static void argb(Picture p, Region r, int step, int[] out, int scanline) {
        int columns = r.isEmpty() || step < 1 ? 0 : (r.width() - 1) / step + 1;
        int rows = r.isEmpty() || step < 1 ? 0 : (r.height() - 1) / step + 1;
        if (columns == 0 || !r.intersect(p.bounds()).equals(r) || scanline < columns
                || out.length < (long) scanline * (rows - 1) + columns) {
            throw new IllegalArgumentException(r + " by " + step + " of " + p.bounds() + " into " + out.length);
        }
        DisplayTransform transform = transform(p.info().profile());
        if (step == 1) {
            direct(p, r, transform, out, scanline);
        } else {
            averaged(p, r, step, transform, out, scanline);
        }
    }

    private static DisplayTransform transform(ColorProfile profile) {
        if (profile == ColorProfile.SRGB) {
            return DisplayTransform.SRGB;
        }
        if (TRANSFORMS.size() > MAX_CACHED) {
            TRANSFORMS.clear();
        }
        return TRANSFORMS.computeIfAbsent(profile, DisplayTransform::of);
    }

    private static void direct(Picture p, Region r, DisplayTransform transform, int[] out, int scanline) {
        float[] alpha = p.alpha().orElse(null);
        for (int y = 0; y < r.height(); y++) {
            int from = (r.y() + y) * p.width() + r.x();
            int to = y * scanline;
            transform.convert(p.plane(0), p.plane(1), p.plane(2), from, r.width(), out, to);
            if (alpha != null) {
                for (int x = 0; x < r.width(); x++) {
                    out[to + x] = out[to + x] & 0xffffff | SampleQuantizer.quantize(alpha[from + x], 255) << 24;
                }
            }
        }
    }

    private static void averaged(Picture p, Region r, int step, DisplayTransform transform, int[] out, int scanline) {
        float[] alpha = p.alpha().orElse(null);
        int columns = (r.width() - 1) / step + 1;
        float[][] colors = new float[Picture.CHANNELS][columns];
        float[] opacity = new float[columns];
        boolean gray = p.plane(0) == p.plane(1) && p.plane(0) == p.plane(2);
        for (int y = 0, row = 0; y < r.height(); y += step, row++) {
            int boxRows = Math.min(step, r.height() - y);
            Region box = new Region(r.x(), r.y() + y, r.width(), boxRows);
            if (alpha != null) {
                sum(p, alpha, null, box, step, opacity);
            }
            for (int c = 0; c < Picture.CHANNELS; c++) {
                if (gray && c > 0) {
                    colors[c] = colors[0];
                    continue;
                }
                sum(p, p.plane(c), alpha, box, step, colors[c]);
                for (int x = 0; x < columns; x++) {
                    float weight = alpha == null ? boxRows * Math.min(step, r.width() - x * step) : opacity[x];
                    colors[c][x] = weight > 0 ? colors[c][x] / weight : 0;
                }
            }
            int to = row * scanline;
            transform.convert(colors[0], colors[1], colors[2], 0, columns, out, to);
            for (int x = 0; alpha != null && x < columns; x++) {
                float mean = opacity[x] / (boxRows * Math.min(step, r.width() - x * step));
                out[to + x] = out[to + x] & 0xffffff | SampleQuantizer.quantize(mean, 255) << 24;
            }
        }
    }

    /** Sums each box of a band, weighted by {@code weights} where there are any. */
    private static void sum(Picture p, float[] plane, float[] weights, Region band, int step, float[] sums) {
        Arrays.fill(sums, 0);
        for (int y = band.y(); y < band.bottom(); y++) {
            int at = y * p.width() + band.x();
            for (int x = 0, column = 0; x < band.width(); x += step, column++) {
                int end = at + Math.min(x + step, band.width());
                float sum = 0;
                for (int i = at + x; i < end; i++) {
                    sum += weights == null ? plane[i] : plane[i] * weights[i];
                }
                sums[column] += sum;
            }
        }
    }
}
