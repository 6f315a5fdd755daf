package studio.kintsugi.ui.common;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;

/** Slow things done off the JavaFX thread, their outcome handed back to it. */
public final class BackgroundTasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundTasks.class);

    private final ExecutorService executor;

    /**
     * @param name of its threads
     * @param threads how many things are done at once
     */
    public BackgroundTasks(String name, int threads) {
        // what is asked for, or comes, once the window is gone is nobody's any more
        executor = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name(name + "-", 0).daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());
    }

    /** For work whose outcome is handed over in another way. */
    public ExecutorService executor() {
        return executor;
    }

    /**
     * Does something slow.
     *
     * @param done given the outcome, on the JavaFX thread
     * @param failed given, on the JavaFX thread, a sentence for the user
     */
    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<String> failed) {
        runOrFail(work, done, e -> failed.accept(sentence(e)));
    }

    /** As {@link #run}, for those who tell one failure from another. */
    public <T> void runOrFail(Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
        executor.execute(() -> {
            try {
                T result = work.call();
                handOver(() -> done.accept(result));
            } catch (Exception | OutOfMemoryError e) {
                log(e);
                handOver(() -> failed.accept(e));
            }
        });
    }

    private void handOver(Runnable outcome) {
        Platform.runLater(() -> {
            if (!executor.isShutdown()) {
                outcome.run();
            }
        });
    }

    /** What the user can mend is the user's to read, and no fault of the program. */
    private static void log(Throwable e) {
        if (e instanceof KintsugiException) {
            LOG.debug("a task was refused", e);
        } else {
            LOG.error("a task failed", e);
        }
    }

    /** What a user is told of an error. */
    public static String sentence(Throwable e) {
        if (e instanceof KintsugiException) {
            return e.getMessage();
        }
        if (e instanceof OutOfMemoryError) {
            return Texts.of("error.memory");
        }
        return Texts.of("error.unexpected");
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
