package studio.kintsugi.field.mesh;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts a surface into charts: connected patches that are seen whole, and no place twice, from one of the six directions
 * of the axes, so that each can be laid flat by looking at it from there.
 */
final class Charts {
    private static final int DIRECTIONS = 6;
    /** Cosine between a triangle and its direction; what is steeper is looked at from where it faces most. */
    private static final float LEAST_COSINE = 0.3f;
    /** Side of the squares by which a chart is kept from covering itself, in the surface's own unit. */
    private static final float SQUARE = 0.006f;

    private final Surface surface;
    private final int[] direction;
    private final List<List<Integer>> neighbors;

    private Charts(Surface surface) {
        this.surface = surface;
        direction = directions(surface);
        neighbors = neighbors(surface.triangles());
    }

    /**
     * A patch.
     *
     * @param axis that it is looked at along, 0–2
     * @param triangles indices of the surface's
     */
    record Chart(int axis, List<Integer> triangles) {
        /** The first coordinate of a place in the chart's plane. */
        float u(float[] place) {
            return place[(axis + 1) % 3];
        }

        /** The second. */
        float v(float[] place) {
            return place[(axis + 2) % 3];
        }
    }

    /** All triangles, each in one chart. */
    static List<Chart> of(Surface surface) {
        Charts charts = new Charts(surface);
        List<Chart> out = new ArrayList<>();
        boolean[] done = new boolean[surface.triangles().size()];
        for (int t = 0; t < done.length; t++) {
            if (!done[t]) {
                out.add(charts.grow(t, done));
            }
        }
        return out;
    }

    /** The chart that grows from a triangle as long as it does not cover itself. */
    private Chart grow(int seed, boolean[] done) {
        Chart chart = new Chart(direction[seed] / 2, new ArrayList<>());
        Set<Long> covered = new HashSet<>();
        ArrayDeque<Integer> next = new ArrayDeque<>(List.of(seed));
        while (!next.isEmpty()) {
            int t = next.remove();
            if (done[t]) {
                continue;
            }
            Set<Long> own = squares(chart, surface.triangles().get(t));
            if (own.stream().anyMatch(covered::contains)) {
                continue;
            }
            covered.addAll(own);
            done[t] = true;
            chart.triangles().add(t);
            for (int other : neighbors.get(t)) {
                if (!done[other] && direction[other] == direction[seed]) {
                    next.add(other);
                }
            }
        }
        return chart;
    }

    /** The squares of the chart's plane whose middles lie inside of a triangle. */
    private Set<Long> squares(Chart chart, int[] triangle) {
        float[] u = new float[3];
        float[] v = new float[3];
        for (int k = 0; k < 3; k++) {
            float[] corner = surface.corners().get(triangle[k]);
            u[k] = chart.u(corner) / SQUARE;
            v[k] = chart.v(corner) / SQUARE;
        }
        Set<Long> out = new HashSet<>();
        FlatTriangle flat = new FlatTriangle(u, v);
        flat.eachInside((column, row, weights) -> out.add((long) column << 32 | row & 0xFFFFFFFFL));
        return out;
    }

    private static int[] directions(Surface surface) {
        List<float[]> normals = surface.normals();
        int[] out = new int[surface.triangles().size()];
        for (int t = 0; t < out.length; t++) {
            int[] triangle = surface.triangles().get(t);
            float[] own = surface.areaNormal(triangle);
            float[] about = new float[3];
            for (int corner : triangle) {
                for (int k = 0; k < 3; k++) {
                    about[k] += normals.get(corner)[k];
                }
            }
            int smooth = facing(about);
            double length = Math.sqrt(own[0] * own[0] + own[1] * own[1] + own[2] * own[2]);
            float along = (smooth % 2 == 0 ? 1 : -1) * own[smooth / 2];
            out[t] = along >= LEAST_COSINE * length ? smooth : facing(own);
        }
        return out;
    }

    /** The nearest of the six directions: 2 · axis, and 1 more for the negative. */
    private static int facing(float[] normal) {
        int best = 0;
        for (int d = 1; d < DIRECTIONS; d++) {
            if (along(normal, d) > along(normal, best)) {
                best = d;
            }
        }
        return best;
    }

    private static float along(float[] normal, int direction) {
        return direction % 2 == 0 ? normal[direction / 2] : -normal[direction / 2];
    }

    /** Of each triangle those that share an edge. */
    private static List<List<Integer>> neighbors(List<int[]> triangles) {
        Map<Long, int[]> sides = new HashMap<>();
        List<List<Integer>> out = new ArrayList<>();
        for (int t = 0; t < triangles.size(); t++) {
            out.add(new ArrayList<>(3));
            int[] c = triangles.get(t);
            for (int k = 0; k < 3; k++) {
                long a = Math.min(c[k], c[(k + 1) % 3]);
                long b = Math.max(c[k], c[(k + 1) % 3]);
                int[] side = sides.computeIfAbsent(a << 32 | b, key -> new int[] {-1, -1});
                side[side[0] < 0 ? 0 : 1] = t;
            }
        }
        for (int[] side : sides.values()) {
            if (Arrays.stream(side).allMatch(t -> t >= 0)) {
                out.get(side[0]).add(side[1]);
                out.get(side[1]).add(side[0]);
            }
        }
        return out;
    }
}
