package studio.kintsugi.training.picturetext;

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

/** Reads {@code resources/objects/kinds.txt}, whose head says how it is written. */
final class KindsFile {
    private static final double SPREAD = 0.16;
    private static final double BULGE = 0.3;

    private KindsFile() {}

    /** Every kind as it is written. */
    static List<ObjectKind> read() {
        return lines().map(KindsFile::kind).toList();
    }

    /**
     * Every kind in other shapes than its written one: each part stretched by chance, the whole bulged and tapered.
     *
     * @param shapes of each kind
     */
    static List<ObjectKind> reshaped(int shapes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return lines().map(l -> {
            ObjectKind written = kind(l);
            return new ObjectKind(written.names(), written.natural(),
                    IntStream.range(0, shapes).mapToObj(i -> mesh(l, random)).toList());
        }).toList();
    }

    private static Stream<String> lines() {
        try (InputStream in = KindsFile.class.getResourceAsStream("/objects/kinds.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectKind kind(String line) {
        int open = line.indexOf('[');
        int close = line.indexOf(']');
        List<String> names = List.of(line.substring(0, open).strip().split("/"));
        List<NamedColor> natural = Arrays.stream(line.substring(open + 1, close).split(" ")).map(NamedColor::of)
                .toList();
        return new ObjectKind(names, natural, List.of(mesh(line, null)));
    }

    /**
     * A shape of a kind.
     *
     * @param random of what differs from what is written; null for nothing
     */
    private static Mesh mesh(String line, SplittableRandom random) {
        MeshBuilder builder = new MeshBuilder();
        for (String part : line.substring(line.indexOf(':', line.indexOf(']')) + 1).split(";")) {
            try {
                add(part.strip(), builder, random);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("bad part \"" + part.strip() + "\" of " + line, e);
            }
        }
        if (random != null) {
            builder.bulge(random.nextDouble(-BULGE, BULGE), random.nextDouble(-BULGE, BULGE));
        }
        return builder.build();
    }

    private static void add(String part, MeshBuilder builder, SplittableRandom random) {
        List<String> words = new ArrayList<>(List.of(part.split("\\s+")));
        builder.color(Mesh.MAIN);
        if (words.getFirst().startsWith("@")) {
            builder.color(NamedColor.of(words.removeFirst().substring(1)).rgb());
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
            default -> throw new IllegalArgumentException("unknown shape " + shape);
        }
        if (random != null) {
            builder.stretchInPlace(Math.exp(SPREAD * random.nextGaussian()), Math.exp(SPREAD * random.nextGaussian()),
                    Math.exp(SPREAD * random.nextGaussian()));
        }
        changes.forEach(c -> change(c, builder));
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
