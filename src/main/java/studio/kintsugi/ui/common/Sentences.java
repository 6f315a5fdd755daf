package studio.kintsugi.ui.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;

/**
 * What services and files say to the user, in the window's language. Its sentences are English in the source; the
 * others are in {@code ui/sentences_}<i>locale</i>{@code .po}, a catalog of gettext's: {@code msgid} has the English
 * pattern, {@code msgstr} its translation.
 */
public final class Sentences {
    private static final Pattern ENTRY = Pattern.compile("msgid \"(.+)\"\\Rmsgstr \"(.*)\"");

    /** Read when it is first asked for: most windows never do. */
    private static final class Chinese {
        private static final Map<String, String> CATALOG = catalog("/ui/sentences_zh_CN.po");
    }

    private Sentences() {}

    private static Map<String, String> catalog(String resource) {
        try (InputStream in = Sentences.class.getResourceAsStream(resource)) {
            Matcher entries = ENTRY.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            Map<String, String> read = new LinkedHashMap<>();
            while (entries.find()) {
                read.put(entries.group(1).translateEscapes(), entries.group(2).translateEscapes());
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What went wrong, in the language of now; English where it has no translation. Thread-safe. */
    public static String of(KintsugiException failure) {
        return of(failure.sentence());
    }

    /** A sentence in the language of now; English where it has no translation. Thread-safe. */
    public static String of(Sentence sentence) {
        Object[] values = sentence.values().stream().map(v -> v instanceof Sentence s ? of(s) : v).toArray();
        return String.format(Locale.ROOT, pattern(sentence.pattern()), values);
    }

    private static String pattern(String english) {
        return Texts.locale().getLanguage().equals(Locale.CHINESE.getLanguage())
                ? chinese().getOrDefault(english, english) : english;
    }

    /** All that is translated: Chinese patterns by English ones. */
    static Map<String, String> chinese() {
        return Chinese.CATALOG;
    }
}
