package studio.kintsugi.ui.common;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.service.job.FailureSentences;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.Lane;
import studio.kintsugi.service.job.LatestWins;

/** Runs slow work as jobs off the JavaFX thread and passes the outcome back to it. */
public final class BackgroundTasks implements AutoCloseable {
    private static final FailureSentences SENTENCES = new FailureSentences(
            Sentence.of("There is not enough memory for this: close other pictures and try again."),
            Sentence.of("Something went wrong unexpectedly; the log has the details."));

    private final Lane lane;

    /**
     * @param lane closed with this
     */
    public BackgroundTasks(Lane lane) {
        this.lane = lane;
    }

    /** For work that passes its outcome on in another way. */
    public Executor executor() {
        return lane;
    }

    /**
     * Runs a task.
     *
     * @param done receives the outcome, on the JavaFX thread
     * @param failed receives a sentence for the user, on the JavaFX thread
     */
    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<String> failed) {
        runOrFail(work, done, failure -> failed.accept(Sentences.of(failure)));
    }

    /** As {@link #run}, for callers that distinguish failures. */
    public <T> void runOrFail(Callable<T> work, Consumer<T> done, Consumer<KintsugiException> failed) {
        lane.submit(control -> work.call(), SENTENCES, listener(done, failed));
    }

    private static <T> JobListener<Void, T> listener(Consumer<T> done, Consumer<KintsugiException> failed) {
        return new JobListener<Void, T>() {
            @Override
            public void finished(Job<Void, T> job, T result) {
                done.accept(result);
            }

            @Override
            public void failed(Job<Void, T> job, KintsugiException failure) {
                failed.accept(failure);
            }
        }.on(Platform::runLater);
    }

    /** A place for one task at a time: a newer one discards the one before, whose outcome reaches nobody. */
    public Latest latest() {
        return new Latest();
    }

    /** See {@link #latest}. For the JavaFX thread. */
    public final class Latest {
        private final LatestWins place = new LatestWins(lane);

        private Latest() {}

        /** Runs a task, and has its outcome on the JavaFX thread unless a newer one is run meanwhile. */
        public <T> void run(Callable<T> work, Consumer<T> done, Consumer<String> failed) {
            place.submit(control -> work.call(), SENTENCES, listener(done, f -> failed.accept(Sentences.of(f))));
        }

        /** Discards what waits or runs. */
        public void discard() {
            place.discard();
        }
    }

    /** Requests and results after this are discarded. */
    @Override
    public void close() {
        lane.close();
    }
}
