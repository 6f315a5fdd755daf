package studio.kintsugi.models.shape.scene;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import studio.kintsugi.models.shape.look.LookWords;
import studio.kintsugi.models.shape.look.Material;

/**
 * What a sentence asks for.
 *
 * @param thing that it is about
 * @param grouping of several of them
 * @param additions in their order
 */
record Sentence(Phrase thing, Grouping grouping, List<Addition> additions) {
    /** How several things lie that are asked for at once. */
    enum Grouping {
        BESIDE, STACKED, HEAPED
    }

    /** How a word says that things lie, and how many they are where no number is said. */
    private record Group(Grouping grouping, int count) {}

    private static final Map<String, Group> GROUPS = Map.of("pair", new Group(Grouping.BESIDE, 2),
            "stack", new Group(Grouping.STACKED, 4), "tower", new Group(Grouping.STACKED, 4),
            "pile", new Group(Grouping.HEAPED, 4), "heap", new Group(Grouping.HEAPED, 4),
            "bunch", new Group(Grouping.HEAPED, 4), "group", new Group(Grouping.BESIDE, 3),
            "row", new Group(Grouping.BESIDE, 3), "set", new Group(Grouping.BESIDE, 3));

    /** Each is one thing, though a pair of them is said. */
    private static final Set<String> ONE_THOUGH_A_PAIR = Set.of("scissors", "shears", "glasses", "spectacles",
            "eyeglasses", "goggles", "sunglasses", "shades", "trousers", "pants", "jeans", "shorts", "leggings",
            "tights", "pajamas", "pyjamas", "pliers", "tongs", "tweezers", "clippers", "binoculars", "headphones",
            "earphones", "compasses", "scales");

    /** Something else and how it stands to the thing. */
    record Addition(Relation relation, Phrase phrase) {}

    /** Words that say nothing of what a thing looks like here. */
    private static final Set<String> SILENT = Set.of("a", "an", "the", "of", "some", "its", "his", "her", "their",
            "it", "is", "and", "very", "small", "big", "large", "little", "tiny", "giant", "huge", "nice", "beautiful",
            "cute", "old", "new", "coloured", "colored", "color", "colour", "simple", "classic", "toy", "single", "one",
            "pair", "piece", "shiny", "bright", "dark", "light", "pretty", "funny", "happy", "realistic", "detailed",
            "d", "s", "my", "your", "made", "entirely", "pattern", "top", "colours", "colors", "vintage", "antique",
            "modern", "traditional", "typical", "cartoon", "that", "to", "at", "shape", "shaped");
    private static final Pattern LEAD = Pattern.compile("^(?:(?:a|an|the)\\s+)?(?:(?:3d|beautiful|detailed|matte|oil)"
            + "\\s+)*(?:photo|photograph|picture|image|painting|drawing|rendering|render|sculpture|model|figurine|toy"
            + "|slice|pile|stack|tower|heap|bunch|piece|pair|group|row|set)\\s+of\\s+");
    /** A statue is what it is of, in stone unless something else is said. */
    private static final Pattern STATUE = Pattern.compile(
            "^(?:(?:a|an|the)\\s+)?((?:[a-z]+\\s+)*?)(?:statue|statuette|bust|carving)\\s+of\\s+"
            + "(?:(?:a|an|the)\\s+)?");
    private static final Pattern SLICE = Pattern.compile("^(?:a |one )?(?:slice|wedge|piece) of ");
    private static final Map<String, float[]> SHAPES = Map.ofEntries(Map.entry("tall", new float[] {1, 1.35f, 1}),
            Map.entry("high", new float[] {1, 1.3f, 1}), Map.entry("short", new float[] {1, 0.75f, 1}),
            Map.entry("long", new float[] {1, 1, 1.35f}), Map.entry("wide", new float[] {1.35f, 1, 1}),
            Map.entry("fat", new float[] {1.3f, 1, 1.2f}), Map.entry("chubby", new float[] {1.25f, 1, 1.15f}),
            Map.entry("round", new float[] {1, 1, 1}), Map.entry("thin", new float[] {0.75f, 1, 0.8f}),
            Map.entry("slim", new float[] {0.75f, 1, 0.8f}), Map.entry("flat", new float[] {1, 0.6f, 1}));
    private static final Map<String, Integer> NUMBERS = Map.of("two", 2, "three", 3, "four", 4, "five", 5);
    private static final int MOST = 4;

    /**
     * Reads a sentence.
     *
     * @param names of the kinds that are known
     */
    static Sentence read(String text, Names names) {
        String plain = sliced(names.joined(text.toLowerCase(Locale.ROOT).strip()), names);
        String led = LEAD.matcher(plain).replaceFirst("");
        Matcher statue = STATUE.matcher(led);
        if (statue.find()) {
            List<String> said = tokens(statue.group(1));
            String material = said.stream().anyMatch(LookWords::isWhole) ? "" : "stone ";
            led = String.join(" ", said) + " " + material + led.substring(statue.end());
        }
        List<String> all = tokens(plain);
        List<String> rest = tokens(led);
        // "a slice of pizza" may be a kind of its own
        List<String> words = names.kindIn(without(all)).map(f -> f.to() - f.from()).orElse(0)
                > names.kindIn(without(rest)).map(f -> f.to() - f.from()).orElse(0) ? all : rest;
        List<Addition> additions = new ArrayList<>();
        List<String> head = new ArrayList<>();
        List<String> current = head;
        Relation relation = null;
        for (int i = 0; i < words.size();) {
            Relation.Link link = Relation.at(words, i);
            if (link != null && !(without(head).isEmpty() && relation == null)) {
                add(relation, current, additions, names);
                relation = link.relation();
                current = new ArrayList<>();
                i += link.words();
            } else {
                current.add(words.get(i++));
            }
        }
        add(relation, current, additions, names);
        Phrase thing = head(head, additions, names);
        boolean one = all.contains("pair") && head.stream().anyMatch(ONE_THOUGH_A_PAIR::contains);
        Optional<Group> group = words == all || led.equals(plain) || one ? Optional.empty()
                : all.stream().takeWhile(w -> !w.equals("of")).filter(GROUPS::containsKey).findFirst().map(GROUPS::get);
        return new Sentence(group.isPresent() && thing.count() == 1 ? thing.counted(group.get().count()) : thing,
                group.map(Group::grouping).orElse(Grouping.BESIDE), additions);
    }

    /** "A slice of chocolate cake" is a chocolate slice of cake, where that is a kind of its own. */
    private static String sliced(String text, Names names) {
        Matcher slice = SLICE.matcher(text);
        if (!slice.find() || names.kindIn(without(tokens(text))).filter(f -> f.to() - f.from() > 2).isPresent()) {
            return text;
        }
        List<String> rest = tokens(text.substring(slice.end()));
        for (int i = 1; i < rest.size() && Relation.at(rest, i) == null; i++) {
            if (names.kindIn(List.of("slice", rest.get(i))).filter(f -> f.to() - f.from() == 2).isPresent()) {
                return "a " + String.join(" ", rest.subList(0, i)) + " slice of "
                        + String.join(" ", rest.subList(i, rest.size()));
            }
        }
        return text;
    }

    private static Phrase head(List<String> words, List<Addition> additions, Names names) {
        List<String> filled = words;
        int shaped = words.indexOf("shaped");
        if (shaped > 0 && names.kindIn(words.subList(shaped - 1, shaped)).isPresent()
                && names.kindIn(words.subList(shaped + 1, words.size())).isPresent()) {
            additions.addFirst(new Addition(Relation.LIKE, phrase(words.subList(shaped - 1, shaped), names)));
            filled = Stream.concat(words.subList(0, shaped - 1).stream(), words.subList(shaped + 1, words.size())
                    .stream()).toList();
        }
        int of = words.indexOf("of");
        int and = words.indexOf("and");
        if (of > 0 && names.kindIn(without(words)).map(f -> f.to() - f.from()).orElse(0) < 2
                && names.kindIn(words.subList(0, of)).isPresent()) {
            additions.addFirst(new Addition(Relation.FULL_OF, phrase(words.subList(of + 1, words.size()), names)));
            filled = words.subList(0, of);
        } else if (and > 0 && names.kindIn(words.subList(0, and)).isPresent()
                && names.kindIn(words.subList(and + 1, words.size())).isPresent()) {
            additions.addFirst(new Addition(Relation.BESIDE, phrase(words.subList(and + 1, words.size()), names)));
            filled = words.subList(0, and);
        }
        return phrase(filled, names);
    }

    /** Adds what follows a relation; "red and white stripes" is one thing, "a hat and a scarf" are two. */
    private static void add(Relation relation, List<String> words, List<Addition> additions, Names names) {
        if (relation == null || words.isEmpty()) {
            return;
        }
        int from = 0;
        for (int i = 0; i <= words.size(); i++) {
            boolean end = i == words.size();
            if (end || words.get(i).equals("and") && !words.subList(from, i).stream().allMatch(w ->
                    SILENT.contains(w) || LookWords.knows(w))) {
                additions.add(new Addition(relation, phrase(words.subList(from, i), names)));
                from = i + 1;
            }
        }
    }

    private static Phrase phrase(List<String> said, Names names) {
        List<String> words = without(said);
        Optional<Names.Found> found = names.kindIn(words);
        List<String> looks = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        float[] stretch = {1, 1, 1};
        int count = 1;
        String part = words.isEmpty() ? "" : names.part(words.getLast());
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (found.isPresent() && i >= found.get().from() && i < found.get().to()) {
                continue;
            }
            if (SHAPES.containsKey(word)) {
                for (int a = 0; a < 3; a++) {
                    stretch[a] *= SHAPES.get(word)[a];
                }
            } else if (NUMBERS.containsKey(word)) {
                count = Math.min(MOST, NUMBERS.get(word));
            } else if (LookWords.knows(word)) {
                looks.add(word);
            } else if (i < words.size() - 1 || found.isPresent()) {
                unknown.add(word);
            }
        }
        return new Phrase(found.map(Names.Found::name), part, LookWords.of(looks), stretch, count, unknown);
    }

    /** Whether the words of a phrase are a pattern or colours alone, as in "with red stripes". */
    static boolean isPattern(Phrase phrase) {
        return phrase.look().material() != Material.PLAIN && LookWords.isPattern(phrase.part());
    }

    private static List<String> tokens(String text) {
        return Stream.of(text.split("[^\\p{L}]+")).filter(w -> !w.isEmpty()).toList();
    }

    /** The words that are not silent. */
    static List<String> without(Collection<String> words) {
        return words.stream().filter(w -> !SILENT.contains(w)).toList();
    }
}
