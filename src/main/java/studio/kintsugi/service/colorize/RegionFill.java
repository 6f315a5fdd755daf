package studio.kintsugi.service.colorize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.kintsugi.service.colorize.ColorizeRequest.Hint;

/**
 * A drawing's regions in the colours that were chosen for them. Regions that no line divides and that have one colour
 * are one area. Each is painted by itself, so that no colour gets over a closed line.
 */
final class RegionFill {
    /** Shades are no farther than this from the colour of their area. */
    private static final float DEEPEST = 0.3f;

    /** What is darker is a line. */
    private static final float PAPER = 0.9f;

    private final int width;
    private final int height;
    private final float[] lines;
    /** Of each pixel of the drawing. */
    private final int[] areas;
    private final float[][] colors;

    /**
     * @param labels of each region, as {@link RegionColors#vote} gives them
     */
    RegionFill(LineLayer lines, ClosedRegions regions, RegionColors chosen, int[] labels) {
        width = lines.width();
        height = lines.height();
        this.lines = lines.lines();
        int[] area = joined(regions, chosen.neighbors(), labels);
        colors = new float[labels.length][];
        for (int r = 0; r < labels.length; r++) {
            colors[r] = r == 0 ? new float[] {1, 1, 1} : chosen.rgb(labels[r]).clone();
        }
        areas = new int[width * height];
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                areas[i] = area[regions.at(x, y)];
            }
        }
    }

    /** Of each region the number of the first of those it is one area with. */
    private static int[] joined(ClosedRegions regions, RegionNeighbors neighbors, int[] labels) {
        int[] out = new int[regions.count() + 1];
        for (int r = 1; r < out.length; r++) {
            if (out[r] == 0) {
                out[r] = r;
                List<Integer> next = new ArrayList<>(List.of(r));
                for (int k = 0; k < next.size(); k++) {
                    neighbors.of(next.get(k)).forEach((other, border) -> {
                        int first = next.getFirst();
                        if (other > 0 && out[other] == 0 && border.open() > 0 && labels[other] == labels[first]) {
                            out[other] = first;
                            next.add(other);
                        }
                    });
                }
            }
        }
        return out;
    }

    /** Of each pixel of the drawing the number of its area. */
    int[] areas() {
        return areas;
    }

    /**
     * Gives areas the colour of a hint that stands in them.
     *
     * @return hints that stand where an earlier one has another colour
     */
    List<Hint> take(List<Hint> hints) {
        Hint[] taken = new Hint[colors.length];
        List<Hint> rest = new ArrayList<>();
        for (Hint h : hints) {
            int area = areas[Math.clamp((int) h.y(), 0, height - 1) * width + Math.clamp((int) h.x(), 0, width - 1)];
            float[] color = {h.red(), h.green(), h.blue()};
            if (taken[area] == null) {
                taken[area] = h;
                colors[area] = color;
            } else if (!Arrays.equals(colors[area], color)) {
                rest.add(h);
            }
        }
        return rest;
    }

    /** Planes of the drawing's size, each area in one colour. */
    float[][] flat() {
        float[][] out = new float[3][areas.length];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < areas.length; i++) {
                out[c][i] = colors[areas[i]][c];
            }
        }
        return out;
    }

    /**
     * The same with light and shade.
     *
     * @param soft planes of the drawing's size, whose differences within each area are taken
     */
    float[][] shaded(float[][] soft) {
        float[][] out = flat();
        for (int c = 0; c < 3; c++) {
            double[] sums = new double[colors.length];
            int[] counts = new int[colors.length];
            for (int i = 0; i < areas.length; i++) {
                if (lines[i] >= PAPER) {
                    sums[areas[i]] += soft[c][i];
                    counts[areas[i]]++;
                }
            }
            for (int i = 0; i < areas.length; i++) {
                if (counts[areas[i]] > 0) {
                    float shade = soft[c][i] - (float) (sums[areas[i]] / counts[areas[i]]);
                    out[c][i] = Math.clamp(out[c][i] + Math.clamp(shade, -DEEPEST, DEEPEST), 0f, 1f);
                }
            }
        }
        return out;
    }
}
