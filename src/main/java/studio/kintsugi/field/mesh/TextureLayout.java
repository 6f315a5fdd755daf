package studio.kintsugi.field.mesh;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A surface cut along its charts, which lie side by side in a square picture, all at one scale.
 *
 * @param surface with corners of its own for each chart
 * @param normals of the corners, those of the surface before it was cut
 * @param places column and row of each corner in the picture, pixels, from the top left
 * @param side of the picture in pixels
 */
record TextureLayout(Surface surface, List<float[]> normals, List<float[]> places, int side) {
    /** Pixels that are kept free round a chart, so that none shows the colours of another. */
    static final int PADDING = 3;

    private static final int HALVINGS = 12;
    /** Pixels a unit of length at most: a thing is about two units wide. */
    private static final double FINEST = 2000;

    /** A chart's rectangle in the plane that it is looked at in. */
    private record Patch(Charts.Chart chart, float left, float low, float width, float height) {
        int columns(double scale) {
            return (int) Math.ceil(width * scale) + 2 * PADDING;
        }

        int rows(double scale) {
            return (int) Math.ceil(height * scale) + 2 * PADDING;
        }
    }

    /**
     * Lays a surface out, as large as the picture lets it.
     *
     * @param least side of the picture in pixels; doubled where the charts do not fit at any scale
     */
    static TextureLayout of(Surface surface, int least) {
        List<Patch> patches = Charts.of(surface).stream().map(c -> patch(surface, c))
                .sorted(Comparator.comparing((Patch p) -> -p.height())).toList();
        int side = least;
        while (pack(patches, 0, side) == null) {
            side *= 2;
        }
        double fits = 0;
        double tooLarge = FINEST;
        for (int i = 0; i < HALVINGS; i++) {
            double scale = (fits + tooLarge) / 2;
            if (pack(patches, scale, side) == null) {
                tooLarge = scale;
            } else {
                fits = scale;
            }
        }
        return laidOut(surface, patches, pack(patches, fits, side), fits, side);
    }

    private static Patch patch(Surface surface, Charts.Chart chart) {
        float left = Float.MAX_VALUE;
        float right = -Float.MAX_VALUE;
        float low = Float.MAX_VALUE;
        float high = -Float.MAX_VALUE;
        for (int t : chart.triangles()) {
            for (int corner : surface.triangles().get(t)) {
                float[] place = surface.corners().get(corner);
                left = Math.min(left, chart.u(place));
                right = Math.max(right, chart.u(place));
                low = Math.min(low, chart.v(place));
                high = Math.max(high, chart.v(place));
            }
        }
        return new Patch(chart, left, low, right - left, high - low);
    }

    /** Column and row of each patch, in shelves of falling height; null where they do not fit. */
    private static int[][] pack(List<Patch> patches, double scale, int side) {
        int[][] out = new int[patches.size()][];
        int column = 0;
        int row = 0;
        int shelf = 0;
        for (int i = 0; i < out.length; i++) {
            Patch patch = patches.get(i);
            int columns = patch.columns(scale);
            if (column + columns > side) {
                row += shelf;
                column = 0;
                shelf = 0;
            }
            shelf = Math.max(shelf, patch.rows(scale));
            if (columns > side || row + shelf > side) {
                return null;
            }
            out[i] = new int[] {column, row};
            column += columns;
        }
        return out;
    }

    private static TextureLayout laidOut(Surface surface, List<Patch> patches, int[][] places, double scale,
            int side) {
        List<float[]> whole = surface.normals();
        List<float[]> corners = new ArrayList<>();
        List<float[]> normals = new ArrayList<>();
        List<float[]> laid = new ArrayList<>();
        List<int[]> triangles = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            Patch patch = patches.get(i);
            int[] at = places[i];
            Map<Integer, Integer> own = new HashMap<>();
            for (int t : patch.chart().triangles()) {
                int[] triangle = surface.triangles().get(t);
                int[] cut = new int[3];
                for (int k = 0; k < 3; k++) {
                    cut[k] = own.computeIfAbsent(triangle[k], corner -> {
                        float[] place = surface.corners().get(corner);
                        corners.add(place);
                        normals.add(whole.get(corner));
                        laid.add(new float[] {
                            (float) (at[0] + PADDING + (patch.chart().u(place) - patch.left()) * scale),
                            (float) (at[1] + PADDING + (patch.chart().v(place) - patch.low()) * scale)});
                        return corners.size() - 1;
                    });
                }
                triangles.add(cut);
            }
        }
        return new TextureLayout(new Surface(corners, triangles), normals, laid, side);
    }
}
