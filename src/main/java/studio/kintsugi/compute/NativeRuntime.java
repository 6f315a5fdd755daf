package studio.kintsugi.compute;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.util.Utils;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.files.EndOfProgram;
import studio.kintsugi.files.Unfinished;

/** PyTorch's native libraries, which are unpacked into a cache at the first start and loaded once a process. */
final class NativeRuntime {
    private static final int SECONDS_TO_LOAD = 30;
    private static final String ENGINE = "pytorch";
    private static final String LOCK = "unpacking.lock";
    /** Folders that DJL unpacks into before it moves them into place. */
    private static final String UNPACKING = "tmp*";
    private static final Logger LOG = LoggerFactory.getLogger(NativeRuntime.class);
    private static final long POLL_MILLIS = 200;
    private static boolean ready;

    private NativeRuntime() {}

    /** Loads PyTorch on a thread of its own, where nothing has to be unpacked before. */
    static void loadAhead() {
        Thread.ofPlatform().daemon().name("loading").start(() -> {
            try {
                if (isUnpacked(Utils.getEngineCacheDir(ENGINE))) {
                    prepare(fraction -> {});
                }
            } catch (IOException | KintsugiException e) {
                LOG.debug("PyTorch could not be loaded ahead", e);
            }
        });
    }

    private static boolean isUnpacked(Path cache) throws IOException {
        return System.getenv(ComputeDevice.LIBRARY_PATH) != null || bundled() <= size(cache);
    }

    /**
     * Loads PyTorch; at once where it has been loaded before.
     *
     * @param progress hears how much is unpacked, 0–1, on another thread, where anything has to be
     * @throws KintsugiException where there is no room for it, or this platform has none
     */
    static synchronized void prepare(DoubleConsumer progress) throws KintsugiException {
        if (ready) {
            return;
        }
        Path cache = Utils.getEngineCacheDir(ENGINE);
        Thread watcher = Thread.ofPlatform().daemon().name("unpacking").unstarted(() -> watch(cache, progress));
        try {
            watcher.start();
            long missing = bundled() - size(cache);
            if (missing > 0 && System.getenv(ComputeDevice.LIBRARY_PATH) == null) {
                LibraryFolder.check(cache, missing);
                unpack(cache);
            }
            load();
            ready = true;
        } catch (IOException | EngineException | LinkageError | IllegalStateException e) {
            throw LibraryFolder.explain(cache, e);
        } finally {
            watcher.interrupt();
        }
    }

    /**
     * Loads the libraries. An end that comes meanwhile waits: what a library does while it is loaded fails once the
     * process has begun to take its neighbours down, and would end it with an abort.
     */
    private static void load() {
        CountDownLatch loaded = new CountDownLatch(1);
        EndOfProgram.Saving waiting = () -> {
            try {
                loaded.await(SECONDS_TO_LOAD, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        EndOfProgram.save(waiting);
        try {
            Engine.getInstance();
            NativeMemory.keep();
        } finally {
            loaded.countDown();
            EndOfProgram.forget(waiting);
        }
    }

    /**
     * One process at a time: the others wait, and find the libraries there. What a process that was killed left half
     * unpacked is removed.
     */
    private static void unpack(Path cache) throws IOException {
        try (FileChannel channel = FileChannel.open(cache.resolve(LOCK), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock _ = channel.lock()) {
            removeHalfUnpacked(cache);
            EndOfProgram.Saving removal = () -> removeHalfUnpacked(cache);
            EndOfProgram.save(removal);
            try {
                Engine.getInstance();
            } finally {
                EndOfProgram.forget(removal);
            }
        }
    }

    private static void removeHalfUnpacked(Path cache) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(cache, UNPACKING)) {
            for (Path folder : folders) {
                Unfinished.delete(folder);
            }
        } catch (IOException e) {
            LOG.warn("what was half unpacked in {} stays behind", cache, e);
        }
    }

    private static void watch(Path cache, DoubleConsumer progress) {
        try {
            long before = size(cache);
            long all = bundled();
            if (before >= all) {
                return;
            }
            while (true) {
                Thread.sleep(POLL_MILLIS);
                progress.accept(Math.clamp((double) (size(cache) - before) / all, 0, 1));
            }
        } catch (InterruptedException e) {
            // it is loaded
        } catch (IOException e) {
            // how far it has come can't be told; that it goes on can
            progress.accept(0);
        }
    }

    private static long size(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(f -> f.toFile().length()).sum();
        }
    }

    /** Bytes of the libraries on the class path. */
    private static long bundled() throws IOException {
        URL inside = NativeRuntime.class.getResource("/native/lib/" + ENGINE + ".properties");
        if (inside == null || !(inside.openConnection() instanceof JarURLConnection jar)) {
            return 0;
        }
        // a cached jar file is shared, and closing it here would close it for others
        jar.setUseCaches(false);
        try (var file = jar.getJarFile(); Stream<? extends ZipEntry> entries = file.stream()) {
            return entries.filter(e -> e.getName().startsWith(ENGINE + "/")).mapToLong(ZipEntry::getSize).sum();
        }
    }
}
