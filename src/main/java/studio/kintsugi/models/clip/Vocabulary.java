package studio.kintsugi.models.clip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words that a compact text tower knows. A sentence is read as the set of its known words: their order is not
 * heard, and words such as "a" and "of" are passed over.
 */
public final class Vocabulary {
    private static final Set<String> SILENT = Set.of("a", "an", "the", "of", "on", "in", "with", "and", "made", "from",
            "picture", "photo", "image", "render", "rendering", "thing", "object", "some", "is", "it", "that", "to",
            "out", "for", "my", "small", "big", "large", "little", "nice", "beautiful", "coloured", "colored",
            "drawing", "toy", "model", "one", "single", "very", "looks", "like", "shape", "shaped", "d");
    private static final Map<String, String> SAME = Map.ofEntries(Map.entry("gray", "grey"),
            Map.entry("wood", "wooden"),
            Map.entry("gold", "golden"), Map.entry("metallic", "metal"), Map.entry("iron", "metal"),
            Map.entry("steel", "metal"), Map.entry("rocky", "stone"), Map.entry("stripy", "striped"),
            Map.entry("stripes", "striped"), Map.entry("dotted", "spotted"), Map.entry("dots", "spotted"),
            Map.entry("bricks", "brick"), Map.entry("checked", "checkered"), Map.entry("violet", "purple"),
            Map.entry("cyan", "turquoise"), Map.entry("teal", "turquoise"), Map.entry("crimson", "red"),
            Map.entry("scarlet", "red"));

    private final List<String> known;
    private final Map<String, Integer> index = new HashMap<>();

    /**
     * @param known in the order of the embedding's rows
     */
    public Vocabulary(List<String> known) {
        this.known = List.copyOf(known);
        for (int i = 0; i < known.size(); i++) {
            index.put(known.get(i), i);
        }
    }

    /**
     * A sentence as it was understood.
     *
     * @param indices of the known words, each once
     * @param unknown words that were passed over, as they were written
     */
    public record Reading(List<Integer> indices, List<String> unknown) {}

    public List<String> known() {
        return known;
    }

    public int size() {
        return known.size();
    }

    /** The words that count in a sentence, in their plain form. */
    public static List<String> of(String sentence) {
        List<String> out = new ArrayList<>();
        for (String word : sentence.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
            if (!word.isEmpty() && !SILENT.contains(word)) {
                out.add(SAME.getOrDefault(word, word));
            }
        }
        return out;
    }

    public Reading read(String sentence) {
        Set<Integer> indices = new LinkedHashSet<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (String word : of(sentence)) {
            Integer i = find(word);
            if (i == null) {
                unknown.add(word);
            } else {
                indices.add(i);
            }
        }
        return new Reading(List.copyOf(indices), List.copyOf(unknown));
    }

    /** Plurals are taken for their singular. */
    private Integer find(String word) {
        Integer i = index.get(word);
        if (i == null && word.endsWith("s")) {
            i = index.get(word.substring(0, word.length() - 1));
        }
        if (i == null && word.endsWith("es")) {
            i = index.get(word.substring(0, word.length() - 2));
        }
        return i;
    }

    /** One row of zeros and ones a sentence: (sentences, {@link #size()}), row-major. */
    public float[] bags(List<String> sentences) {
        float[] out = new float[sentences.size() * size()];
        for (int s = 0; s < sentences.size(); s++) {
            for (int i : read(sentences.get(s)).indices()) {
                out[s * size() + i] = 1;
            }
        }
        return out;
    }
}
