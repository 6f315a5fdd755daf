package studio.kintsugi.ui.tasks;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
        executor = Executors.newFixedThreadPool(threads,
                Thread.ofPlatform().name(name + "-", 0).daemon().factory());
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
                Platform.runLater(() -> done.accept(result));
            } catch (Exception | OutOfMemoryError e) {
                LOG.error("a task failed", e);
                Platform.runLater(() -> failed.accept(e));
            }
        });
    }

    /** What a user is told of an error. */
    public static String sentence(Throwable e) {
        if (e instanceof KintsugiException) {
            return e.getMessage();
        }
        if (e instanceof OutOfMemoryError) {
            return "There is not enough memory for this: close other pictures and try again.";
        }
        return "Something went wrong that should not have; the log tells more.";
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
