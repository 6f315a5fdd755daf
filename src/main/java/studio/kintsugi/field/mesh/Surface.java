package studio.kintsugi.field.mesh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A closed triangle mesh with a colour at each corner.
 *
 * @param corners x, y, z (y points up) and red, green, blue of each, colours sRGB 0–1
 * @param triangles three indices each, counter-clockwise seen from outside
 */
public record Surface(List<float[]> corners, List<int[]> triangles) {
    /** Unit normals of the corners that point outwards: those of the triangles round each, weighted by area. */
    List<float[]> normals() {
        List<float[]> out = new ArrayList<>();
        corners.forEach(c -> out.add(new float[3]));
        for (int[] t : triangles) {
            float[] normal = areaNormal(t);
            for (int corner : t) {
                for (int k = 0; k < 3; k++) {
                    out.get(corner)[k] += normal[k];
                }
            }
        }
        for (float[] n : out) {
            double length = Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
            for (int k = 0; k < 3; k++) {
                n[k] = length > 0 ? (float) (n[k] / length) : k == 1 ? 1 : 0;
            }
        }
        return out;
    }

    /** The normal of a triangle, twice its area long. */
    float[] areaNormal(int[] triangle) {
        float[] a = corners.get(triangle[0]);
        float[] b = corners.get(triangle[1]);
        float[] c = corners.get(triangle[2]);
        float[] u = {b[0] - a[0], b[1] - a[1], b[2] - a[2]};
        float[] v = {c[0] - a[0], c[1] - a[1], c[2] - a[2]};
        return new float[] {u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
    }

    /**
     * The same without loose pieces that are small beside the largest.
     *
     * @param share of the largest piece's volume that a piece must reach to stay, 0–1; 0 keeps all
     */
    Surface withoutScraps(double share) {
        int[] piece = pieces();
        double[] volume = new double[corners.size()];
        for (int[] t : triangles) {
            volume[piece[t[0]]] += signedVolume(t);
        }
        double least = share * Arrays.stream(volume).map(Math::abs).max().orElse(0);
        int[] place = new int[corners.size()];
        List<float[]> keptCorners = new ArrayList<>();
        for (int i = 0; i < place.length; i++) {
            place[i] = keptCorners.size();
            if (Math.abs(volume[piece[i]]) >= least) {
                keptCorners.add(corners.get(i));
            }
        }
        return new Surface(keptCorners, triangles.stream().filter(t -> Math.abs(volume[piece[t[0]]]) >= least)
                .map(t -> new int[] {place[t[0]], place[t[1]], place[t[2]]}).toList());
    }

    /** Of the tetrahedron between a triangle and the origin: over a closed surface these add up to its volume. */
    private double signedVolume(int[] triangle) {
        float[] normal = areaNormal(triangle);
        float[] a = corners.get(triangle[0]);
        return (a[0] * normal[0] + a[1] * normal[1] + a[2] * normal[2]) / 6.0;
    }

    /** Of each corner, the corner that stands for the piece it belongs to (union–find). */
    private int[] pieces() {
        int[] parent = new int[corners.size()];
        Arrays.setAll(parent, i -> i);
        for (int[] t : triangles) {
            parent[root(parent, t[1])] = root(parent, t[0]);
            parent[root(parent, t[2])] = root(parent, t[0]);
        }
        int[] out = new int[parent.length];
        Arrays.setAll(out, i -> root(parent, i));
        return out;
    }

    private static int root(int[] parent, int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
