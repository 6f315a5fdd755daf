package studio.kintsugi.models.shape.drawn;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import studio.kintsugi.models.shape.look.NamedColor;

/** Reads {@code resources/objects/kinds.txt}, whose head says how it is written. */
public final class KindsFile {
    /**
     * How far things of a kind differ from what is written.
     *
     * @param spread standard deviation of the logarithm of a part's size
     * @param stretch the same of the whole's size along each axis, which leaves parts that touch together
     * @param bulge how much wider or narrower it may be at some heights
     */
    record Variation(double spread, double stretch, double bulge) {
        static final Variation NONE = new Variation(0, 0, 0);
        static final Variation SLIGHT = new Variation(0, 0.06, 0.05);
        static final Variation FAR = new Variation(0.16, 0, 0.3);
    }

    private KindsFile() {}

    /** Every kind as it is written. */
    public static List<ObjectKind> read() {
        return lines().map(KindsFile::kind).toList();
    }

    /**
     * Every kind in other shapes than its written one: each part stretched by chance, the whole bulged and tapered.
     *
     * @param shapes of each kind
     */
    public static List<ObjectKind> reshaped(int shapes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return lines().map(l -> {
            ObjectKind written = kind(l);
            return new ObjectKind(written.names(), written.natural(),
                    IntStream.range(0, shapes).mapToObj(i -> mesh(l, Variation.FAR, random)).toList());
        }).toList();
    }

    static Stream<String> lines() {
        try (InputStream in = KindsFile.class.getResourceAsStream("/objects/kinds.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kind in a line. */
    public static ObjectKind kind(String line) {
        int open = line.indexOf('[');
        int close = line.indexOf(']');
        List<NamedColor> natural = Arrays.stream(line.substring(open + 1, close).split(" ")).map(NamedColor::of)
                .toList();
        return new ObjectKind(names(line), natural, List.of(mesh(line, Variation.NONE, new SplittableRandom(0))));
    }

    /** The names in a line, the usual one first. */
    static List<String> names(String line) {
        return List.of(line.substring(0, line.indexOf('[')).strip().split("/"));
    }

    /** A shape of the kind in a line. */
    static Mesh mesh(String line, Variation variation, SplittableRandom random) {
        MeshBuilder builder = new MeshBuilder();
        for (String part : line.substring(line.indexOf(':', line.indexOf(']')) + 1).split(";")) {
            try {
                add(part.strip(), builder, variation.spread(), random);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("bad part \"" + part.strip() + "\" of " + line, e);
            }
        }
        if (variation.stretch() > 0) {
            builder.stretch(factor(variation.stretch(), random), factor(variation.stretch(), random),
                    factor(variation.stretch(), random));
        }
        double b = variation.bulge();
        if (b > 0) {
            builder.bulge(random.nextDouble(-b, b), random.nextDouble(-b, b));
        }
        return builder.build();
    }

    private static void add(String part, MeshBuilder builder, double spread, SplittableRandom random) {
        List<String> words = new ArrayList<>(List.of(part.split("\\s+")));
        builder.color(Mesh.MAIN);
        builder.part(null);
        if (words.getFirst().startsWith("@")) {
            String[] tag = words.removeFirst().substring(1).split(":", 2);
            builder.color(tag[0].isEmpty() ? Mesh.MAIN : NamedColor.of(tag[0]).rgb());
            builder.part(tag.length > 1 ? tag[1] : null);
        }
        builder.mark();
        String shape = words.removeFirst();
        int axis = shape.equals("ring") ? axis(words.remove(5).charAt(0)) : 0;
        List<String> changes = words.stream().filter(w -> "~^%+".indexOf(w.charAt(0)) >= 0).toList();
        double[] n = words.stream().filter(w -> !changes.contains(w)).mapToDouble(Double::parseDouble).toArray();
        switch (shape) {
            case "box" -> builder.box(n[0], n[1], n[2], n[3], n[4], n[5]);
            case "roof" -> builder.roof(n[0], n[1], n[2], n[3], n[4], n[5]);
            case "pyramid" -> builder.pyramid(n[0], n[1], n[2], n[3], n[4], n[5]);
            case "ball" -> builder.ball(n[0], n[1], n[2], n[3], n[4], n[5]);
            case "tube" -> builder.tube(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]);
            case "post" -> builder.tube(n[0], n[3], n[1], n[2], n[0], n[4], n[1], n.length > 5 ? n[5] : n[2]);
            case "ring" -> builder.ring(n[0], n[1], n[2], n[3], n[4], axis);
            case "spin" -> builder.spin(n);
            case "path" -> builder.path(n[0], Arrays.copyOfRange(n, 1, n.length));
            case "side" -> builder.flat(0, n[0], Arrays.copyOfRange(n, 1, n.length));
            case "slab" -> builder.flat(1, n[0], Arrays.copyOfRange(n, 1, n.length));
            case "flat" -> builder.flat(2, n[0], Arrays.copyOfRange(n, 1, n.length));
            default -> throw new IllegalArgumentException("unknown shape " + shape);
        }
        if (spread > 0) {
            builder.stretchInPlace(factor(spread, random), factor(spread, random), factor(spread, random));
        }
        changes.forEach(c -> change(c, builder));
    }

    private static double factor(double deviation, SplittableRandom random) {
        return Math.exp(deviation * random.nextGaussian());
    }

    private static void change(String change, MeshBuilder builder) {
        String rest = change.substring(1);
        switch (change.charAt(0)) {
            case '~' -> rest.chars().forEach(c -> builder.mirror(axis((char) c)));
            case '^' -> builder.turnInPlace(axis(rest.charAt(0)), Double.parseDouble(rest.substring(1)));
            case '%' -> {
                boolean named = Character.isLetter(rest.charAt(0));
                builder.repeat(named ? axis(rest.charAt(0)) : 1, Integer.parseInt(named ? rest.substring(1) : rest));
            }
            default -> {
                double[] by = Arrays.stream(rest.split(",")).mapToDouble(Double::parseDouble).toArray();
                builder.move(by[0], by[1], by[2]);
            }
        }
    }

    private static int axis(char name) {
        return name - 'x';
    }
}
