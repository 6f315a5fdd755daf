package studio.kintsugi.field.mesh;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Mesh simplification by edge collapse: the edge whose collapse moves the surface least is collapsed first, measured by
 * the squared distances to the planes that met there (Garland and Heckbert, Surface Simplification Using
 * Quadric Error Metrics, 1997). A closed surface stays closed.
 */
public final class Decimation {
    private static final double STIFFNESS = 1e-6;
    /** Cosine of the largest angle by which a collapse may turn a triangle. */
    private static final double LEAST_COSINE = 0.2;

    /** x, y, z and red, green, blue. */
    private final List<double[]> corners = new ArrayList<>();
    /** Upper triangles of symmetric 4×4 matrices: xx, xy, xz, x, yy, yz, y, zz, z, 1. */
    private final List<double[]> quadrics = new ArrayList<>();
    private final List<int[]> triangles = new ArrayList<>();
    private final List<Set<Integer>> around = new ArrayList<>();
    private final int[] version;
    private final PriorityQueue<Edge> edges = new PriorityQueue<>((a, b) -> Double.compare(a.cost, b.cost));
    private int left;

    /** An edge and the corner that it would collapse to. */
    private record Edge(int a, int b, int versionA, int versionB, double cost, double[] corner) {}

    private Decimation(Surface surface) {
        for (float[] c : surface.corners()) {
            corners.add(new double[] {c[0], c[1], c[2], c[3], c[4], c[5]});
            quadrics.add(new double[10]);
            around.add(new HashSet<>());
        }
        version = new int[corners.size()];
        for (int[] t : surface.triangles()) {
            for (int corner : t) {
                around.get(corner).add(triangles.size());
                addPlane(quadrics.get(corner), t);
            }
            triangles.add(t.clone());
        }
        left = triangles.size();
        for (int a = 0; a < corners.size(); a++) {
            for (int b : neighbors(a)) {
                if (a < b) {
                    edges.add(edge(a, b));
                }
            }
        }
    }

    /**
     * The same surface with at most so many triangles, or as few as keep it closed.
     *
     * @param most above 0
     */
    public static Surface of(Surface surface, int most) {
        if (surface.triangles().size() <= most) {
            return surface;
        }
        Decimation d = new Decimation(surface);
        while (d.left > most && !d.edges.isEmpty()) {
            Edge e = d.edges.poll();
            if (e.versionA == d.version[e.a] && e.versionB == d.version[e.b] && d.mayShrink(e)) {
                d.shrink(e);
            }
        }
        return d.result();
    }

    private void addPlane(double[] q, int[] t) {
        double[] n = normal(corners.get(t[0]), corners.get(t[1]), corners.get(t[2]));
        double area = Math.sqrt(dot(n, n));
        if (area == 0) {
            return;
        }
        double[] plane = {n[0] / area, n[1] / area, n[2] / area, 0};
        plane[3] = -dot(plane, corners.get(t[0]));
        for (int i = 0, at = 0; i < 4; i++) {
            for (int j = i; j < 4; j++, at++) {
                q[at] += area * plane[i] * plane[j];
            }
        }
    }

    private Set<Integer> neighbors(int corner) {
        Set<Integer> out = new HashSet<>();
        for (int t : around.get(corner)) {
            for (int other : triangles.get(t)) {
                if (other != corner) {
                    out.add(other);
                }
            }
        }
        return out;
    }

    private Edge edge(int a, int b) {
        double[] q = new double[10];
        for (int i = 0; i < 10; i++) {
            q[i] = quadrics.get(a)[i] + quadrics.get(b)[i];
        }
        double[] from = corners.get(a);
        double[] to = corners.get(b);
        double[] corner = best(q, from, to);
        double[] along = {to[0] - from[0], to[1] - from[1], to[2] - from[2]};
        double length = dot(along, along);
        double[] moved = {corner[0] - from[0], corner[1] - from[1], corner[2] - from[2]};
        double share = length == 0 ? 0.5 : Math.clamp(dot(moved, along) / length, 0, 1);
        for (int c = 3; c < 6; c++) {
            corner[c] = from[c] + share * (to[c] - from[c]);
        }
        return new Edge(a, b, version[a], version[b], Math.max(0, error(q, corner)), corner);
    }

    /**
     * The point of least squared distance, pulled slightly towards the midpoint so that flat places have one answer.
     */
    private static double[] best(double[] q, double[] from, double[] to) {
        double weight = STIFFNESS * (q[0] + q[4] + q[7]) + 1e-12;
        double[] out = new double[6];
        double[] right = new double[3];
        for (int k = 0; k < 3; k++) {
            right[k] = weight * (from[k] + to[k]) / 2;
        }
        right[0] -= q[3];
        right[1] -= q[6];
        right[2] -= q[8];
        double xx = q[0] + weight;
        double yy = q[4] + weight;
        double zz = q[7] + weight;
        double a = yy * zz - q[5] * q[5];
        double b = q[2] * q[5] - q[1] * zz;
        double c = q[1] * q[5] - q[2] * yy;
        double determinant = xx * a + q[1] * b + q[2] * c;
        out[0] = (a * right[0] + b * right[1] + c * right[2]) / determinant;
        out[1] = (b * right[0] + (xx * zz - q[2] * q[2]) * right[1] + (q[1] * q[2] - xx * q[5]) * right[2])
                / determinant;
        out[2] = (c * right[0] + (q[1] * q[2] - xx * q[5]) * right[1] + (xx * yy - q[1] * q[1]) * right[2])
                / determinant;
        return out;
    }

    private static double error(double[] q, double[] p) {
        return p[0] * (q[0] * p[0] + 2 * (q[1] * p[1] + q[2] * p[2] + q[3]))
                + p[1] * (q[4] * p[1] + 2 * (q[5] * p[2] + q[6]))
                + p[2] * (q[7] * p[2] + 2 * q[8]) + q[9];
    }

    /** False where the surface would touch itself or a triangle would flip. */
    private boolean mayShrink(Edge e) {
        Set<Integer> shared = neighbors(e.a);
        shared.retainAll(neighbors(e.b));
        return shared.size() == 2 && keepsFacing(e.a, e.b, e.corner) && keepsFacing(e.b, e.a, e.corner);
    }

    private boolean keepsFacing(int corner, int other, double[] to) {
        for (int t : around.get(corner)) {
            int[] c = triangles.get(t);
            if (c[0] == other || c[1] == other || c[2] == other) {
                continue;
            }
            double[] before = normal(corners.get(c[0]), corners.get(c[1]), corners.get(c[2]));
            double[] after = normal(c[0] == corner ? to : corners.get(c[0]), c[1] == corner ? to : corners.get(c[1]),
                    c[2] == corner ? to : corners.get(c[2]));
            if (dot(before, after) <= LEAST_COSINE * Math.sqrt(dot(before, before) * dot(after, after))) {
                return false;
            }
        }
        return true;
    }

    private void shrink(Edge e) {
        for (int t : List.copyOf(around.get(e.b))) {
            int[] c = triangles.get(t);
            if (c[0] == e.a || c[1] == e.a || c[2] == e.a) {
                for (int corner : c) {
                    around.get(corner).remove(t);
                }
                triangles.set(t, null);
                left--;
            } else {
                for (int k = 0; k < 3; k++) {
                    c[k] = c[k] == e.b ? e.a : c[k];
                }
                around.get(e.a).add(t);
            }
        }
        around.get(e.b).clear();
        corners.set(e.a, e.corner);
        for (int i = 0; i < 10; i++) {
            quadrics.get(e.a)[i] += quadrics.get(e.b)[i];
        }
        version[e.a]++;
        version[e.b]++;
        for (int n : neighbors(e.a)) {
            edges.add(edge(e.a, n));
        }
    }

    private Surface result() {
        int[] place = new int[corners.size()];
        List<float[]> kept = new ArrayList<>();
        for (int i = 0; i < place.length; i++) {
            if (!around.get(i).isEmpty()) {
                place[i] = kept.size();
                float[] c = new float[6];
                for (int k = 0; k < 6; k++) {
                    c[k] = (float) corners.get(i)[k];
                }
                kept.add(c);
            }
        }
        List<int[]> faces = new ArrayList<>();
        for (int[] t : triangles) {
            if (t != null) {
                faces.add(new int[] {place[t[0]], place[t[1]], place[t[2]]});
            }
        }
        return new Surface(kept, faces);
    }

    private static double[] normal(double[] a, double[] b, double[] c) {
        double[] u = {b[0] - a[0], b[1] - a[1], b[2] - a[2]};
        double[] v = {c[0] - a[0], c[1] - a[1], c[2] - a[2]};
        return new double[] {u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
}
