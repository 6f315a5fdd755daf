package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.kintsugi.ui.common.Language;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.tools.Tool;

/** All texts of the window come from its message bundles, which say the same in each language. */
class TextsTest {
    private static final Pattern ASKED = Pattern.compile(
            "Texts\\s*\\.(?:of|text|say)\\((?:[^\"();]*,)?\\s*\"([a-z0-9.-]*[a-z0-9])\"");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z0-9.-]+)\"");
    /** Two words in one string: a sentence, or part of one. */
    private static final Pattern WORDS = Pattern.compile("\"[^\"]*\\p{L}{2,} \\p{L}{2,}[^\"]*\"");
    /** A word given to a control as it stands. */
    private static final Pattern SHOWN = Pattern.compile("(?:new (?:Label|Button|ToggleButton|CheckBox|RadioButton"
            + "|Hyperlink|Tooltip|MenuItem|Menu|Tab|TitledPane|Text)|setText|setPromptText|setAccessibleText|setTitle"
            + "|setHeaderText|setContentText)\\(\\s*\"[^\"]*\\p{L}");
    /** Lines of the log, faults of the program, and names of keys. */
    private static final Pattern FOR_DEVELOPERS = Pattern.compile("LOG\\.|new Illegal\\w+Exception|\"Shortcut\\+");
    /** Services' sentences are keys of a catalog of their own, which SentencesTest looks after. */
    private static final Pattern IN_THE_CATALOG = Pattern.compile("Sentence\\.of\\(\"[^\"]*\"");
    private static final Pattern VALUE = Pattern.compile("\\{(\\d)");
    private static final Pattern MNEMONIC = Pattern.compile("_\\p{L}|_\\{");

    @AfterEach
    void speakAsTheSystem() {
        Texts.speak(Language.SYSTEM);
    }

    @Test
    void everyTextIsInTheBundleAndNoneInTheCode() throws Exception {
        Properties english = bundle("texts.properties");
        List<String> faults = new ArrayList<>();
        for (Path file : sources()) {
            String code = Files.readString(file);
            ASKED.matcher(code).results().map(m -> m.group(1)).filter(k -> !english.containsKey(k))
                    .forEach(k -> faults.add(file + " asks for " + k));
            code.lines().map(l -> IN_THE_CATALOG.matcher(l).replaceAll("sentence"))
                    .filter(l -> !FOR_DEVELOPERS.matcher(l).find() && !l.strip().startsWith("*")
                            && (WORDS.matcher(l).find() || SHOWN.matcher(l).find()))
                    .forEach(l -> faults.add(file + " says " + l.strip()));
        }
        assertEquals(List.of(), faults);
    }

    /** A key stands in the code whole, or its beginning, middle or end does, as in {@code id + ".hint"}. */
    @Test
    void noTextIsLeftOverInTheBundle() throws Exception {
        Set<String> literals = new TreeSet<>();
        for (Path file : sources()) {
            LITERAL.matcher(Files.readString(file)).results().forEach(m -> literals.add(m.group(1)));
        }
        List<String> unused = bundle("texts.properties").stringPropertyNames().stream()
                .filter(k -> !isAsked(k, literals)).sorted().toList();
        assertEquals(List.of(), unused);
    }

    private static boolean isAsked(String key, Set<String> literals) {
        if (literals.contains(key)) {
            return true;
        }
        return literals.stream().filter(l -> l.length() > 1).anyMatch(l -> l.endsWith(".") && key.startsWith(l)
                || l.startsWith(".") && l.endsWith(".") && key.contains(l)
                || l.startsWith(".") && key.endsWith(l)
                        && literals.contains(key.substring(0, key.length() - l.length())));
    }

    @Test
    void bothLanguagesHaveTheSameTextsWithTheSameValues() throws Exception {
        Properties english = bundle("texts.properties");
        Properties chinese = bundle("texts_zh_CN.properties");
        assertEquals(new TreeSet<>(english.stringPropertyNames()), new TreeSet<>(chinese.stringPropertyNames()));
        assertTrue(english.size() > 100);
        List<String> faults = new ArrayList<>();
        for (String key : english.stringPropertyNames()) {
            String one = english.getProperty(key);
            String other = chinese.getProperty(key);
            if (!values(one).equals(values(other))) {
                faults.add(key + ": " + one + " | " + other);
            }
            if (MNEMONIC.matcher(one).find() != MNEMONIC.matcher(other).find()) {
                faults.add(key + " has a mnemonic in one language alone");
            }
            for (String text : List.of(one, other)) {
                assertFalse(text.contains("'"), "MessageFormat reads ' as a quote; write ’: " + text);
                // what is no message format throws
                new MessageFormat(text, Locale.ENGLISH);
            }
        }
        assertEquals(List.of(), faults);
    }

    private static Set<String> values(String text) {
        return VALUE.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aBoundTextFollowsTheLanguage() {
        SimpleStringProperty what = new SimpleStringProperty("a.png");
        StringBinding text = Texts.text("saved", what);
        Texts.speak(Language.ENGLISH);
        assertEquals("Saved as a.png.", text.get());
        Texts.speak(Language.CHINESE);
        assertEquals("已保存为 a.png。", text.get());
        what.set("b.png");
        assertEquals("已保存为 b.png。", text.get());
    }

    @Test
    void pluralsAreChosenByTheNumber() {
        Texts.speak(Language.ENGLISH);
        assertEquals("It knows one kind of object", Texts.of("dream.guidance.kinds", 1));
        assertEquals("It knows 1200 kinds of object", Texts.of("dream.guidance.kinds", 1200));
    }

    @Test
    void everyToolHasItsTexts() {
        for (Tool tool : Tool.ALL) {
            assertTrue(!tool.title().isBlank() && !tool.summary().isBlank());
        }
    }

    private static Properties bundle(String name) throws Exception {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("resources", "ui", name))) {
            properties.load(reader);
        }
        return properties;
    }

    private static List<Path> sources() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/studio/kintsugi/ui"))) {
            return files.filter(f -> f.toString().endsWith(".java")).toList();
        }
    }
}
