package studio.kintsugi.ui.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.imaging.io.PictureReader;

/** Sentences of services in the window: every one that it can show is translated, with the same values. */
class SentencesTest {
    private static final Path SOURCES = Path.of("src/main/java/studio/kintsugi");
    /** Packages and classes whose failures the command line alone can bring about. */
    private static final Set<String> COMMAND_LINE_PACKAGES = Set.of("cli", "app", "evaluation", "experiments");
    private static final Set<String> COMMAND_LINE = Set.of("field/render/ContactSheet", "service/batch/PictureWork",
            "service/batch/plan/PictureInputs", "service/dream/DreamJudge", "service/dream/ViewFolder",
            "training/TrainingRun", "training/colorization/ColorizeTask", "training/colorization/DrawingFolder",
            "training/data/PhotoFolder", "training/engine/RecipeFile", "training/features/FeatureTask",
            "training/picturetext/PictureTextTask", "training/picturetext/ShapeTask",
            "training/restoration/RestorationTask");
    private static final String TEXT = "\"((?:[^\"\\\\]|\\\\.)*)\"";
    private static final Pattern LITERAL = Pattern.compile(TEXT);
    private static final Pattern SENTENCE = Pattern.compile("Sentence\\.of\\(\\s*((?:" + TEXT + "\\s*\\+?\\s*)+)");
    private static final Pattern BARE = Pattern.compile("new (Kintsugi|Picture|Checkpoint|Viewport)Exception\\(\\s*\"");
    private static final Pattern VALUE = Pattern.compile("%(?:(\\d+)\\$)?([,.\\d]*[a-zA-Z%])");

    @TempDir
    private Path folder;

    @AfterEach
    void speakAsTheSystem() {
        Texts.speak(Language.SYSTEM);
    }

    @Test
    void everySentenceThatTheWindowCanShowIsTranslatedAndNoneBeside() throws Exception {
        Set<String> shown = new TreeSet<>();
        Set<String> all = new TreeSet<>();
        for (Path source : sources()) {
            Matcher sentences = SENTENCE.matcher(Files.readString(source));
            while (sentences.find()) {
                String pattern = LITERAL.matcher(sentences.group(1)).results().map(m -> m.group(1))
                        .reduce("", String::concat).translateEscapes();
                all.add(pattern);
                if (isForTheWindow(source)) {
                    shown.add(pattern);
                }
            }
        }
        assertTrue(shown.size() > 200, shown.size() + " sentences were found");
        shown.removeAll(Sentences.chinese().keySet());
        assertEquals("", String.join("\n", shown), "not translated");
        Set<String> unused = new TreeSet<>(Sentences.chinese().keySet());
        unused.removeAll(all);
        assertEquals("", String.join("\n", unused), "translated, and said nowhere");
    }

    @Test
    void servicesSayNothingThatCanNotBeTranslated() throws Exception {
        Set<String> found = new TreeSet<>();
        for (Path source : sources()) {
            if (isForTheWindow(source) && BARE.matcher(Files.readString(source)).find()) {
                found.add(source.toString());
            }
        }
        assertEquals(Set.of(), found);
    }

    @Test
    void translationsTakeTheSameValues() {
        Sentences.chinese().forEach((english, chinese) -> assertEquals(values(english), values(chinese), chinese));
    }

    @Test
    void aFailureIsSaidInTheLanguageOfTheWindow() throws Exception {
        Path empty = Files.createFile(folder.resolve("x.png"));
        KintsugiException failure = assertThrows(KintsugiException.class, () -> PictureReader.read(empty));
        Texts.speak(Language.CHINESE);
        assertEquals("“x.png”是空文件（0 字节）；请重新复制或下载。", Sentences.of(failure));
        assertEquals("“x.png” is empty (0 bytes); copy or download it again.", failure.getMessage());
        Texts.speak(Language.ENGLISH);
        assertEquals(failure.getMessage(), Sentences.of(failure));
    }

    @Test
    void aSentenceWithinASentenceIsTranslatedToo() {
        Texts.speak(Language.CHINESE);
        assertEquals("未打开“a.nef”：目前还不能读取相机 RAW 图片；请导出为 JPEG 或 TIFF。",
                Sentences.of(Sentence.of("“%s” was not opened: %s can't be read yet; %s.", "a.nef",
                        Sentence.of("camera raw pictures"), Sentence.of("export it as JPEG or TIFF"))));
        assertEquals("10 % of it", Sentences.of(Sentence.plain("10 % of it")));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(f -> f.toString().endsWith(".java")).toList();
        }
    }

    private static boolean isForTheWindow(Path source) {
        String path = SOURCES.relativize(source).toString().replace('\\', '/').replace(".java", "");
        return !COMMAND_LINE_PACKAGES.contains(path.replaceFirst("/.*", "")) && !COMMAND_LINE.contains(path);
    }

    /** How each value is formatted, by its place. */
    private static Map<Integer, String> values(String pattern) {
        Map<Integer, String> values = new TreeMap<>();
        Matcher matcher = VALUE.matcher(pattern);
        int next = 1;
        while (matcher.find()) {
            if (!matcher.group(2).equals("%")) {
                values.put(matcher.group(1) == null ? next++ : Integer.parseInt(matcher.group(1)), matcher.group(2));
            }
        }
        return values;
    }
}
