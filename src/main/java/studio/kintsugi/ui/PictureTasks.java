package studio.kintsugi.ui;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;

/** Slow things done off the JavaFX thread, their outcome handed back to it. */
final class PictureTasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PictureTasks.class);

    private final ExecutorService executor =
            Executors.newFixedThreadPool(2, Thread.ofPlatform().name("pictures-", 0).daemon().factory());

    ExecutorService executor() {
        return executor;
    }

    /**
     * @param failed given a sentence for the user
     */
    <T> void run(Callable<T> work, Consumer<T> done, Consumer<String> failed) {
        executor.execute(() -> {
            try {
                T result = work.call();
                Platform.runLater(() -> done.accept(result));
            } catch (Exception | OutOfMemoryError e) {
                LOG.error("a task failed", e);
                Platform.runLater(() -> failed.accept(sentence(e)));
            }
        });
    }

    /** What a user is told of an error. */
    static String sentence(Throwable e) {
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
