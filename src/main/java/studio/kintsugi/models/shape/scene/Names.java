package studio.kintsugi.models.shape.scene;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds kinds and parts by the words for them, with the synonyms of {@code resources/objects/aliases.txt}. */
final class Names {
    private static final Set<String> ALSO_PLURAL = Set.of("glass", "cactus", "bus", "dress", "grass", "compass",
            "walrus", "octopus", "chess", "iris");

    private final Map<List<String>, String> kinds = new HashMap<>();
    private final Map<String, String> parts = new HashMap<>();

    /**
     * @param names of kinds
     */
    Names(Collection<String> names) {
        names.forEach(n -> kinds.put(words(n), n));
        try (InputStream in = Names.class.getResourceAsStream("/objects/aliases.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> !l.startsWith("#"))
                    .forEach(this::alias);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void alias(String line) {
        boolean ofKind = line.contains(" = ");
        String[] sides = line.split(ofKind ? " = " : " : ");
        for (String alias : sides[0].split("/")) {
            if (!ofKind) {
                parts.put(alias, sides[1]);
            } else if (kinds.containsValue(sides[1])) {
                kinds.putIfAbsent(words(alias), sides[1]);
            }
        }
    }

    private static List<String> words(String name) {
        return Stream.of(name.split(" ")).filter(w -> !w.equals("of")).map(Names::singular).toList();
    }

    /**
     * A kind among words.
     *
     * @param name of the kind
     * @param from index of its first word
     * @param to index after its last
     */
    record Found(String name, int from, int to) {}

    /** The kind that the most neighbouring words name, and of several the last: a tea pot lid is a lid. */
    Optional<Found> kindIn(List<String> sentence) {
        List<String> words = sentence.stream().map(Names::singular).toList();
        for (int length = Math.min(4, words.size()); length > 0; length--) {
            for (int from = words.size() - length; from >= 0; from--) {
                String kind = kinds.get(words.subList(from, from + length));
                if (kind != null) {
                    return Optional.of(new Found(kind, from, from + length));
                }
            }
        }
        return Optional.empty();
    }

    /** A part's own name, whatever word was used for it. */
    String part(String word) {
        String single = singular(word);
        return parts.getOrDefault(word, parts.getOrDefault(single, single));
    }

    /** Of usual plurals the singular. */
    static String singular(String word) {
        if (word.length() < 4 || !word.endsWith("s") || word.endsWith("ss") || ALSO_PLURAL.contains(word)) {
            return word;
        }
        if (word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        boolean hissed = word.endsWith("ches") || word.endsWith("shes") || word.endsWith("xes")
                || word.endsWith("sses") || word.endsWith("toes");
        return word.substring(0, word.length() - (hissed ? 2 : 1));
    }
}
