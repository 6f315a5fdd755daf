package studio.kintsugi.service.job;

import java.util.concurrent.Executor;
import studio.kintsugi.KintsugiException;

/**
 * Hears how a job goes, and how it ends: exactly one of {@link #finished}, {@link #failed} and {@link #cancelled} is
 * the last call. Called on the lane's thread, or, where a job is cancelled while it waits, on the thread that cancels
 * it. A job that is no longer {@linkplain Job#isWanted() wanted} calls nothing.
 *
 * @param <P> what the work reports beside the fraction that is done
 * @param <R> its result
 */
public interface JobListener<P, R> {
    default void progressed(Job<P, R> job, Progress<P> progress) {}

    default void finished(Job<P, R> job, R result) {}

    /**
     * @param failure its message is for the user
     */
    default void failed(Job<P, R> job, KintsugiException failure) {}

    default void cancelled(Job<P, R> job) {}

    /** A listener that ignores everything. */
    static <P, R> JobListener<P, R> none() {
        return new JobListener<>() {};
    }

    /**
     * Hands each call over to another thread, and drops it there if the job is not wanted any more by then. Where jobs
     * are started on that thread too, nothing from an older job comes after a newer one was started.
     *
     * @param thread takes calls in order, as {@code Platform::runLater}
     */
    default JobListener<P, R> on(Executor thread) {
        JobListener<P, R> listener = this;
        return new JobListener<>() {
            @Override
            public void progressed(Job<P, R> job, Progress<P> progress) {
                thread.execute(() -> job.ifWanted(() -> listener.progressed(job, progress)));
            }

            @Override
            public void finished(Job<P, R> job, R result) {
                thread.execute(() -> job.ifWanted(() -> listener.finished(job, result)));
            }

            @Override
            public void failed(Job<P, R> job, KintsugiException failure) {
                thread.execute(() -> job.ifWanted(() -> listener.failed(job, failure)));
            }

            @Override
            public void cancelled(Job<P, R> job) {
                thread.execute(() -> job.ifWanted(() -> listener.cancelled(job)));
            }
        };
    }
}
