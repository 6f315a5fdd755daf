package studio.kintsugi.service.dream;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.models.clip.Vocabulary;
import studio.kintsugi.store.ModelCard;

/**
 * What can be said to a picture-text model, as its card tells. Models that read anything have no words of their own.
 *
 * @param id of the model
 * @param title of the model
 * @param words all it knows; empty where it reads anything
 * @param kinds of object it knows
 * @param good those of them that it tells apart best; {@code kinds} where that was not measured
 * @param colors it knows; what it is good at was measured in these
 * @param materials it knows
 */
public record GuidanceVocabulary(String id, String title, Optional<Vocabulary> words, List<String> kinds,
        List<String> good, List<String> colors, List<String> materials) {
    /** In a card's hyper-parameters: kinds of object that were all named rightly when the model was validated. */
    public static final String GOOD = "good";

    private static final int MOST_WORDS = 8;
    private static final int LEAST_LETTERS = 4;

    /** As a card tells. */
    public static GuidanceVocabulary of(ModelCard card) {
        HyperParameters hyper = card.hyperParameters();
        List<String> kinds = strings(hyper, "kinds");
        List<String> good = strings(hyper, GOOD);
        return new GuidanceVocabulary(card.id(), card.title(),
                hyper.has("words") ? Optional.of(new Vocabulary(strings(hyper, "words"))) : Optional.empty(),
                kinds, good.isEmpty() ? kinds : good,
                strings(hyper, "colours"), strings(hyper, "materials"));
    }

    /** Colours and materials it knows. */
    public List<String> looks() {
        return Stream.concat(colors.stream(), materials.stream()).toList();
    }

    private static List<String> strings(HyperParameters hyper, String name) {
        return hyper.texts(name, List.of());
    }

    /** Whether any word means something to it. */
    public boolean reads(String sentence) {
        return words.map(w -> !w.read(sentence).indices().isEmpty()).orElse(!sentence.isBlank());
    }

    /** Whether it has learnt a kind of object, as far as that is known, or reads anything. */
    boolean follows(String kind) {
        return words.isEmpty() || (kinds.isEmpty() ? reads(kind) : !kindsIn(kind).isEmpty());
    }

    /** Whether it hears no difference between two sentences. */
    boolean hearsTheSame(String a, String b) {
        return words.isPresent() && reads(a)
                && Set.copyOf(words.get().read(a).indices()).equals(Set.copyOf(words.get().read(b).indices()));
    }

    /** Kinds of object that a sentence names; of "a pine tree" the pine tree, not the tree. */
    List<String> kindsIn(String sentence) {
        if (words.isEmpty()) {
            return List.of();
        }
        Set<Integer> said = new LinkedHashSet<>(words.get().read(sentence).indices());
        List<String> out = new ArrayList<>();
        kinds.stream().sorted(Comparator.comparingInt(k -> -k.length())).forEach(kind -> {
            List<Integer> parts = words.get().read(kind).indices();
            if (!parts.isEmpty() && said.containsAll(parts)) {
                parts.forEach(said::remove);
                out.add(kind);
            }
        });
        return out;
    }

    /** In what way a prompt lies outside of what it knows, a sentence each; empty where all is well. */
    public List<Sentence> remarks(String prompt) {
        if (words.isEmpty() || prompt.isBlank()) {
            return List.of();
        }
        Vocabulary.Reading reading = words.get().read(prompt);
        if (reading.indices().isEmpty()) {
            return List.of(Sentence.of("The guidance \"%s\" knows none of these words%s. It knows things such as"
                    + " \"%s\", in English; an imported CLIP knows far more.", id, meant(reading.unknown()),
                    examples()));
        }
        List<Sentence> out = new ArrayList<>();
        if (!reading.unknown().isEmpty()) {
            out.add(Sentence.of("The guidance \"%s\" passed over words that it does not know: %s%s.", id,
                    listed(reading.unknown()), meant(reading.unknown())));
        }
        if (!kinds.isEmpty()) {
            List<String> named = kindsIn(prompt);
            if (named.isEmpty()) {
                out.add(Sentence.of("The guidance \"%s\" finds no kind of object among these words that it has learnt:"
                        + " what comes may be anything.", id));
            } else if (named.size() > 1) {
                out.add(Sentence.of("The guidance \"%s\" has learnt one object at a time, and these words name several:"
                        + " %s.", id, listed(named)));
            }
        }
        return out;
    }

    private static Sentence listed(List<String> all) {
        String first = String.join(", ", all.subList(0, Math.min(MOST_WORDS, all.size())));
        return all.size() > MOST_WORDS ? Sentence.of("%s, … (%d in all)", first, all.size()) : Sentence.plain(first);
    }

    /** Known words that differ from unknown ones by a slip of the finger. */
    private Sentence meant(List<String> unknown) {
        List<String> near = unknown.stream().limit(MOST_WORDS).filter(u -> u.length() >= LEAST_LETTERS)
                .flatMap(u -> words.get().known().stream().filter(k -> slips(u, k)).limit(1)).distinct().toList();
        return near.isEmpty() ? Sentence.plain("") : Sentence.of(" (did you mean %s?)", String.join(", ", near));
    }

    /** Whether one letter is missing, added or wrong, or two neighbours are swapped. */
    private static boolean slips(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 1) {
            return false;
        }
        int head = 0;
        int most = Math.min(a.length(), b.length());
        while (head < most && a.charAt(head) == b.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && a.charAt(a.length() - 1 - tail) == b.charAt(b.length() - 1 - tail)) {
            tail++;
        }
        int restA = a.length() - head - tail;
        int restB = b.length() - head - tail;
        return restA <= 1 && restB <= 1 || restA == 2 && restB == 2 && a.charAt(head) == b.charAt(head + 1)
                && a.charAt(head + 1) == b.charAt(head);
    }

    private String examples() {
        return kinds.isEmpty() ? String.join(" ", words.orElseThrow().known().stream().limit(3).toList())
                : "a red " + kinds.getFirst();
    }

    /**
     * Prompts of what it is good at, in its colours; what a colour names already, as in "orange fruit", goes without.
     */
    public List<String> suggestions(RandomGenerator random, int count) {
        List<String> drawn = new ArrayList<>(good);
        Collections.shuffle(drawn, random);
        return drawn.stream().limit(count).map(kind -> {
            boolean plain = colors.isEmpty() || colors.stream().anyMatch(Vocabulary.of(kind)::contains);
            String said = plain ? kind : colors.get(random.nextInt(colors.size())) + " " + kind;
            return ("aeiou".indexOf(said.charAt(0)) < 0 ? "a " : "an ") + said;
        }).toList();
    }
}
