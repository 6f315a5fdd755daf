package studio.kintsugi.service.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.models.clip.CompactClip;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.ModelStore;

class DreamServiceTest {
    private static final int CYCLES = 50;
    private static final int SETTLED = 20;
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    @Test
    void pausedAndResumedFiftyTimesItEndsWithoutLeavingThreads() throws Exception {
        List<String> words = List.of("red", "chair");
        Path model = Files.createDirectories(folder.resolve("models/tiny"));
        ModelFolder.write(model, new ModelCard("tiny", "Tiny", "guide", "compact-clip", Map.of("words", words), 1, 1, 0, 0,
                "Apache-2.0", "a test", List.of(), Map.of(), ""),
                CompactClip.initialWeights(words.size(), 256, new SplittableRandom(1)));
        Semaphore steps = new Semaphore(0);
        CompletableFuture<DreamRun.Result> end = new CompletableFuture<>();
        try (DreamService service = new DreamService(new ModelStore(folder.resolve("models")), folder.resolve("dreams"),
                List.of("tiny"))) {
            Dreaming dreaming = service.start(new DreamRequest("a red chair", "", 1, 100_000, 60, List.of(), true,
                    DreamRequest.Ablation.NONE), new DreamService.Listener() {
                        @Override
                        public void progressed(DreamRun.Progress progress) {
                            steps.release();
                        }

                        @Override
                        public void finished(DreamRun.Result result, Path keptIn) {
                            end.complete(result);
                        }

                        @Override
                        public void failed(String sentence) {
                            end.completeExceptionally(new AssertionError(sentence));
                        }
                    });
            long before = 0;
            for (int i = 0; i < CYCLES; i++) {
                if (i == SETTLED) {
                    before = nativeMegabytes();
                }
                dreaming.pause();
                steps.drainPermits();
                // the step under way may still come to its end
                steps.tryAcquire(30, TimeUnit.MILLISECONDS);
                dreaming.resume();
                assertTrue(steps.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS), "it goes on after pause " + i);
            }
            long grown = nativeMegabytes() - before;
            assertTrue(grown < 60, "native memory grew by " + grown + " MB");
            dreaming.stop();
            DreamRun.Result result = end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertTrue(result.reports().size() >= CYCLES / 2);
        }
        for (int i = 0; i < 100 && workers() > 0; i++) {
            Thread.sleep(50);
        }
        assertEquals(0, workers(), "threads that render or dream are left");
    }

    /** What the process holds beside Java's heap. */
    private static long nativeMegabytes() throws Exception {
        Path status = Path.of("/proc/self/status");
        assumeTrue(Files.isReadable(status), "resident memory is read from /proc");
        System.gc();
        long resident = Files.readAllLines(status).stream().filter(l -> l.startsWith("VmRSS"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024).findFirst().orElseThrow();
        return resident - Runtime.getRuntime().totalMemory() / (1 << 20);
    }

    private static long workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("render-") || t.getName().equals("dream")).count();
    }
}
