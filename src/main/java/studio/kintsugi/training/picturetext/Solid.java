package studio.kintsugi.training.picturetext;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The inside of a mesh on a grid. A cell is outside where it can be seen from any of 26 directions, as in space carving
 * (Kutulakos and Seitz, ICCV 1999); so meshes need not be closed, and sheets get the thickness of a cell.
 */
final class Solid {
    static final int SIDE = 48;
    /** Half the side of the cube that the grid fills: as far as fields reach. */
    static final float REACH = 1.05f;

    private static final int MAP = 128;
    private static final float CELL = 2 * REACH / SIDE;
    private static final float THICKNESS = 0.5f * CELL;
    private static final byte EMPTY = 0;
    private static final byte UNCOLORED = 1;
    private static final int FIRST_COLOR = 2;
    private static final int MOST_COLORS = 120;

    /** Per cell, x fastest: {@link #EMPTY}, or {@link #FIRST_COLOR} and above, an index into the colours. */
    private final byte[] cells = new byte[SIDE * SIDE * SIDE];
    private final List<Integer> colors = new ArrayList<>();
    private final int[] border;

    Solid(Mesh mesh) {
        Arrays.fill(cells, UNCOLORED);
        for (int d = 0; d < 27; d++) {
            if (d != 13) {
                carve(mesh, d % 3 - 1, d / 3 % 3 - 1, d / 9 - 1);
            }
        }
        paint(mesh);
        spreadColors();
        border = border();
    }

    /** Drops cells that are seen from a direction: nearer to it than the first surface, or beside the thing. */
    private void carve(Mesh mesh, int dx, int dy, int dz) {
        double length = Math.sqrt(dx * dx + dy * dy + dz * dz);
        float[] w = {(float) (dx / length), (float) (dy / length), (float) (dz / length)};
        float[] helper = Math.abs(w[1]) < 0.9f ? new float[] {0, 1, 0} : new float[] {1, 0, 0};
        float[] u = cross(helper, w);
        float size = (float) Math.sqrt(dot(u, u[0], u[1], u[2]));
        for (int a = 0; a < 3; a++) {
            u[a] /= size;
        }
        float[] v = cross(w, u);
        float[] nearest = new float[MAP * MAP];
        Arrays.fill(nearest, Float.NEGATIVE_INFINITY);
        float[] p = mesh.points();
        float[][] corner = new float[3][3];
        for (int t = 0; t < mesh.triangles(); t++) {
            for (int k = 0; k < 3; k++) {
                int at = 3 * mesh.corners()[3 * t + k];
                corner[k][0] = pixel(dot(u, p[at], p[at + 1], p[at + 2]));
                corner[k][1] = pixel(dot(v, p[at], p[at + 1], p[at + 2]));
                corner[k][2] = dot(w, p[at], p[at + 1], p[at + 2]);
            }
            fill(nearest, corner[0], corner[1], corner[2]);
        }
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] != EMPTY) {
                float x = center(i % SIDE);
                float y = center(i / SIDE % SIDE);
                float z = center(i / (SIDE * SIDE));
                int px = (int) pixel(dot(u, x, y, z));
                int py = (int) pixel(dot(v, x, y, z));
                boolean seen = px < 0 || py < 0 || px >= MAP || py >= MAP
                        || dot(w, x, y, z) > nearest[py * MAP + px] + THICKNESS;
                if (seen) {
                    cells[i] = EMPTY;
                }
            }
        }
    }

    /** Every pixel that a triangle comes near keeps the greatest height: thin parts are not lost between pixels. */
    private static void fill(float[] nearest, float[] a, float[] b, float[] c) {
        int x0 = Math.clamp((int) Math.floor(Math.min(a[0], Math.min(b[0], c[0])) - 0.5f), 0, MAP - 1);
        int x1 = Math.clamp((int) Math.floor(Math.max(a[0], Math.max(b[0], c[0])) + 0.5f), 0, MAP - 1);
        int y0 = Math.clamp((int) Math.floor(Math.min(a[1], Math.min(b[1], c[1])) - 0.5f), 0, MAP - 1);
        int y1 = Math.clamp((int) Math.floor(Math.max(a[1], Math.max(b[1], c[1])) + 0.5f), 0, MAP - 1);
        float area = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
        float most = Math.max(a[2], Math.max(b[2], c[2]));
        float least = Math.min(a[2], Math.min(b[2], c[2]));
        boolean edgeOn = Math.abs(area) < 0.5f;
        float longest = (float) Math.sqrt(Math.max(square(a, b), Math.max(square(b, c), square(c, a))));
        float slack = edgeOn ? 0 : 0.7f * longest / Math.abs(area);
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                float px = x + 0.5f;
                float py = y + 0.5f;
                float height;
                if (edgeOn) {
                    if (distance(px, py, a, b, c) > 0.7f) {
                        continue;
                    }
                    height = most;
                } else {
                    float wb = ((px - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (py - a[1])) / area;
                    float wc = ((b[0] - a[0]) * (py - a[1]) - (px - a[0]) * (b[1] - a[1])) / area;
                    float wa = 1 - wb - wc;
                    if (wa < -slack || wb < -slack || wc < -slack) {
                        continue;
                    }
                    height = Math.clamp(wa * a[2] + wb * b[2] + wc * c[2], least, most);
                }
                nearest[y * MAP + x] = Math.max(nearest[y * MAP + x], height);
            }
        }
    }

    private static float distance(float px, float py, float[] a, float[] b, float[] c) {
        return Math.min(toSegment(px, py, a, b), Math.min(toSegment(px, py, b, c), toSegment(px, py, c, a)));
    }

    private static float toSegment(float px, float py, float[] a, float[] b) {
        float dx = b[0] - a[0];
        float dy = b[1] - a[1];
        float t = Math.clamp(((px - a[0]) * dx + (py - a[1]) * dy) / (dx * dx + dy * dy + 1e-9f), 0f, 1f);
        return (float) Math.hypot(px - a[0] - t * dx, py - a[1] - t * dy);
    }

    private static float square(float[] a, float[] b) {
        return (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]);
    }

    /** Colours of the cells that the surface goes through, sampled about three times a cell. */
    private void paint(Mesh mesh) {
        Map<Integer, Integer> index = new LinkedHashMap<>();
        float[] p = mesh.points();
        for (int t = 0; t < mesh.triangles(); t++) {
            int a = 3 * mesh.corners()[3 * t];
            int b = 3 * mesh.corners()[3 * t + 1];
            int c = 3 * mesh.corners()[3 * t + 2];
            int color = mesh.colors()[t] == Mesh.MAIN ? Mesh.MAIN : mesh.colors()[t] & 0xF8F8F8;
            Integer known = index.get(color);
            if (known == null) {
                known = Math.min(index.size(), MOST_COLORS);
                index.put(color, known);
                if (known == colors.size()) {
                    colors.add(mesh.colors()[t]);
                }
            }
            double longest = Math.sqrt(Math.max(Math.max(square(p, a, b), square(p, b, c)), square(p, c, a)));
            int n = Math.min(200, 1 + (int) (longest / (CELL / 3)));
            for (int i = 0; i <= n; i++) {
                for (int j = 0; j <= n - i; j++) {
                    float wa = (float) i / n;
                    float wb = (float) j / n;
                    float wc = 1 - wa - wb;
                    int cell = cell(wa * p[a] + wb * p[b] + wc * p[c],
                            wa * p[a + 1] + wb * p[b + 1] + wc * p[c + 1],
                            wa * p[a + 2] + wb * p[b + 2] + wc * p[c + 2]);
                    if (cell >= 0 && cells[cell] != EMPTY) {
                        cells[cell] = (byte) (FIRST_COLOR + known);
                    }
                }
            }
        }
        if (colors.isEmpty()) {
            colors.add(Mesh.MAIN);
        }
    }

    private static double square(float[] p, int a, int b) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
            sum += (double) (p[a + k] - p[b + k]) * (p[a + k] - p[b + k]);
        }
        return sum;
    }

    /** Cells within take the colour of a neighbour, layer by layer. */
    private void spreadColors() {
        boolean changed = true;
        while (changed) {
            changed = false;
            byte[] before = cells.clone();
            for (int i = 0; i < cells.length; i++) {
                if (before[i] == UNCOLORED) {
                    for (int n : neighbors(i)) {
                        if (before[n] >= FIRST_COLOR) {
                            cells[i] = before[n];
                            changed = true;
                            break;
                        }
                    }
                }
            }
        }
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] == UNCOLORED) {
                cells[i] = FIRST_COLOR;
            }
        }
    }

    /** Cells whose neighbour lies on the other side of the surface. */
    private int[] border() {
        int[] out = new int[cells.length];
        int n = 0;
        for (int i = 0; i < cells.length; i++) {
            for (int other : neighbors(i)) {
                if ((cells[i] == EMPTY) != (cells[other] == EMPTY)) {
                    out[n++] = i;
                    break;
                }
            }
        }
        return Arrays.copyOf(out, n);
    }

    private static int[] neighbors(int i) {
        int x = i % SIDE;
        int y = i / SIDE % SIDE;
        int z = i / (SIDE * SIDE);
        int[] out = new int[6];
        out[0] = x > 0 ? i - 1 : i;
        out[1] = x < SIDE - 1 ? i + 1 : i;
        out[2] = y > 0 ? i - SIDE : i;
        out[3] = y < SIDE - 1 ? i + SIDE : i;
        out[4] = z > 0 ? i - SIDE * SIDE : i;
        out[5] = z < SIDE - 1 ? i + SIDE * SIDE : i;
        return out;
    }

    /** Whether nothing is inside. */
    boolean isEmpty() {
        return border.length == 0;
    }

    /** A place near the surface, every other one anywhere. Writes x, y, z. */
    void place(SplittableRandom random, boolean anywhere, float[] out, int at) {
        int i = anywhere ? random.nextInt(cells.length) : border[random.nextInt(border.length)];
        out[at] = center(i % SIDE) + (random.nextFloat() - 0.5f) * CELL;
        out[at + 1] = center(i / SIDE % SIDE) + (random.nextFloat() - 0.5f) * CELL;
        out[at + 2] = center(i / (SIDE * SIDE)) + (random.nextFloat() - 0.5f) * CELL;
    }

    boolean inside(float x, float y, float z) {
        int i = cell(x, y, z);
        return i >= 0 && cells[i] != EMPTY;
    }

    /** 0xRRGGBB, or {@link Mesh#MAIN}; of places inside. */
    int color(float x, float y, float z) {
        return colors.get(Math.min(colors.size() - 1, cells[cell(x, y, z)] - FIRST_COLOR));
    }

    private static int cell(float x, float y, float z) {
        int i = (int) Math.floor((x + REACH) / CELL);
        int j = (int) Math.floor((y + REACH) / CELL);
        int k = (int) Math.floor((z + REACH) / CELL);
        return i < 0 || j < 0 || k < 0 || i >= SIDE || j >= SIDE || k >= SIDE ? -1 : (k * SIDE + j) * SIDE + i;
    }

    private static float center(int i) {
        return (i + 0.5f) * CELL - REACH;
    }

    private static float pixel(float along) {
        return (along + REACH) * MAP / (2 * REACH);
    }

    private static float dot(float[] a, float x, float y, float z) {
        return a[0] * x + a[1] * y + a[2] * z;
    }

    private static float[] cross(float[] a, float[] b) {
        return new float[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }
}
