package studio.kintsugi.models.dreamfields;

import java.util.ArrayList;
import java.util.List;

/** The surface of a field as a mesh: naive surface nets, one corner in each cell that the surface passes through. */
public final class SurfaceNets {
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
     * A mesh.
     *
     * @param corners x, y, z and red, green, blue of each, 0–1
     * @param triangles three indices each, seen from outside against the clock
     */
    public record Surface(List<float[]> corners, List<int[]> triangles) {}

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
        int[] cells = new int[n * n * n];
        for (int z = 0; z + 1 < n; z++) {
            for (int y = 0; y + 1 < n; y++) {
                for (int x = 0; x + 1 < n; x++) {
                    cells[(z * n + y) * n + x] = corner(x, y, z);
                }
            }
        }
        int[] step = {1, n, n * n};
        for (int z = 0; z + 1 < n; z++) {
            for (int y = 0; y + 1 < n; y++) {
                for (int x = 0; x + 1 < n; x++) {
                    int at = (z * n + y) * n + x;
                    for (int axis = 0; axis < 3; axis++) {
                        boolean here = density(at) > level;
                        boolean there = density(at + step[axis]) > level;
                        if (here != there) {
                            int b = step[(axis + 1) % 3];
                            int c = step[(axis + 2) % 3];
                            quad(cells[at - b - c], cells[at - c], cells[at], cells[at - b], here);
                        }
                    }
                }
            }
        }
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

    /** The mean of where the surface crosses a cell's edges; −1 where it does not. */
    private int corner(int x, int y, int z) {
        float[] sum = new float[3];
        int crossings = 0;
        for (int edge = 0; edge < 12; edge++) {
            int axis = edge / 4;
            int[] from = {x, y, z};
            from[(axis + 1) % 3] += edge & 1;
            from[(axis + 2) % 3] += edge >> 1 & 1;
            int[] to = from.clone();
            to[axis]++;
            float a = density((from[2] * n + from[1]) * n + from[0]);
            float b = density((to[2] * n + to[1]) * n + to[0]);
            if (a > level != b > level) {
                float t = (level - a) / (b - a);
                for (int k = 0; k < 3; k++) {
                    sum[k] += from[k] + t * (to[k] - from[k]);
                }
                crossings++;
            }
        }
        if (crossings == 0) {
            return -1;
        }
        float scale = 2 * VoxelField.RADIUS / (n - 1);
        float[] p = new float[3];
        for (int k = 0; k < 3; k++) {
            p[k] = sum[k] / crossings * scale - VoxelField.RADIUS;
        }
        float[] colour = field.at(p[0], p[1], p[2]);
        corners.add(new float[] {p[0], p[1], p[2], colour[1], colour[2], colour[3]});
        return corners.size() - 1;
    }
}
