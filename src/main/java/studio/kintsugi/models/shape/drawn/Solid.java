package studio.kintsugi.models.shape.drawn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The inside of a mesh on a grid. A cell is outside where it can be seen from any of 26 directions, as in space carving
 * (Kutulakos and Seitz, ICCV 1999); so meshes need not be closed, and sheets get a thickness of about two cells.
 */
public final class Solid {
    /** Cells along a side of the grid, for training. */
    public static final int SIDE = 48;
    /** Half the side of the cube that the grid fills: as far as fields reach. */
    public static final float REACH = 1.05f;

    /** Pixels of the views that it is carved from, for each cell. */
    private static final float FINENESS = 8 / 3f;
    private static final int DIRECTIONS = 26;
    private static final byte EMPTY = 0;
    private static final byte UNCOLORED = 1;
    private static final int FIRST_COLOR = 2;
    private static final int MOST_COLORS = 120;
    /** To either side of a surface, layers of this thickness in cells have its colour. */
    private static final int LAYERS = 2;
    private static final float LAYER = 0.55f;
    /** Layers to either side that are inside though all round may be seen: what a sheet is made of. */
    private static final int SHEET = 1;

    /** What a cell is made of: 0xRRGGBB or {@link Mesh#MAIN}, and the name of the part or null. */
    private record Matter(int color, String part) {}

    /** Per cell, x fastest: {@link #EMPTY}, or {@link #FIRST_COLOR} and above, an index into the colours. */
    private final byte[] cells;
    private final List<Matter> colors = new ArrayList<>();
    private final int n;
    private final int map;
    private final float cell;
    /** While it is carved: of each row along x, the part that is not empty. */
    private final int[] first;
    private final int[] end;
    private int[] border;

    /** On a grid of {@link #SIDE} cells along a side. */
    public Solid(Mesh mesh) {
        this(mesh, SIDE, part -> false, done -> { });
    }

    /**
     * @param side of the grid in cells
     * @param clear which parts, by their names, are of glass: they fill the space that they enclose, as far as nothing
     *     else does
     * @param progress told now and then which share is done, 0–1; what it throws ends the work
     */
    public Solid(Mesh mesh, int side, Predicate<String> clear, DoubleConsumer progress) {
        n = side;
        map = (int) (FINENESS * side);
        cell = 2 * REACH / side;
        cells = new byte[n * n * n];
        Arrays.fill(cells, UNCOLORED);
        first = new int[n * n];
        end = new int[n * n];
        Arrays.fill(end, n);
        int directions = 0;
        // along the axes first, which leaves little to the others
        for (int axes = 1; axes <= 3; axes++) {
            for (int d = 0; d < 27; d++) {
                int dx = d % 3 - 1;
                int dy = d / 3 % 3 - 1;
                int dz = d / 9 - 1;
                if (Math.abs(dx) + Math.abs(dy) + Math.abs(dz) == axes) {
                    carve(mesh, dx, dy, dz);
                    progress.accept(++directions / (DIRECTIONS + 4.0));
                }
            }
        }
        paint(mesh);
        spreadColors(clear);
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
        float[] nearest = new float[map * map];
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
        float toPixels = map / (2 * REACH);
        float middle = map / 2f;
        IntStream.range(0, n).parallel().forEach(z -> {
            for (int y = 0; y < n; y++) {
                int row = z * n + y;
                float rowU = u[1] * center(y) + u[2] * center(z);
                float rowV = v[1] * center(y) + v[2] * center(z);
                float rowW = w[1] * center(y) + w[2] * center(z);
                while (first[row] < end[row] && cells[row * n + first[row]] == EMPTY) {
                    first[row]++;
                }
                while (first[row] < end[row] && cells[row * n + end[row] - 1] == EMPTY) {
                    end[row]--;
                }
                for (int x = first[row]; x < end[row]; x++) {
                    int i = row * n + x;
                    if (cells[i] == EMPTY) {
                        continue;
                    }
                    float at = center(x);
                    int px = (int) (toPixels * (rowU + u[0] * at) + middle);
                    int py = (int) (toPixels * (rowV + v[0] * at) + middle);
                    if (px < 0 || py < 0 || px >= map || py >= map
                            || rowW + w[0] * at > nearest[py * map + px] + cell / 2) {
                        cells[i] = EMPTY;
                    }
                }
            }
        });
    }

    /** Every pixel that a triangle comes near keeps the greatest height: thin parts are not lost between pixels. */
    private void fill(float[] nearest, float[] a, float[] b, float[] c) {
        int x0 = Math.clamp((int) Math.floor(Math.min(a[0], Math.min(b[0], c[0])) - 0.5f), 0, map - 1);
        int x1 = Math.clamp((int) Math.floor(Math.max(a[0], Math.max(b[0], c[0])) + 0.5f), 0, map - 1);
        int y0 = Math.clamp((int) Math.floor(Math.min(a[1], Math.min(b[1], c[1])) - 0.5f), 0, map - 1);
        int y1 = Math.clamp((int) Math.floor(Math.max(a[1], Math.max(b[1], c[1])) + 0.5f), 0, map - 1);
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
                    height = Math.max(least, Math.min(most, wa * a[2] + wb * b[2] + wc * c[2]));
                }
                nearest[y * map + x] = Math.max(nearest[y * map + x], height);
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

    /**
     * Colours of the cells that the surface goes through or is near to, sampled about three times a cell. What comes
     * later in the mesh lies on what came before: a belly that hardly stands out of its body shows as a whole.
     */
    private void paint(Mesh mesh) {
        Map<Matter, Integer> index = new HashMap<>();
        float[] p = mesh.points();
        for (int t = 0; t < mesh.triangles(); t++) {
            int a = 3 * mesh.corners()[3 * t];
            int b = 3 * mesh.corners()[3 * t + 1];
            int c = 3 * mesh.corners()[3 * t + 2];
            int color = mesh.colors()[t] == Mesh.MAIN ? Mesh.MAIN : mesh.colors()[t] & 0xF8F8F8;
            Matter matter = new Matter(color, mesh.parts()[t]);
            Integer known = index.get(matter);
            if (known == null) {
                known = Math.min(index.size(), MOST_COLORS);
                index.put(matter, known);
                if (known == colors.size()) {
                    colors.add(new Matter(mesh.colors()[t], mesh.parts()[t]));
                }
            }
            double longest = Math.sqrt(Math.max(Math.max(square(p, a, b), square(p, b, c)), square(p, c, a)));
            int rows = Math.min(400, 1 + (int) (longest / (cell / 3)));
            float[] n = normal(p, a, b, c);
            for (int i = 0; i <= rows; i++) {
                for (int j = 0; j <= rows - i; j++) {
                    float wa = (float) i / rows;
                    float wb = (float) j / rows;
                    float wc = 1 - wa - wb;
                    float x = wa * p[a] + wb * p[b] + wc * p[c];
                    float y = wa * p[a + 1] + wb * p[b + 1] + wc * p[c + 1];
                    float z = wa * p[a + 2] + wb * p[b + 2] + wc * p[c + 2];
                    for (int layer = -LAYERS; layer <= LAYERS; layer++) {
                        float off = layer * LAYER * cell;
                        int at = cell(x + off * n[0], y + off * n[1], z + off * n[2]);
                        if (at >= 0 && (cells[at] != EMPTY || Math.abs(layer) <= SHEET)) {
                            cells[at] = (byte) (FIRST_COLOR + known);
                        }
                    }
                }
            }
        }
        if (colors.isEmpty()) {
            colors.add(new Matter(Mesh.MAIN, null));
        }
    }

    /** The unit normal of a triangle, or zero where it has none. */
    private static float[] normal(float[] p, int a, int b, int c) {
        float[] out = cross(new float[] {p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]},
                new float[] {p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]});
        float length = (float) Math.sqrt(dot(out, out[0], out[1], out[2]));
        for (int k = 0; k < 3; k++) {
            out[k] = length > 0 ? out[k] / length : 0;
        }
        return out;
    }

    private static double square(float[] p, int a, int b) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
            sum += (double) (p[a + k] - p[b + k]) * (p[a + k] - p[b + k]);
        }
        return sum;
    }

    /** Cells within take the colour of a neighbour, layer by layer. */
    private void spreadColors(Predicate<String> clear) {
        boolean[] first = new boolean[FIRST_COLOR + colors.size()];
        for (int i = 0; i < colors.size(); i++) {
            first[FIRST_COLOR + i] = colors.get(i).part() != null && clear.test(colors.get(i).part());
        }
        spreadFrom(color -> first[color]);
        spreadFrom(color -> true);
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] == UNCOLORED) {
                cells[i] = FIRST_COLOR;
            }
        }
    }

    /** From those whose colour is one of some. */
    private void spreadFrom(IntPredicate from) {
        int[] queue = new int[cells.length];
        int end = 0;
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] >= FIRST_COLOR && from.test(cells[i])) {
                queue[end++] = i;
            }
        }
        int[] near = new int[6];
        for (int at = 0; at < end; at++) {
            neighbors(queue[at], near);
            for (int other : near) {
                if (cells[other] == UNCOLORED) {
                    cells[other] = cells[queue[at]];
                    queue[end++] = other;
                }
            }
        }
    }

    /** Cells whose neighbour lies on the other side of the surface. */
    private int[] border() {
        int[] out = new int[cells.length];
        int[] near = new int[6];
        int count = 0;
        for (int i = 0; i < cells.length; i++) {
            neighbors(i, near);
            for (int other : near) {
                if ((cells[i] == EMPTY) != (cells[other] == EMPTY)) {
                    out[count++] = i;
                    break;
                }
            }
        }
        return Arrays.copyOf(out, count);
    }

    private void neighbors(int i, int[] out) {
        int x = i % n;
        int y = i / n % n;
        int z = i / (n * n);
        out[0] = x > 0 ? i - 1 : i;
        out[1] = x < n - 1 ? i + 1 : i;
        out[2] = y > 0 ? i - n : i;
        out[3] = y < n - 1 ? i + n : i;
        out[4] = z > 0 ? i - n * n : i;
        out[5] = z < n - 1 ? i + n * n : i;
    }

    /** Whether nothing is inside. */
    public boolean isEmpty() {
        for (byte cell : cells) {
            if (cell != EMPTY) {
                return false;
            }
        }
        return true;
    }

    /** A place near the surface, every other one anywhere. Writes x, y, z. */
    public void place(SplittableRandom random, boolean anywhere, float[] out, int at) {
        if (border == null) {
            border = border();
        }
        int i = anywhere ? random.nextInt(cells.length) : border[random.nextInt(border.length)];
        out[at] = center(i % n) + (random.nextFloat() - 0.5f) * cell;
        out[at + 1] = center(i / n % n) + (random.nextFloat() - 0.5f) * cell;
        out[at + 2] = center(i / (n * n)) + (random.nextFloat() - 0.5f) * cell;
    }

    public boolean inside(float x, float y, float z) {
        int i = cell(x, y, z);
        return i >= 0 && cells[i] != EMPTY;
    }

    /** Whether a cell is inside; x runs fastest. */
    public boolean inside(int index) {
        return cells[index] != EMPTY;
    }

    /** Cells along a side. */
    public int side() {
        return n;
    }

    /** 0xRRGGBB, or {@link Mesh#MAIN}; of places inside. */
    public int color(float x, float y, float z) {
        return matter(x, y, z).color();
    }

    /** Name of the part there, or null; of places inside. */
    public String part(float x, float y, float z) {
        return matter(x, y, z).part();
    }

    private Matter matter(float x, float y, float z) {
        return colors.get(Math.min(colors.size() - 1, cells[cell(x, y, z)] - FIRST_COLOR));
    }

    private int cell(float x, float y, float z) {
        int i = (int) Math.floor((x + REACH) / cell);
        int j = (int) Math.floor((y + REACH) / cell);
        int k = (int) Math.floor((z + REACH) / cell);
        return i < 0 || j < 0 || k < 0 || i >= n || j >= n || k >= n ? -1 : (k * n + j) * n + i;
    }

    private float center(int i) {
        return (i + 0.5f) * cell - REACH;
    }

    private float pixel(float along) {
        return (along + REACH) * map / (2 * REACH);
    }

    private static float dot(float[] a, float x, float y, float z) {
        return a[0] * x + a[1] * y + a[2] * z;
    }

    private static float[] cross(float[] a, float[] b) {
        return new float[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }
}
