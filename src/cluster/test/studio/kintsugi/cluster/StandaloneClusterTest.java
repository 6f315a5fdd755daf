package studio.kintsugi.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.cluster.records.Entry;
import studio.kintsugi.cluster.records.Entry.Status;

/** A master and two workers in processes of their own, some of which are killed. */
class StandaloneClusterTest {
    private static final Path SCRIPT = Programs.TOP.resolve("installer/cluster.sh");
    private static final int PICTURES = 40;

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
        Object[] arguments = {"apply", recipe, "-i", in, "-o", out, "--on", master, "--executor-memory", "512m",
            "--executor-cores", "1"};
        try (WatchService watch = out.getFileSystem().newWatchService()) {
            out.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            run = Programs.kintsugi(folder, arguments);
            await(watch, 5);
            worker(1).children().findFirst().orElseThrow().destroyForcibly();
            await(watch, 5);
            worker(2).destroyForcibly();
        }
        Programs.Ended ended = run.end();
        assertEquals(0, ended.status(), ended.output());
        assertTrue(ended.output().contains(PICTURES + " done, 0 were done before, 0 failed"), ended.output());
        Map<String, Entry> entries = Batch.manifest(out);
        assertEquals(PICTURES, entries.size());
        assertTrue(entries.values().stream().allMatch(e -> e.status() == Status.DONE));

        Path desktop = folder.resolve("desktop");
        assertEquals(0, Programs.kintsugi(folder, "apply", recipe, "-i", in, "-o", desktop).end().status());
        Batch.assertSame(desktop, out);
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
