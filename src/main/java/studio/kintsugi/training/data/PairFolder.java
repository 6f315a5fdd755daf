package studio.kintsugi.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.imaging.io.PictureReader;

/**
 * Examples to learn from: the folders {@code input} and {@code target}, whose pictures belong together by their names
 * without endings. Every {@value #HELD_OUT_EVERY}th pair, and the last in any case, is held out for validation.
 *
 * @param training pairs that are trained on
 * @param validation pairs held out; never empty
 */
public record PairFolder(List<Pair> training, List<Pair> validation) {
    private static final int HELD_OUT_EVERY = 10;

    /**
     * Two pictures of one thing, the second {@code scale} times as wide and high.
     *
     * @param input as it is
     * @param target as it should be; may be shifted by a few pixels
     */
    public record Pair(PhotoSet.Photo input, PhotoSet.Photo target) {}

    /**
     * @param scale target pixels per input pixel along one side
     * @throws KintsugiException where pictures have no counterpart, differ in size, are fewer than two, or can't be
     *     read
     */
    public static PairFolder read(Path folder, int scale) throws KintsugiException {
        Map<String, Path> inputs = byName(folder.resolve("input"));
        Map<String, Path> targets = byName(folder.resolve("target"));
        List<String> unmatched = Stream.concat(inputs.keySet().stream().filter(n -> !targets.containsKey(n)),
                targets.keySet().stream().filter(n -> !inputs.containsKey(n))).sorted().limit(5).toList();
        if (!unmatched.isEmpty()) {
            throw new KintsugiException(Sentence.of("Pairs are matched by name, and these have no counterpart in %s:"
                    + " %s.", folder, String.join(", ", unmatched)));
        }
        if (inputs.size() < 2) {
            throw new KintsugiException(Sentence.of("There are fewer than two pairs in %s: one is held out for"
                    + " validation, so put at least two pictures into input and target.", folder));
        }
        List<Pair> training = new ArrayList<>();
        List<Pair> validation = new ArrayList<>();
        int i = 0;
        for (String name : inputs.keySet()) {
            i++;
            boolean heldOut = i % HELD_OUT_EVERY == 0 || i == inputs.size() && validation.isEmpty();
            (heldOut ? validation : training).add(pair(name, inputs.get(name), targets.get(name), scale));
        }
        return new PairFolder(training, validation);
    }

    private static Pair pair(String name, Path input, Path target, int scale) throws KintsugiException {
        PhotoSet.Photo a = PhotoFolder.photo(name, PictureReader.read(input), 1);
        PhotoSet.Photo b = PhotoFolder.photo(name, PictureReader.read(target), 1);
        if (b.width() != a.width() * scale || b.height() != a.height() * scale) {
            throw new KintsugiException(Sentence.of("The pictures of the pair \"%s\" are %s × %s and %s × %s pixels:"
                    + " %s.", name, a.width(), a.height(), b.width(), b.height(), scale == 1
                    ? Sentence.of("both need one size")
                    : Sentence.of("the second needs %s times the first's size", scale)));
        }
        return new Pair(a, b);
    }

    private static Map<String, Path> byName(Path folder) throws KintsugiException {
        if (!Files.isDirectory(folder)) {
            throw new KintsugiException(Sentence.of("The folder %s is missing: examples are two folders, input and"
                    + " target, with pictures of the same names.", folder));
        }
        Map<String, Path> out = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(PhotoFolder::isPicture).sorted().toList()) {
                String name = file.getFileName().toString();
                if (out.put(name.substring(0, name.lastIndexOf('.')), file) != null) {
                    throw new KintsugiException(Sentence.of("Two pictures in %s have the name of %s: leave one of"
                            + " them out.", folder, name));
                }
            }
            return out;
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The folder %s can't be read: check its rights.", folder), e);
        }
    }
}
