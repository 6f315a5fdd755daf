package studio.kintsugi.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.cluster.records.Entry;
import studio.kintsugi.cluster.records.Entry.Status;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/**
 * A master and two workers in processes of their own, some of which are killed. With {@code -Dkintsugi.pictures=500} it
 * is the measurement.
 */
class StandaloneClusterTest {
    private static final Path SCRIPT = Programs.TOP.resolve("installer/cluster.sh");
    private static final int PICTURES = Integer.getInteger("kintsugi.pictures", 40);
    private static final List<String> SAVING = List.of("--format", "webp", "--quality", "80", "--name",
            "{n}-{stem}-{tool}{ext}");

    @TempDir
    private Path folder;
    private Map<String, String> environment;
    private String master;
    private Programs.Running run;

    @BeforeEach
    void start() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        environment = Map.of("KINTSUGI_CLUSTER_PORT", Integer.toString(port), "KINTSUGI_CLUSTER_STATE",
                folder.resolve("spark").toString(), "KINTSUGI_WORKER_CORES", "1", "KINTSUGI_WORKER_MEMORY", "1g");
        master = Programs.script(SCRIPT, environment);
    }

    @AfterEach
    void stop() throws Exception {
        if (run != null) {
            run.process().destroy();
        }
        Programs.script(SCRIPT, environment, "stop");
    }

    @Test
    void whateverDiesEveryResultIsThereWholeAndOnce() throws Exception {
        Path in = folder.resolve("in");
        for (int i = 0; i < PICTURES; i++) {
            Batch.picture(in.resolve("p" + i + ".png"), 120, 90, i);
        }
        Path out = Files.createDirectories(folder.resolve("out"));
        Path recipe = Files.writeString(folder.resolve("recipe.json"), Batch.RECIPE);
        List<Object> arguments = new ArrayList<>(List.of("apply", recipe, "-i", in, "-o", out, "--on", master,
                "--executor-memory", "512m", "--executor-cores", "1"));
        arguments.addAll(SAVING);
        try (WatchService watch = out.getFileSystem().newWatchService()) {
            out.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            run = Programs.kintsugi(folder, arguments.toArray());
            await(watch, PICTURES / 8);
            worker(1).children().findFirst().orElseThrow().destroyForcibly();
            await(watch, PICTURES / 4);
            worker(2).destroyForcibly();
        }
        Programs.Ended ended = run.end();
        assertEquals(0, ended.status(), ended.output());
        assertTrue(ended.output().contains(PICTURES + " done, 0 were done before, 0 failed"), ended.output());
        Map<String, Entry> entries = Batch.manifest(out);
        assertEquals(PICTURES, entries.size());
        assertTrue(entries.values().stream().allMatch(e -> e.status() == Status.DONE));

        Path desktop = folder.resolve("desktop");
        List<Object> alone = new ArrayList<>(List.of("apply", recipe, "-i", in, "-o", desktop,
                "--precision", "float32"));
        alone.addAll(SAVING);
        assertEquals(0, Programs.kintsugi(folder, alone.toArray()).end().status());
        Batch.assertSame(desktop, out);

        for (String name : Batch.results(out).subList(0, PICTURES / 10)) {
            Files.delete(out.resolve(name));
        }
        run = Programs.kintsugi(folder, arguments.toArray());
        ended = run.end();
        assertTrue(ended.output().contains(PICTURES / 10 + " done, " + (PICTURES - PICTURES / 10)
                + " were done before, 0 failed"), ended.output());
        Batch.assertSame(desktop, out);
    }

    @Test
    void aWorkerWithoutTheModelIsLeftAloneAndTheOthersDoItsWork() throws Exception {
        ModelStore store = new ModelStore(folder.resolve("models"));
        StoredModel fast = store.get("denoise-fast");
        store.add(fast.card().change().id("mine").build(), fast.weights());
        Path recipe = Files.writeString(folder.resolve("recipe.json"),
                Batch.RECIPE.replace("denoise-fast", "mine"));
        Path in = folder.resolve("in");
        Batch.make(in, 12);
        Path out = folder.resolve("out");
        String classes = Programs.classPath();
        run = Programs.withTestClasses(folder, "apply", recipe, "-i", in, "-o",
                StubbornFileSystem.SCHEME + "://" + out, "--on", master, "--executor-memory", "512m",
                "--executor-cores", "1", "--conf", "spark.executor.extraClassPath=" + classes, "--conf",
                "spark.hadoop.fs." + StubbornFileSystem.SCHEME + ".impl=" + StubbornFileSystem.class.getName(),
                "--conf", "spark.hadoop." + StubbornFileSystem.NO_MODELS + "=0");
        Programs.Ended ended = run.end();
        assertEquals(0, ended.status(), ended.output());
        assertTrue(ended.output().contains("What the recipe needs can't be fetched"), ended.output());
        assertEquals(12, Batch.results(out).size());
        assertTrue(Batch.manifest(out).values().stream().noneMatch(e -> e.host().endsWith("/0")));
    }

    /** Waits until so many more results have appeared. */
    private static void await(WatchService watch, int results) throws InterruptedException {
        for (int seen = 0; seen < results;) {
            WatchKey key = watch.take();
            seen += (int) key.pollEvents().stream().filter(e -> !e.context().toString().startsWith("_")).count();
            key.reset();
        }
    }

    private ProcessHandle worker(int number) throws Exception {
        String pid = Files.readString(folder.resolve("spark/worker-" + number + ".pid")).strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }
}
