package studio.kintsugi.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.Gson;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import studio.kintsugi.cluster.records.Entry;

/** Pictures of noise to work on, and what became of them. */
final class Batch {
    static final String RECIPE = """
            {"version":1,"steps":[{"tool":"denoise","model":"denoise-fast","modelHash":"","parameters":\
            {"strength":0.7}}]}""";

    private Batch() {}

    /** Makes pictures of different sizes, every other one in a folder of its own. */
    static void make(Path folder, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Path file = folder.resolve((i % 2 == 0 ? "" : "more/") + "p" + i + (i % 3 == 0 ? ".jpg" : ".png"));
            picture(file, 40 + 3 * i % 50, 30 + i % 20, i);
        }
    }

    static void picture(Path file, int width, int height, int seed) throws IOException {
        Files.createDirectories(file.getParent());
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, (x * 255 / width) << 16 | (y * 255 / height) << 8 | random.nextInt(256));
            }
        }
        String name = file.toString();
        ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile());
    }

    /** Names of the files below a folder, without what a run keeps for itself. */
    static List<String> results(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(f -> folder.relativize(f).toString())
                    .filter(n -> !n.startsWith("_kintsugi") && !n.endsWith(".kintsugi-journal.jsonl")).sorted()
                    .toList();
        }
    }

    /** Holds that two folders have the same results, byte for byte, and some. */
    static void assertSame(Path expected, Path found) throws IOException {
        List<String> names = results(expected);
        assertFalse(names.isEmpty());
        assertEquals(names, results(found));
        for (String name : names) {
            assertEquals(-1, Files.mismatch(expected.resolve(name), found.resolve(name)), name);
        }
    }

    /** The entries of the one manifest below a folder, of which no two are of the same picture. */
    static Map<String, Entry> manifest(Path folder) throws IOException {
        Map<String, Entry> entries = new HashMap<>();
        TreeSet<Path> runs = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder.resolve("_kintsugi"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
                runs.add(file.getParent());
                for (String line : Files.readAllLines(file)) {
                    Entry entry = new Gson().fromJson(line, Entry.class);
                    if (entries.put(entry.name(), entry) != null) {
                        throw new AssertionError(entry.name() + " stands in the manifest twice");
                    }
                }
            }
        }
        if (runs.size() > 1) {
            throw new AssertionError("superfluous files are left: " + runs);
        }
        return entries;
    }
}
