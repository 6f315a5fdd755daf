package studio.kintsugi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.imaging.PictureFormat;

class DescribeCommandTest {
    /** What a page puts in capital letters. */
    private static final Set<String> HEADINGS = Set.of("Usage", "Commands");

    @RegisterExtension
    private final CommandLineRunner line = CommandLineRunner.withoutRestoring();

    @TempDir
    private Path folder;

    @BeforeEach
    void describe() {
        Outcome outcome = line.run("describe", folder);
        assertEquals(0, outcome.status(), outcome.err());
    }

    @Test
    void everyPageOfTheManualSaysWhatHelpSays() throws Exception {
        List<Path> pages;
        try (Stream<Path> files = Files.list(folder.resolve("man"))) {
            pages = files.sorted().toList();
        }
        for (Path page : pages) {
            String name = page.getFileName().toString().replaceFirst("\\.1$", "");
            List<Object> arguments = new ArrayList<>(List.of((Object[]) name.split("-")));
            arguments.removeFirst();
            arguments.add("--help");
            Outcome help = line.run(arguments.toArray());
            Set<String> missing = words(help.out());
            assertTrue(missing.contains("Usage"), help.out());
            missing.removeAll(words(plain(Files.readString(page))));
            missing.removeAll(HEADINGS);
            assertEquals(Set.of(), missing, name);
        }
        assertTrue(pages.size() > 20, pages.toString());
    }

    @Test
    void packagesAreAssociatedWithEveryFormat() throws Exception {
        Set<PictureFormat> associated = EnumSet.noneOf(PictureFormat.class);
        for (String ending : Files.readAllLines(folder.resolve("picture-endings"))) {
            associated.add(PictureFormat.ofName("a." + ending).orElseThrow(
                    () -> new AssertionError(ending + " is none that can be read")));
        }
        assertEquals(EnumSet.allOf(PictureFormat.class), associated);
        assertTrue(Files.readString(Path.of("installer/linux/share.sh")).contains("/picture-endings"));
    }

    @Test
    void everyCommandThatHelpListsHasAPage() {
        List<String> listed = line.run("--help").out().lines().dropWhile(l -> !l.equals("Commands:")).skip(1)
                .filter(l -> l.matches("  \\S.*")).map(l -> l.strip().split(" ")[0]).toList();
        assertTrue(listed.contains("restore") && !listed.contains("describe"), listed.toString());
        listed.forEach(c -> assertTrue(Files.exists(folder.resolve("man/kintsugi-" + c + ".1")), c));
    }

    @Test
    void bashCompletesCommandsOptionsAndTheirValues() throws Exception {
        assertEquals(List.of("restore"), completions("res"));
        assertEquals(List.of("--task"), completions("restore", "--ta"));
        assertEquals(List.of("denoise", "deblur", "dereflect"), completions("restore", "--task", "de"));
        assertEquals(List.of("list"), completions("models", "li"));
    }

    private List<String> completions(String... typed) throws Exception {
        String words = Arrays.stream(typed).collect(Collectors.joining(" "));
        String script = "source \"$1\"; COMP_WORDS=(kintsugi " + words + "); COMP_CWORD=" + typed.length
                + "; _complete_kintsugi kintsugi '" + typed[typed.length - 1] + "'; printf '%s\\n' ${COMPREPLY[@]}";
        String completion = folder.resolve("completion/kintsugi.bash").toString();
        Process bash = new ProcessBuilder("bash", "-c", script, "bash", completion)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, bash.waitFor(), output);
        return output.lines().map(String::strip).toList();
    }

    /** What remains of roff's source when its escapes are read. */
    private static String plain(String roff) {
        return roff.replaceAll("\\\\f[BR]", "").replace("\\(aq", "'").replace("\\(dq", "\"").replace("\\-", "-");
    }

    private static Set<String> words(String text) {
        Set<String> words = new TreeSet<>(List.of(text.split("[^\\p{L}\\p{N}]+")));
        words.remove("");
        return words;
    }
}
