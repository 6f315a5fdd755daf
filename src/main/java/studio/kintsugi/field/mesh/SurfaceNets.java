package studio.kintsugi.field.mesh;

import java.util.ArrayList;
import java.util.List;
import studio.kintsugi.field.VoxelField;

/**
 * The surface of a field as a mesh: surface nets, a corner for each patch of surface in a cell ({@link CellPatches}).
 * Closed and manifold: every edge has two triangles.
 */
public final class SurfaceNets {
    /** All corners of a cell. */
    private static final int ALL = 255;

    private final VoxelField field;
    private final float level;
    private final int n;
    private final List<float[]> corners = new ArrayList<>();
    private final List<int[]> triangles = new ArrayList<>();

    private SurfaceNets(VoxelField field, float level) {
        this.field = field;
        this.level = level;
        n = field.side();
        build();
    }

    /**
     * Where the density passes {@code level}: closed, without a rim.
     *
     * @param level above 0, density per unit of length
     */
    public static Surface of(VoxelField field, float level) {
        SurfaceNets nets = new SurfaceNets(field, level);
        return new Surface(List.copyOf(nets.corners), List.copyOf(nets.triangles));
    }

    private void build() {
        int[] step = {1, n, n * n};
        int[] inside = inside(step);
        int[][] cornerOfEdge = new int[n * n * n][];
        for (int at = 0; at < inside.length; at++) {
            if (inside[at] != 0 && inside[at] != ALL) {
                cornerOfEdge[at] = corners(at, CellPatches.of(inside[at], joined(inside, at, step)), step);
            }
        }
        for (int at = 0; at < inside.length; at++) {
            for (int axis = 0; axis < 3 && cornerOfEdge[at] != null; axis++) {
                if (cornerOfEdge[at][4 * axis] >= 0) {
                    int b = step[(axis + 1) % 3];
                    int c = step[(axis + 2) % 3];
                    quad(cornerOfEdge[at - b - c][4 * axis + 3], cornerOfEdge[at - c][4 * axis + 2],
                            cornerOfEdge[at][4 * axis], cornerOfEdge[at - b][4 * axis + 1], (inside[at] & 1) == 1);
                }
            }
        }
    }

    /** Of each cell, by its first corner, the corners where the density exceeds the level. */
    private int[] inside(int[] step) {
        int[] out = new int[n * n * n];
        for (int at = 0; at + step[0] + step[1] + step[2] < out.length; at++) {
            for (int corner = 0; corner < 8; corner++) {
                out[at] |= density(place(at, corner, step)) > level ? 1 << corner : 0;
            }
        }
        return out;
    }

    private static int place(int cell, int corner, int[] step) {
        return cell + (corner & 1) * step[0] + (corner >> 1 & 1) * step[1] + (corner >> 2) * step[2];
    }

    /** The faces of a cell where it and its neighbour are pinched. */
    private static int joined(int[] inside, int at, int[] step) {
        int out = 0;
        for (int face = 0; face < CellPatches.FACES; face++) {
            int neighbor = at + ((face & 1) == 1 ? step[face / 2] : -step[face / 2]);
            if (CellPatches.isPinched(inside[at], face) && CellPatches.isPinched(inside[neighbor], face ^ 1)) {
                out |= 1 << face;
            }
        }
        return out;
    }

    private void quad(int a, int b, int c, int d, boolean outwards) {
        triangles.add(outwards ? new int[] {a, b, c} : new int[] {a, c, b});
        triangles.add(outwards ? new int[] {a, c, d} : new int[] {a, d, c});
    }

    /** The grid's border counts as empty, so that every surface is closed. */
    private float density(int at) {
        return border(at % n) || border(at / n % n) || border(at / (n * n)) ? 0 : field.values()[4 * at];
    }

    private boolean border(int i) {
        return i == 0 || i == n - 1;
    }

    /** A corner for each patch, the mean of where it crosses the cell's edges; returns that of each edge, or −1. */
    private int[] corners(int cell, int[] patch, int[] step) {
        float[][] sum = new float[CellPatches.EDGES][3];
        int[] crossings = new int[CellPatches.EDGES];
        for (int edge = 0; edge < CellPatches.EDGES; edge++) {
            if (patch[edge] >= 0) {
                int axis = edge / 4;
                int from = place(cell, CellPatches.first(edge), step);
                float a = density(from);
                float t = (level - a) / (density(from + step[axis]) - a);
                int[] p = {from % n, from / n % n, from / (n * n)};
                for (int k = 0; k < 3; k++) {
                    sum[patch[edge]][k] += p[k] + (k == axis ? t : 0);
                }
                crossings[patch[edge]]++;
            }
        }
        int[] out = new int[CellPatches.EDGES];
        for (int edge = 0; edge < CellPatches.EDGES; edge++) {
            if (patch[edge] == edge) {
                add(sum[edge], crossings[edge]);
                out[edge] = corners.size() - 1;
            } else {
                out[edge] = patch[edge] < 0 ? -1 : out[patch[edge]];
            }
        }
        return out;
    }

    private void add(float[] sum, int crossings) {
        float scale = 2 * VoxelField.RADIUS / (n - 1);
        float[] p = new float[3];
        for (int k = 0; k < 3; k++) {
            p[k] = sum[k] / crossings * scale - VoxelField.RADIUS;
        }
        float[] color = field.at(p[0], p[1], p[2]);
        corners.add(new float[] {p[0], p[1], p[2], color[1], color[2], color[3]});
    }
}
