package studio.kintsugi.service.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.clip.CompactClip;
import studio.kintsugi.models.dreamfields.DreamSettings;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.service.job.Progress;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.ModelStore;

class DreamServiceTest {
    private static final int CYCLES = 50;
    private static final int SETTLED = 20;
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    private DreamService service(List<String> words) throws Exception {
        Path model = Files.createDirectories(folder.resolve("models/tiny"));
        ModelFolder.write(model, new ModelCard("tiny", "Tiny", "guide", "compact-clip",
                HyperParameters.of(Map.of("words", words, "kinds", List.of("chair"))), 1, 1, 0, 0, "Apache-2.0",
                "a test", List.of(), Map.of(),
                ""), CompactClip.initialWeights(words.size(), 256, new SplittableRandom(1)));
        return new DreamService(new ModelStore(folder.resolve("models")), folder.resolve("dreams"), List.of("tiny"),
                Runtime.getRuntime().availableProcessors(), ComputeDevice.processor(), new JobRunner());
    }

    private static DreamRequest request(String prompt, int steps) {
        return new DreamRequest(prompt, "", 5, steps, 60, List.of(), true, DreamRequest.Ablation.NONE);
    }

    @Test
    void seedsAreSketchedAndOneIsGoneOnWith() throws Exception {
        try (DreamService service = service(List.of("red", "chair"))) {
            List<Integer> done = new CopyOnWriteArrayList<>();
            List<DreamRun.Result> sketches = service.vary(
                    request("a red chair", 9).without(DreamRequest.Ablation.SHAPE), 3, new JobListener<>() {
                @Override
                public void progressed(Job<VariationProgress, List<DreamRun.Result>> job,
                        Progress<VariationProgress> progress) {
                    progress.detail().step().ifPresent(step -> assertTrue(step.stepsPerSecond() > 0));
                    progress.detail().result().ifPresent(result -> done.add(progress.detail().index()));
                }
            }).result().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertEquals(List.of(0, 1, 2), done);
            assertEquals(List.of(5L, 6L, 7L), sketches.stream().map(s -> s.request().seed()).toList());
            DreamRun.Result second = sketches.get(1);
            assertEquals(6, second.reports().size());
            assertEquals(2 / 3.0, second.reached(), 1e-9);
            assertEquals(40, second.field().side());
            DreamRun.Result whole = start(service, second.request(), DreamPart.rest(second.field(), second.reached()));
            assertEquals(3, whole.reports().size());
            assertEquals(1, whole.reached());
            assertEquals(56, whole.field().side());
            assertEquals("a-red-chair-6", service.kept().getFirst().folder().getFileName().toString());
            DreamFolder.Begun begun = DreamFolder.read(service.kept().getFirst().folder());
            assertEquals(whole.request().prompt(), begun.request().prompt());
            assertEquals(DreamRequest.Ablation.SHAPE, begun.request().ablation(), "it began with fog");
            assertTrue(begun.part().from() < 1);
        }
    }

    @Test
    void aDreamBeginsWithALearntShapeAndIsContinuedAsThat() throws Exception {
        try (DreamService service = service(List.of("red", "chair"))) {
            DreamRun.Result result = start(service, request("a red chair", 2), DreamPart.WHOLE);
            assertEquals(DreamSettings.Start.SHAPE, result.start());
            assertEquals(DreamRequest.Ablation.NONE,
                    DreamFolder.read(service.kept().getFirst().folder()).request().ablation());
        }
    }

    @Test
    void whatSaysNothingIsRefusedWithASentence() throws Exception {
        try (DreamService service = service(List.of("red", "chair"))) {
            for (String prompt : List.of("", "   ", "😀🪑", "中文的椅子")) {
                String said = refusal(service, request(prompt, 3));
                assertTrue(said.contains("empty") || said.contains("knows none of these words"), said);
            }
            String same = refusal(service, new DreamRequest("a red chair", "the red chairs", 1, 3, 1, List.of(), true,
                    DreamRequest.Ablation.NONE));
            assertTrue(same.contains("says the same"), same);
        }
    }

    private static String refusal(DreamService service, DreamRequest request) throws Exception {
        try {
            start(service, request, DreamPart.WHOLE);
            return "";
        } catch (ExecutionException e) {
            return e.getCause().getMessage();
        }
    }

    private static DreamRun.Result start(DreamService service, DreamRequest request, DreamPart part) throws Exception {
        return service.start(DreamOrder.inGallery(request, part), new JobListener<>() {
            @Override
            public void progressed(Job<DreamRun.Progress, KeptDream> job, Progress<DreamRun.Progress> progress) {
                assertTrue(progress.fraction() < 1);
            }
        }).result().get(PATIENCE_SECONDS, TimeUnit.SECONDS).result();
    }

    @Test
    void pausedAndResumedFiftyTimesItEndsWithoutLeavingThreads() throws Exception {
        Semaphore steps = new Semaphore(0);
        try (DreamService service = service(List.of("red", "chair"))) {
            Job<DreamRun.Progress, KeptDream> dreaming =
                    service.start(DreamOrder.inGallery(new DreamRequest("a red chair",
                    "", 1, 100_000, 60, List.of(), true, DreamRequest.Ablation.NONE), DreamPart.WHOLE),
                    new JobListener<>() {
                        @Override
                        public void progressed(Job<DreamRun.Progress, KeptDream> job,
                                Progress<DreamRun.Progress> progress) {
                            steps.release();
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
            dreaming.cancel();
            DreamRun.Result result = dreaming.result().get(PATIENCE_SECONDS, TimeUnit.SECONDS).result();
            assertTrue(result.reports().size() >= CYCLES / 2);
        }
        for (Thread worker : workers()) {
            worker.join(Duration.ofSeconds(5));
        }
        assertEquals(List.of(), workers(), "threads that render or dream are left");
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

    private static List<Thread> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("render-") || t.getName().equals("dream")).toList();
    }
}
