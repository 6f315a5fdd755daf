package studio.kintsugi.models.shape.scene;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How something stands to the thing that a sentence is about. */
public enum Relation {
    /** It has it as a part, wears it or has it on top. */
    HAS,
    /** It holds it. */
    HOLDS,
    /** It stands, sits or lies on it. */
    ON,
    /** It is in it. */
    IN,
    /** It is filled with it. */
    FULL_OF,
    /** It is under it. */
    UNDER,
    /** It is beside it. */
    BESIDE,
    /** It has its form. */
    LIKE,
    /** It is made of it. */
    MADE_OF,
    /** It lacks it. */
    LACKS;

    /** The words for each, those of several words first. */
    private static final Map<List<String>, Relation> WORDS = new LinkedHashMap<>();

    static {
        words(LIKE, "in the shape of", "in the form of", "in the style of", "that looks like", "which looks like",
                "looking like", "looks like", "shaped like", "shaped as", "like");
        words(MADE_OF, "made entirely of", "made out of", "made of", "made from", "built of", "built from",
                "carved from", "carved out of", "out of");
        words(HAS, "that has", "dressed in", "covered with", "covered in", "decorated with", "topped with", "wearing",
                "with", "has");
        words(HOLDS, "holding", "carrying", "playing", "eating");
        words(ON, "sitting on top of", "standing on top of", "on top of", "sitting on", "standing on", "lying on",
                "resting on", "perched on", "riding on", "sitting in", "riding", "on", "atop");
        words(FULL_OF, "filled with", "full of");
        words(IN, "inside of", "inside", "within", "in");
        words(UNDER, "under", "beneath", "below");
        words(BESIDE, "next to", "in front of", "beside", "near", "behind");
        words(LACKS, "without");
    }

    private static void words(Relation relation, String... all) {
        for (String words : all) {
            WORDS.put(List.of(words.split(" ")), relation);
        }
    }

    /** Words that lead over to something else. */
    record Link(Relation relation, int words) {}

    /** What begins with a word of a sentence, or null. */
    static Link at(List<String> sentence, int from) {
        Link best = null;
        for (Map.Entry<List<String>, Relation> e : WORDS.entrySet()) {
            int n = e.getKey().size();
            if (from + n <= sentence.size() && (best == null || n > best.words())
                    && sentence.subList(from, from + n).equals(e.getKey())) {
                best = new Link(e.getValue(), n);
            }
        }
        return best;
    }
}
