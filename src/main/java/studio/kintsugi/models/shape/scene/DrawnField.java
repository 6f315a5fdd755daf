package studio.kintsugi.models.shape.scene;

import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.models.shape.drawn.Mesh;
import studio.kintsugi.models.shape.drawn.Solid;
import studio.kintsugi.models.shape.look.Material;

/** The field of arranged things. */
final class DrawnField {
    /** Cells of the solid between two corners of the field. */
    private static final int FINER = 2;
    /** The share of the time in which the solid is made. */
    private static final double CARVING = 0.7;
    private static final float[] TENT = {0.125f, 0.375f, 0.375f, 0.125f};
    /** Share of the cells about a corner that are inside where the surface lies: less than half, for thin parts. */
    private static final float SURFACE = 0.42f;
    /** Logits for each whole share, inside and outside of the surface. */
    private static final float SHARPNESS = 14;
    private static final float SHARPNESS_OUTSIDE = 27;
    /** Logits beyond these say nothing more, and a field could hardly leave them again. */
    private static final float EMPTY = -9;
    private static final float DENSE = 2.5f;
    private static final float BRIGHT = 4;
    /** How many corners beyond the surface have its colour. */
    private static final int MARGIN = 3;

    /** Where highlights come from, of length 1, and how narrow they are. */
    private static final float[] LIGHT = {0.45f, 0.7f, 0.555f};
    private static final float HIGHLIGHT = 14;
    private static final float STREAK = 40;
    /** How much darker a glossy surface is below and lighter above: it mirrors ground and sky. */
    private static final float REFLECTED = 0.35f;
    /** Differences of shares between corners below this are no surface. */
    private static final float FLAT = 0.02f;

    private final List<Item> items;
    private final Solid solid;
    private final int side;
    private final float step;
    private final float[] raw;
    private final boolean[] colored;
    /** At each corner the share of the cells about it that are inside, and what it is made of where that shines. */
    private float[] inside;
    private final Material[] glossy;
    /** At each corner the share of its matter that is glass. */
    private final float[] clearness;
    private boolean hasGlass;

    private DrawnField(List<Item> items, int side, DoubleConsumer progress) {
        this.items = items;
        this.side = side;
        step = 2 * VoxelField.RADIUS / (side - 1);
        solid = new Solid(merged(items), FINER * (side - 1), this::isClear, done -> progress.accept(CARVING * done));
        raw = new float[4 * side * side * side];
        colored = new boolean[side * side * side];
        glossy = new Material[side * side * side];
        clearness = new float[side * side * side];
    }

    /**
     * The things as a field, fitted into the unit sphere.
     *
     * @param side corners of the grid along a side
     * @param progress told now and then which share is done, 0–1; what it throws ends the work
     */
    static VoxelField of(Arrangement arrangement, int side, DoubleConsumer progress) {
        fit(arrangement);
        DrawnField out = new DrawnField(arrangement.items(), side, progress);
        progress.accept(CARVING);
        out.fill();
        out.shine();
        for (int i = 0; i < MARGIN; i++) {
            progress.accept(1 - (double) (MARGIN - i) / (MARGIN + 1) * (1 - CARVING));
            out.spread();
        }
        VoxelField field = VoxelField.of(out.raw);
        return out.hasGlass ? field.withClearness(out.clearness) : field;
    }

    private static void fit(Arrangement arrangement) {
        Item.Box all = arrangement.all();
        double farthest = 1e-9;
        for (Item item : arrangement.items()) {
            item.move(-all.middle(0), -all.middle(1), -all.middle(2));
            for (int corner : item.mesh().corners()) {
                double square = 0;
                for (int a = 0; a < 3; a++) {
                    square += (double) item.at(corner, a) * item.at(corner, a);
                }
                farthest = Math.max(farthest, square);
            }
        }
        for (Item item : arrangement.items()) {
            item.enlarge(1 / Math.sqrt(farthest));
        }
    }

    private boolean isClear(String source) {
        return material(source) == Material.GLASS;
    }

    private Material material(String source) {
        int slash = source.indexOf('/');
        String part = source.substring(slash + 1);
        return items.get(Integer.parseInt(source, 0, slash, 10)).material(part.isEmpty() ? null : part);
    }

    /** One mesh; the names of its parts begin with the index of their item. */
    private static Mesh merged(List<Item> items) {
        float[] points = new float[items.stream().mapToInt(i -> i.mesh().points().length).sum()];
        int triangles = items.stream().mapToInt(i -> i.mesh().triangles()).sum();
        int[] corners = new int[3 * triangles];
        int[] colors = new int[triangles];
        String[] parts = new String[triangles];
        int point = 0;
        int triangle = 0;
        for (int i = 0; i < items.size(); i++) {
            Mesh mesh = items.get(i).mesh();
            for (int k = 0; k < mesh.corners().length; k++) {
                corners[3 * triangle + k] = point + mesh.corners()[k];
            }
            for (int p = 0; p < mesh.points().length / 3; p++) {
                for (int a = 0; a < 3; a++) {
                    points[3 * (point + p) + a] = items.get(i).at(p, a);
                }
            }
            for (int t = 0; t < mesh.triangles(); t++) {
                colors[triangle + t] = mesh.colors()[t];
                parts[triangle + t] = i + "/" + (mesh.parts()[t] == null ? "" : mesh.parts()[t]);
            }
            point += mesh.points().length / 3;
            triangle += mesh.triangles();
        }
        return new Mesh(points, corners, colors, parts);
    }

    private void fill() {
        inside = shares();
        everywhere(i -> {
            float depth = inside[i] - SURFACE;
            raw[4 * i] = Math.clamp((depth < 0 ? SHARPNESS_OUTSIDE : SHARPNESS) * depth, EMPTY, DENSE);
            if (inside[i] > 0) {
                color(i);
            }
        });
    }

    /** Does something at each corner, sheet by sheet on all processors. */
    private void everywhere(IntConsumer work) {
        IntStream.range(0, side).parallel().forEach(z -> {
            for (int i = z * side * side; i < (z + 1) * side * side; i++) {
                work.accept(i);
            }
        });
    }

    /** The share of the cells about each corner that are inside, one axis after another. */
    private float[] shares() {
        int n = solid.side();
        float[] sheets = new float[n * side * side];
        IntStream.range(0, n).parallel().forEach(z -> {
            float[] cells = new float[n * n];
            boolean empty = true;
            for (int i = 0; i < cells.length; i++) {
                if (solid.inside(z * n * n + i)) {
                    cells[i] = 1;
                    empty = false;
                }
            }
            if (!empty) {
                float[] sheet = reduced(reduced(cells, 1, n, n), side, n, 1);
                System.arraycopy(sheet, 0, sheets, z * side * side, sheet.length);
            }
        });
        return reduced(sheets, side * side, n, 1);
    }

    /**
     * Weighs the cells about each corner along one axis.
     *
     * @param inner values from one place of the axis to the next
     * @param n places of the axis
     * @param outer how often the axis is run through from its beginning
     */
    private float[] reduced(float[] from, int inner, int n, int outer) {
        float[] out = new float[outer * side * inner];
        for (int o = 0; o < outer; o++) {
            for (int k = 0; k < side; k++) {
                for (int t = 0; t < TENT.length; t++) {
                    int place = FINER * k - TENT.length / 2 + t;
                    if (place >= 0 && place < n) {
                        for (int i = 0; i < inner; i++) {
                            out[(o * side + k) * inner + i] += TENT[t] * from[(o * n + place) * inner + i];
                        }
                    }
                }
            }
        }
        return out;
    }

    /** The mean colour of the cells that touch a corner, where any is inside. */
    private void color(int corner) {
        float half = step / FINER / 2;
        float x = corner % side * step - VoxelField.RADIUS;
        float y = corner / side % side * step - VoxelField.RADIUS;
        float z = corner / (side * side) * step - VoxelField.RADIUS;
        float[] sum = new float[3];
        int found = 0;
        for (int k = 0; k < 8; k++) {
            float cx = x + ((k & 1) == 0 ? -half : half);
            float cy = y + ((k & 2) == 0 ? -half : half);
            float cz = z + ((k & 4) == 0 ? -half : half);
            if (solid.inside(cx, cy, cz)) {
                found++;
                add(sum, corner, cx, cy, cz);
            }
        }
        colored[corner] = found > 0;
        clearness[corner] /= Math.max(1, found);
        for (int c = 0; c < 3 && found > 0; c++) {
            double v = Math.clamp(sum[c] / found, 1e-4, 1 - 1e-4);
            raw[4 * corner + 1 + c] = Math.clamp((float) Math.log(v / (1 - v)), -BRIGHT, BRIGHT);
        }
    }

    private void add(float[] color, int corner, float x, float y, float z) {
        String source = solid.part(x, y, z);
        int slash = source.indexOf('/');
        String part = source.substring(slash + 1);
        Item item = items.get(Integer.parseInt(source, 0, slash, 10));
        float[] here = item.color(solid.color(x, y, z), part.isEmpty() ? null : part, x, y, z);
        Material material = item.material(part.isEmpty() ? null : part);
        if (material.gloss() > 0) {
            glossy[corner] = material;
        }
        if (material == Material.GLASS) {
            clearness[corner]++;
            hasGlass = true;
        }
        for (int c = 0; c < 3; c++) {
            color[c] += here[c];
        }
    }

    /** Lights up glossy surfaces that face the light, and darkens those that face the ground. */
    private void shine() {
        int[] steps = {1, side, side * side};
        everywhere(i -> {
            if (glossy[i] == null || inside[i] == 0) {
                return;
            }
            float[] normal = new float[3];
            for (int axis = 0; axis < 3; axis++) {
                int along = i / steps[axis] % side;
                normal[axis] = inside[along > 0 ? i - steps[axis] : i]
                        - inside[along < side - 1 ? i + steps[axis] : i];
            }
            float length = (float) Math.sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
            if (length < FLAT) {
                return;
            }
            float gloss = glossy[i].gloss();
            float white = gloss * highlight(normal, length, glossy[i].opacity() < 1);
            float shade = 1 + gloss * REFLECTED * normal[1] / length;
            for (int c = 1; c < 4; c++) {
                double v = 1 / (1 + Math.exp(-raw[4 * i + c]));
                v = Math.clamp(v * shade * (1 - white) + white, 1e-4, 1 - 1e-4);
                raw[4 * i + c] = Math.clamp((float) Math.log(v / (1 - v)), -BRIGHT, BRIGHT);
            }
        });
    }

    /** A spot where a surface faces the light; on what is clear a streak down, as a window leaves on a vase. */
    private static float highlight(float[] normal, float length, boolean clear) {
        double spot = (normal[0] * LIGHT[0] + normal[1] * LIGHT[1] + normal[2] * LIGHT[2]) / length;
        double level = Math.hypot(normal[0], normal[2]);
        double streak = level == 0 || !clear ? 0 : (normal[0] * LIGHT[0] + normal[2] * LIGHT[2])
                / (level * Math.hypot(LIGHT[0], LIGHT[2]));
        return (float) Math.max(Math.pow(Math.max(0, spot), HIGHLIGHT),
                Math.pow(Math.max(0, streak), STREAK) * level / length);
    }

    /** Gives corners beside coloured ones the mean of their colours. */
    private void spread() {
        boolean[] before = colored.clone();
        everywhere(i -> {
            if (before[i]) {
                return;
            }
            int x = i % side;
            int y = i / side % side;
            int z = i / (side * side);
            int found = add(before, x > 0, i, i - 1, 0);
            found = add(before, x < side - 1, i, i + 1, found);
            found = add(before, y > 0, i, i - side, found);
            found = add(before, y < side - 1, i, i + side, found);
            found = add(before, z > 0, i, i - side * side, found);
            found = add(before, z < side - 1, i, i + side * side, found);
            colored[i] = found > 0;
            for (int c = 1; c < 4 && found > 0; c++) {
                raw[4 * i + c] /= found;
            }
            clearness[i] /= Math.max(1, found);
        });
    }

    /** Adds a neighbour's colour, if it is there and coloured; returns how many were added. */
    private int add(boolean[] colored, boolean there, int corner, int other, int found) {
        if (!there || !colored[other]) {
            return found;
        }
        for (int c = 1; c < 4; c++) {
            raw[4 * corner + c] += raw[4 * other + c];
        }
        clearness[corner] += clearness[other];
        return found + 1;
    }
}
