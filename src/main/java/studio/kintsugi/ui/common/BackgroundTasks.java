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

/** Runs slow work off the JavaFX thread and passes the outcome back to it. */
public final class BackgroundTasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundTasks.class);

    private final ExecutorService executor;

    /**
     * @param name of the threads
     * @param threads number of tasks at once
     */
    public BackgroundTasks(String name, int threads) {
        // requests and results after close are discarded
        executor = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name(name + "-", 0).daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());
    }

    /** For work that passes its outcome on in another way. */
    public ExecutorService executor() {
        return executor;
    }

    /**
     * Runs a task.
     *
     * @param done receives the outcome, on the JavaFX thread
     * @param failed receives a sentence for the user, on the JavaFX thread
     */
    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<String> failed) {
        runOrFail(work, done, e -> failed.accept(sentence(e)));
    }

    /** As {@link #run}, for callers that distinguish failures. */
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

    /** Errors that the user can correct are not faults of the program and are logged at a lower level. */
    private static void log(Throwable e) {
        if (e instanceof KintsugiException) {
            LOG.debug("a task was refused", e);
        } else {
            LOG.error("a task failed", e);
        }
    }

    /** The sentence for an error. */
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
