package studio.kintsugi.models.shape.look;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The words for looks, {@code resources/objects/looks.txt}. */
public final class LookWords {
    private static final Map<String, Look> WORDS = read();

    private LookWords() {}

    private static Map<String, Look> read() {
        try (InputStream in = LookWords.class.getResourceAsStream("/objects/looks.txt")) {
            Map<String, Look> out = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(l -> put(l, out));
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(String line, Map<String, Look> words) {
        String[] tokens = line.split(" ");
        int rgb = tokens.length < 2 || tokens[1].equals("-") ? Look.OWN : Integer.parseInt(tokens[1], 16);
        Material material = tokens.length < 3 ? Material.PLAIN : Material.valueOf(tokens[2].toUpperCase(Locale.ROOT));
        boolean whole = tokens.length > 3 && tokens[3].equals("whole");
        for (String word : tokens[0].split("/")) {
            words.put(word, new Look(rgb, Look.OWN, material, whole));
        }
    }

    /** Whether it says how something looks. */
    public static boolean knows(String word) {
        return WORDS.containsKey(word);
    }

    /** Whether it is what things are made of all over. */
    public static boolean isWhole(String word) {
        return knows(word) && WORDS.get(word).whole();
    }

    /** Whether it is a pattern. */
    public static boolean isPattern(String word) {
        return knows(word) && WORDS.get(word).material() != Material.PLAIN && WORDS.get(word).rgb() == Look.OWN;
    }

    /**
     * What several words say together: of colours the first is the thing's, the second that of its marks; two colours
     * without a pattern are stripes.
     *
     * @param words each known
     */
    public static Look of(List<String> words) {
        List<Integer> colors = new ArrayList<>();
        Material material = Material.PLAIN;
        boolean whole = false;
        int made = Look.OWN;
        for (String word : words) {
            Look look = WORDS.get(word);
            if (look.whole()) {
                whole = true;
                made = look.rgb();
            } else if (look.rgb() != Look.OWN) {
                colors.add(look.rgb());
            }
            if (look.material() != Material.PLAIN) {
                material = look.material();
            }
        }
        int first = !colors.isEmpty() ? colors.getFirst() : made;
        int second = colors.size() > 1 ? colors.get(1) : Look.OWN;
        if (second != Look.OWN && material == Material.PLAIN) {
            material = Material.STRIPED;
        }
        return new Look(first, second, material, whole);
    }
}
