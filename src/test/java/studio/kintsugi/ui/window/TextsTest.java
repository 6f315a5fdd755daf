package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.tools.Tool;

/** All texts of the window come from its message bundle. */
class TextsTest {
    private static final Pattern KEY = Pattern.compile("Texts\\.of\\(\\s*\"([a-z.-]+[a-z])\"");
    /** Two words in one string: a sentence, or part of one. */
    private static final Pattern WORDS = Pattern.compile("\"[^\"]*\\p{L}{2,} \\p{L}{2,}[^\"]*\"");

    @Test
    void everyTextIsInTheBundleAndNoneInTheCode() throws Exception {
        List<String> faults = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/studio/kintsugi/ui"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String code = Files.readString(file);
                KEY.matcher(code).results().map(m -> m.group(1)).filter(k -> !Texts.has(k))
                        .forEach(k -> faults.add(file + " asks for " + k));
                code.lines().filter(l -> !l.contains("LOG.") && WORDS.matcher(l).find())
                        .forEach(l -> faults.add(file + " says " + l.strip()));
            }
        }
        assertEquals(List.of(), faults);
    }

    @Test
    void everyToolHasItsTexts() {
        for (Tool tool : Tool.ALL) {
            assertTrue(!tool.title().isBlank() && !tool.summary().isBlank());
        }
    }
}
