package studio.kintsugi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.app.Main;

/** The command line as a process of its own: what it prints where, and what it exits with. */
class ProcessTest {
    @TempDir
    private Path folder;

    /** Without a display, wherever the tests run. */
    private Outcome kintsugi(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-exports", "java.base/jdk.internal.module=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Dai.djl.offline=true", "-cp",
                System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeAll(Set.of("DISPLAY", "PYTORCH_LIBRARY_PATH"));
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), "it did not end");
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static void assertNoStack(String err) {
        assertFalse(err.contains("Exception") || err.contains("\tat ") || err.contains(".java:"), err);
    }

    @Test
    void benchRunsToItsEndWithoutADisplay() throws Exception {
        Outcome o = kintsugi("bench", "--only", "viewport", "--repeats", "1", "--json");

        assertEquals(0, o.status(), o.err());
        assertTrue(o.json().has("viewport_left_out"), o.out());
        assertTrue(o.err().startsWith("The viewport was left out."), o.err());
        assertNoStack(o.err());
    }

    /** In bfloat16 where the processor has it: the Vector API is then brought into a process that began without. */
    @Test
    void benchMeasuresANetwork() throws Exception {
        Outcome o = kintsugi("bench", "--only", "nafnet", "--side", "64", "--repeats", "1", "--json");

        assertEquals(0, o.status(), o.err());
        assertTrue(o.json().get("megapixels_per_second").getAsDouble() > 0, o.out());
    }

    @Test
    void anErrorIsASentenceAndOneObjectAndStatus1() throws Exception {
        Outcome o = kintsugi("prune", "nowhere", "--data", folder.toString(), "-o", folder.resolve("x").toString(),
                "--json");

        assertEquals(1, o.status());
        String sentence = o.json().get("error").getAsString();
        assertTrue(sentence.startsWith("There is no model \"nowhere\""), sentence);
        assertEquals("kintsugi: " + sentence, o.err().strip());
    }

    @Test
    void wrongUsageIsStatus2AndOneObject() throws Exception {
        for (List<String> wrong : List.of(List.of("--strength", "3"), List.of("--strength", "much"),
                List.of("--nothing"), List.of("--device", "abacus"))) {
            List<String> arguments =
                    new ArrayList<>(List.of("restore", "--task", "denoise", "-i", "a.png", "-o", "b.png", "--json"));
            arguments.addAll(wrong);

            Outcome o = kintsugi(arguments.toArray(String[]::new));

            assertEquals(2, o.status(), wrong + o.err());
            String sentence = o.json().get("error").getAsString();
            assertTrue(o.err().contains(sentence), o.err());
            assertNoStack(o.err());
        }
    }

    @Test
    void aGpuThatIsNotThereIsSaidPlainly() throws Exception {
        Outcome o = kintsugi("bench", "--only", "nafnet", "--repeats", "1", "--device", "gpu", "--json");

        assertEquals(1, o.status());
        assertTrue(o.json().get("error").getAsString().startsWith("No GPU was found by PyTorch"), o.out());
    }
}
