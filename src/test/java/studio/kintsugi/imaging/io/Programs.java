package studio.kintsugi.imaging.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs of other makers, to compare with; a test is skipped with a word where one is not installed. */
public final class Programs {
    private Programs() {}

    /** Runs a program and gives what it printed; skips the test where there is no such program. */
    public static String run(String program, Object... arguments) {
        boolean found = Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        Assumptions.assumeTrue(found, program + " is not installed, so nothing is compared with it");
        List<String> command = Stream.concat(Stream.of(program), Stream.of(arguments).map(Object::toString)).toList();
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            assertEquals(0, process.waitFor(), command + "\n" + output);
            return output;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A file of the shared collection of real faults; skips the test where the collection is not at hand. */
    public static Path fault(String name) {
        Path file = Path.of("../shared/faults", name);
        Assumptions.assumeTrue(Files.exists(file), "the collection of real faults is not here, so " + name
                + " is not read");
        return file;
    }
}
