package studio.kintsugi.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PyTorch loads once in a process, so each test has a process of its own. */
class NativeRuntimeTest {
    @TempDir
    private Path folder;

    @Test
    void unpacksOnceAndTellsHowFarItIs() throws Exception {
        Path cache = folder.resolve("cache");
        List<Double> first = prepareIn(cache);
        assertFalse(first.isEmpty(), "nothing was told of the unpacking");
        assertTrue(first.stream().allMatch(f -> f >= 0 && f <= 1), first.toString());
        List<Double> ascending = new ArrayList<>(first);
        Collections.sort(ascending);
        assertEquals(ascending, first);
        assertEquals(List.of(), prepareIn(cache), "it was unpacked already");
    }

    private List<Double> prepareIn(Path cache) throws Exception {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Dai.djl.offline=true", "-DDJL_CACHE_DIR=" + cache, "-cp", System.getProperty("java.class.path"),
                Child.class.getName()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertTrue(process.waitFor(3, TimeUnit.MINUTES), "it did not end");
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), text);
        return text.lines().map(Double::valueOf).toList();
    }

    /** Asks for PyTorch from several threads at once, and prints what it hears. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            Callable<Void> prepare = () -> {
                NativeRuntime.prepare(System.out::println);
                return null;
            };
            try (var threads = Executors.newFixedThreadPool(3)) {
                for (Future<Void> done : threads.invokeAll(List.of(prepare, prepare, prepare))) {
                    done.get();
                }
            }
        }
    }
}
