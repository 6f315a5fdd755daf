package studio.kintsugi.models.shape.scene;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import studio.kintsugi.models.shape.drawn.Catalog;
import studio.kintsugi.models.shape.drawn.Mesh;
import studio.kintsugi.models.shape.look.Look;
import studio.kintsugi.models.shape.look.Material;

/** A drawn thing with its looks and its place in the scene. */
final class Item {
    /** Depth of a sheet as a share of its width. */
    private static final float THIN = 0.3f;

    /** Parts of this name are of glass unless something else is said. */
    private static final String GLASS = "glass";

    private final String kind;
    private final List<Integer> usual;
    private Mesh mesh;
    private Look look;
    private final Map<String, Look> parts = new HashMap<>();
    private float scale = 1;
    private final float[] offset = new float[3];

    Item(Catalog.Drawing drawing, Phrase phrase) {
        kind = drawing.name();
        usual = drawing.usual();
        look = phrase.look();
        float[] points = drawing.mesh().points().clone();
        for (int i = 0; i < points.length; i++) {
            points[i] *= phrase.stretch()[i % 3];
        }
        mesh = new Mesh(points, drawing.mesh().corners(), drawing.mesh().colors(), drawing.mesh().parts());
    }

    private Item(Item other) {
        kind = other.kind;
        usual = other.usual;
        look = other.look;
        mesh = other.mesh;
        scale = other.scale;
        System.arraycopy(other.offset, 0, offset, 0, offset.length);
        parts.putAll(other.parts);
    }

    /**
     * Another of the same, where it stands.
     *
     * @param index of the usual colour that it has where none was said
     */
    Item another(int index) {
        Item out = new Item(this);
        if (look.rgb() == Look.OWN && !look.whole()) {
            out.look = new Look(index == 0 ? Look.OWN : usual.get(index % usual.size()), look.second(),
                    look.material(), false);
        }
        return out;
    }

    /** Turns it about the upright axis of its mesh. */
    void turn(double degrees) {
        float c = (float) Math.cos(Math.toRadians(degrees));
        float s = (float) Math.sin(Math.toRadians(degrees));
        mapPoints((p, i) -> {
            float x = p[i];
            p[i] = c * x + s * p[i + 2];
            p[i + 2] = c * p[i + 2] - s * x;
        });
    }

    /** Lays it on its back. */
    void layDown() {
        mapPoints((p, i) -> {
            float y = p[i + 1];
            p[i + 1] = p[i + 2];
            p[i + 2] = -y;
        });
    }

    /** Changes the point that begins at an index. */
    private interface PointChange {
        void change(float[] points, int from);
    }

    private void mapPoints(PointChange change) {
        float[] points = mesh.points().clone();
        for (int i = 0; i < points.length; i += 3) {
            change.change(points, i);
        }
        mesh = new Mesh(points, mesh.corners(), mesh.colors(), mesh.parts());
    }

    String kind() {
        return kind;
    }

    Mesh mesh() {
        return mesh;
    }

    /** The colour of its main part, 0xRRGGBB. */
    int color() {
        return look.rgb() == Look.OWN ? usual() : look.rgb();
    }

    /** The most usual colour of its main part that none of its parts was given: a red roof stands out. */
    private int usual() {
        return usual.stream().filter(c -> parts.values().stream().noneMatch(p -> p.rgb() == c)).findFirst()
                .orElse(usual.getFirst());
    }

    /** The colour that most triangles of its other parts have, or its main one. */
    int secondColor() {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int color : mesh.colors()) {
            if (color != Mesh.MAIN) {
                counts.merge(color, 1, Integer::sum);
            }
        }
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(color());
    }

    void dress(Look other) {
        look = other;
    }

    void dress(String part, Look other) {
        parts.put(part, other);
    }

    boolean has(String part) {
        return Arrays.asList(mesh.parts()).contains(part);
    }

    /** Leaves a part out. */
    void remove(String part) {
        keep(t -> !Objects.equals(part, mesh.parts()[t]));
    }

    private void keep(IntPredicate triangles) {
        int[] kept = IntStream.range(0, mesh.triangles()).filter(triangles).toArray();
        int[] corners = new int[3 * kept.length];
        int[] colors = new int[kept.length];
        String[] names = new String[kept.length];
        for (int t = 0; t < kept.length; t++) {
            System.arraycopy(mesh.corners(), 3 * kept[t], corners, 3 * t, 3);
            colors[t] = mesh.colors()[kept[t]];
            names[t] = mesh.parts()[kept[t]];
        }
        mesh = new Mesh(mesh.points(), corners, colors, names);
    }

    /** Leaves out those of a part's triangles that lie on the left. */
    void halve(String part) {
        float middle = box().middle(0);
        keep(t -> !part.equals(mesh.parts()[t]) || at(mesh.corners()[3 * t], 0) + at(mesh.corners()[3 * t + 1], 0)
                + at(mesh.corners()[3 * t + 2], 0) > 3 * middle);
    }

    /** The part, null for one without a name, whose box is the largest. */
    String largestPart() {
        String largest = mesh.parts()[0];
        for (String part : new HashSet<>(Arrays.asList(mesh.parts()))) {
            largest = box(part).volume() > box(largest).volume() ? part : largest;
        }
        return largest;
    }

    /** Enlarges it about the origin of the scene. */
    void enlarge(double factor) {
        scale *= (float) factor;
        for (int a = 0; a < 3; a++) {
            offset[a] *= (float) factor;
        }
    }

    void move(double x, double y, double z) {
        offset[0] += (float) x;
        offset[1] += (float) y;
        offset[2] += (float) z;
    }

    /** Coordinate {@code axis} of a point of its mesh, in the scene. */
    float at(int point, int axis) {
        return scale * mesh.points()[3 * point + axis] + offset[axis];
    }

    /** The colour at a place of the scene: 0–1 each. */
    float[] color(int own, String part, float x, float y, float z) {
        float u = (x - offset[0]) / scale;
        float v = (y - offset[1]) / scale;
        float w = (z - offset[2]) / scale;
        Look ofPart = part == null ? null : parts.get(part);
        int natural = own == Mesh.MAIN ? usual() : own;
        return ofPart != null ? ofPart.at(natural, true, u, v, w) : look.at(natural, own == Mesh.MAIN, u, v, w);
    }

    /** Enlarges it along an axis about the middle of its box. */
    void stretch(int axis, double factor) {
        Box before = box();
        mapPoints((p, i) -> p[i + axis] *= (float) factor);
        Box after = box();
        offset[axis] += before.middle(axis) - after.middle(axis);
    }

    /** What a part, null for the main one, is made of. */
    Material material(String part) {
        Look ofPart = part == null ? null : parts.get(part);
        boolean main = part == null || ofPart != null || look.whole();
        Material said = main ? (ofPart == null ? look : ofPart).material() : Material.PLAIN;
        return said == Material.PLAIN && GLASS.equals(part) ? Material.GLASS : said;
    }

    /** Of all of it. */
    Box box() {
        return box(t -> true);
    }

    /** Of its head, or else of its upper fifth. */
    Box head() {
        if (has("head")) {
            return box(t -> "head".equals(mesh.parts()[t]));
        }
        Box all = box();
        float from = all.high()[1] - 0.2f * all.size(1);
        return box(t -> Math.max(Math.max(at(mesh.corners()[3 * t], 1), at(mesh.corners()[3 * t + 1], 1)),
                at(mesh.corners()[3 * t + 2], 1)) > from);
    }

    Box box(String part) {
        return box(t -> Objects.equals(part, mesh.parts()[t]));
    }

    private Box box(Predicate<Integer> triangles) {
        float[] low = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
        float[] high = {-Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
        for (int t = 0; t < mesh.triangles(); t++) {
            if (triangles.test(t)) {
                for (int k = 0; k < 3; k++) {
                    for (int a = 0; a < 3; a++) {
                        float v = at(mesh.corners()[3 * t + k], a);
                        low[a] = Math.min(low[a], v);
                        high[a] = Math.max(high[a], v);
                    }
                }
            }
        }
        return new Box(low, high);
    }

    /** Height of the highest surface over a place of the ground, or the bottom of its box where there is none. */
    float topAt(float x, float z) {
        float top = box().low()[1];
        for (int t = 0; t < mesh.triangles(); t++) {
            int a = mesh.corners()[3 * t];
            int b = mesh.corners()[3 * t + 1];
            int c = mesh.corners()[3 * t + 2];
            float area = (at(b, 0) - at(a, 0)) * (at(c, 2) - at(a, 2)) - (at(c, 0) - at(a, 0)) * (at(b, 2) - at(a, 2));
            if (Math.abs(area) < 1e-7f) {
                continue;
            }
            float wb = ((x - at(a, 0)) * (at(c, 2) - at(a, 2)) - (at(c, 0) - at(a, 0)) * (z - at(a, 2))) / area;
            float wc = ((at(b, 0) - at(a, 0)) * (z - at(a, 2)) - (x - at(a, 0)) * (at(b, 2) - at(a, 2))) / area;
            if (wb >= 0 && wc >= 0 && wb + wc <= 1) {
                top = Math.max(top, at(a, 1) + wb * (at(b, 1) - at(a, 1)) + wc * (at(c, 1) - at(a, 1)));
            }
        }
        return top;
    }

    /** An upright box. */
    record Box(float[] low, float[] high) {
        float size(int axis) {
            return high[axis] - low[axis];
        }

        float volume() {
            return size(0) * size(1) * size(2);
        }

        float middle(int axis) {
            return (low[axis] + high[axis]) / 2;
        }

        float width() {
            return Math.max(size(0), size(2));
        }

        /** Whether it is a thin upright thing that would rather lie, as a leaf. */
        boolean isSheet() {
            return size(2) < THIN * Math.min(size(0), size(1)) && size(1) > size(0);
        }
    }
}
