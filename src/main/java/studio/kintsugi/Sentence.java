package studio.kintsugi;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A sentence for the user, in English, that another language can say as well: the pattern is what a translation is
 * looked up by, as with gettext, and the values are put into either. A value that is a sentence itself is translated,
 * too.
 *
 * @param pattern English, in the form of {@link String#format}
 * @param values for the pattern
 */
public record Sentence(String pattern, List<Object> values) {
    /** The sentence of a pattern that stands in the source as a literal, so that a test finds it. */
    public static Sentence of(String pattern, Object... values) {
        return new Sentence(pattern, Arrays.asList(values));
    }

    /** What is known in one language alone, or was put into the user's own before. */
    public static Sentence plain(String words) {
        return new Sentence("%s", List.of(words));
    }

    /** In English, as the command line says it. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, pattern, values.toArray());
    }
}
