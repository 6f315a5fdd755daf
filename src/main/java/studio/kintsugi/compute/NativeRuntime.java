package studio.kintsugi.compute;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.util.Utils;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import studio.kintsugi.KintsugiException;

/** PyTorch's native libraries, which are unpacked into a cache at the first start and loaded once a process. */
final class NativeRuntime {
    private static final String ENGINE = "pytorch";
    private static final long POLL_MILLIS = 200;
    private static boolean ready;

    private NativeRuntime() {}

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
            Engine.getInstance();
            NativeMemory.keep();
            ready = true;
        } catch (EngineException | UnsatisfiedLinkError | IllegalStateException e) {
            throw new KintsugiException("PyTorch could not be started: it needs 450 MB of room in " + cache
                    + ", and a 64-bit Linux, Windows or a Mac with an M processor.", e);
        } finally {
            watcher.interrupt();
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
