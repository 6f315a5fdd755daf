package studio.kintsugi.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that has room for some of the results, one picture that can't be read: said where it belongs, and the others
 * are done. The disk is a small file system in memory that only the process sees; where that is not allowed, there is
 * no such test.
 */
class FullDiskTest {
    private static final int SMALL = 4;

    @TempDir
    private Path folder;
    private Path in;
    private Path out;
    private Path recipe;

    @BeforeEach
    void make() throws Exception {
        in = folder.resolve("in");
        out = Files.createDirectories(folder.resolve("out"));
        recipe = Files.writeString(folder.resolve("recipe.json"), Batch.RECIPE);
        for (int i = 0; i < SMALL; i++) {
            Batch.picture(in.resolve("small" + i + ".png"), 40, 30, i);
        }
        // grey noise of 300 kilobytes, as the result is too
        Batch.picture(in.resolve("large.png"), 500, 400, 9);
        Files.writeString(in.resolve("broken.png"), "no picture");
    }

    @Test
    void theDesktopSaysSoInItsJournal() throws Exception {
        String told = onSmallDisk(".kintsugi-journal.jsonl", "apply", recipe, "-i", in, "-o", out);
        List<String> lines = told.lines().filter(line -> line.startsWith("{\"output\"")).toList();
        assertEquals(SMALL + 2, lines.size(), told);
        assertFailures(told, lines.stream().filter(line -> line.contains("\"error\"")).toList());
    }

    @Test
    void theClusterSaysSoInItsManifest() throws Exception {
        String told = onSmallDisk("_kintsugi/manifest/*/part-*", "apply", recipe, "-i", in, "-o", out, "--on",
                "local[2]");
        List<String> lines = told.lines().filter(line -> line.startsWith("{\"name\"")).toList();
        assertEquals(SMALL + 2, lines.size(), told);
        assertFailures(told, lines.stream().filter(line -> line.contains("\"FAILED\"")).toList());
    }

    private static void assertFailures(String told, List<String> failed) {
        assertEquals(2, failed.size(), told);
        String full = "There is not enough room on the disk to save “large.png”";
        assertTrue(failed.stream().anyMatch(l -> l.contains(full)), told);
        assertTrue(failed.stream().anyMatch(l -> l.contains("“broken.png” is not a picture")), told);
        assertTrue(told.contains("status 1"), told);
        for (int i = 0; i < SMALL; i++) {
            assertTrue(told.contains("there: small" + i + ".png"), told);
        }
        assertFalse(told.contains("there: large.png"), told);
    }

    /** What the program says, then its status, the names of the results, and what it wrote down. */
    private String onSmallDisk(String written, Object... arguments) throws Exception {
        String script = """
                mount -t tmpfs -o size=200k none "$1" || exit 77
                out=$1; written=$2; shift 2
                bash "$@"; echo "status $?"
                for file in "$out"/*; do echo "there: ${file##*/}"; done
                cat "$out"/$written""";
        List<String> command = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount", "bash", "-c",
                script, "bash", out.toString(), written, Programs.DESKTOP.toString()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        Programs.Ended ended;
        try {
            ended = Programs.start(command, Map.of("KINTSUGI_HOME", folder.toString())).end();
        } catch (IOException noSuchProgram) {
            ended = new Programs.Ended(77, noSuchProgram.getMessage());
        }
        assumeTrue(ended.output().contains("status "), ended.output());
        return ended.output();
    }
}
