package studio.kintsugi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.TestPictures;

/** The application is started twice, in two processes. */
class SecondStartTest {
    @TempDir
    private Path folder;

    @Test
    void aSecondStartOpensItsFilesInTheFirstWindow() throws Exception {
        List<String> command = KillTest.command(WindowProcess.class, folder);
        command.add(TestPictures.noisy(folder.resolve("p1.png"), 60, 40).toString());
        Process first = new ProcessBuilder(command).redirectError(folder.resolve("errors.txt").toFile()).start();
        try (BufferedReader said = first.inputReader()) {
            await(said, "open 1");
            List<String> again = KillTest.command(Main.class, folder);
            again.add(TestPictures.noisy(folder.resolve("p2.png"), 60, 40).toString());
            Process second = new ProcessBuilder(again).inheritIO().start();
            assertTrue(second.waitFor(2, TimeUnit.MINUTES), "it goes when the first window has its files");
            assertEquals(0, second.exitValue());
            await(said, "open 2");
        } finally {
            first.destroyForcibly().waitFor();
        }
    }

    private static void await(BufferedReader said, String wanted) throws Exception {
        String line = said.readLine();
        while (line != null && !line.equals(wanted)) {
            line = said.readLine();
        }
        assertEquals(wanted, line);
    }
}
