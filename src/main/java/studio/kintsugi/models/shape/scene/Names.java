package studio.kintsugi.models.shape.scene;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds kinds and parts by the words for them, with the synonyms of {@code resources/objects/aliases.txt}. */
final class Names {
    private static final Set<String> ALSO_PLURAL = Set.of("glass", "cactus", "bus", "dress", "grass", "compass",
            "walrus", "octopus", "chess", "iris");

    /** Words that lead over to another thing, unless they are within a name. */
    private static final Set<String> LINKS = Set.of("in", "and", "on", "with");

    /** Names with links in them, and the same without. */
    private final Map<String, String> linked = new HashMap<>();
    private final Map<List<String>, String> kinds = new HashMap<>();
    private final Map<String, String> parts = new HashMap<>();

    /**
     * @param names of kinds
     */
    Names(Collection<String> names) {
        names.forEach(this::add);
        try (InputStream in = Names.class.getResourceAsStream("/objects/aliases.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> !l.startsWith("#"))
                    .forEach(this::alias);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String name) {
        kinds.putIfAbsent(words(name), name);
        List<String> all = List.of(name.split(" "));
        if (all.stream().anyMatch(LINKS::contains)) {
            linked.put(name, String.join(" ", Sentence.without(all).stream().filter(w -> !LINKS.contains(w)).toList()));
        }
    }

    /** The text with names such as "ship in a bottle" in words that do not lead over to another thing. */
    String joined(String text) {
        String out = text;
        for (Map.Entry<String, String> e : linked.entrySet()) {
            out = out.replace(e.getKey(), e.getValue());
        }
        return out;
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

    /** Those of a name that are read in sentences: in a traffic light, light is none. */
    private static List<String> words(String name) {
        List<String> all = Arrays.stream(name.split(" ")).filter(w -> !LINKS.contains(w)).toList();
        List<String> said = Sentence.without(all);
        return (said.isEmpty() ? all : said).stream().map(Names::singular).toList();
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
