package studio.kintsugi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.kintsugi.TestPictures;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.service.session.LeftWork;
import studio.kintsugi.service.session.Session;

/** The application is killed in the midst of its work; what it had shown as finished is there for the next one. */
class KillTest {
    @TempDir
    private Path folder;

    /** Starts a class in a process of its own that keeps its files in a folder. */
    static List<String> command(Class<?> main, Path folder) {
        return new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-exports", "java.base/jdk.internal.module=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "--add-modules=jdk.incubator.vector", "-Xmx1g",
                "-Dai.djl.offline=true", "-Dkintsugi.home=" + folder.resolve("home"), "-cp",
                System.getProperty("java.class.path"), main.getName()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void nothingThatWasFinishedIsLost(int moment) throws Exception {
        List<String> command = command(WindowProcess.class, folder);
        for (int i = 1; i <= 4; i++) {
            command.add(TestPictures.noisy(folder.resolve("p" + i + ".png"), 240, 180).toString());
        }
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(command).redirectError(folder.resolve("errors.txt").toFile())
                .redirectOutput(said.toFile()).start();
        while (finished(said).size() < moment) {
            assertTrue(process.isAlive(), "the window ended by itself");
            LockSupport.parkNanos(1_000_000);
        }
        process.destroyForcibly();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals(128 + 9, process.exitValue(), "it was killed, not ended");

        Set<String> finished = finished(said);
        Set<String> offered = new HashSet<>();
        try (Session next = new Session(folder.resolve("home/state/sessions"))) {
            for (LeftWork left : next.left()) {
                List<Step> steps = left.state().history().steps();
                Picture result = left.kept().result(steps, PictureInfo.SRGB_8).orElseThrow();
                assertEquals(240, result.width());
                offered.add(left.state().file().getFileName().toString());
            }
        }
        assertTrue(offered.containsAll(finished), offered + " of " + finished);
    }

    private static Set<String> finished(Path said) throws IOException {
        String text = Files.readString(said);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().filter(l -> l.startsWith("finished "))
                .map(l -> l.substring("finished ".length())).collect(Collectors.toSet());
    }
}
