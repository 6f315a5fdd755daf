package studio.kintsugi.service.job;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue of jobs with its own thread, or with a few where their order does not matter. Jobs begin in the order in
 * which they were submitted. Thread-safe; closed by the service that opened it.
 */
public final class Lane implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final String name;
    private final ExecutorService threads;
    private final Runnable last;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Queue<Job<?, ?>> unfinished = new ConcurrentLinkedQueue<>();

    /**
     * @param last done on the lane's thread after all jobs, when the lane is closed
     */
    Lane(String name, ExecutorService threads, Runnable last) {
        this.name = name;
        this.threads = threads;
        this.last = last;
    }

    /**
     * Queues a job. Where the lane is closed, the job is cancelled.
     *
     * @param sentences said where the work fails
     */
    public <P, R> Job<P, R> submit(Work<P, R> work, FailureSentences sentences, JobListener<P, R> listener) {
        Job<P, R> job = new Job<>(work, sentences, listener, closed::get);
        unfinished.add(job);
        job.result().whenComplete((result, error) -> unfinished.remove(job));
        try {
            threads.execute(job::run);
        } catch (RejectedExecutionException e) {
            LOG.debug("the lane {} is closed", name);
            job.cancel();
        }
        return job;
    }

    /**
     * Does in its turn what nobody waits for, as loading a network ahead; nothing where the lane is closed.
     */
    @Override
    public void execute(Runnable errand) {
        try {
            threads.execute(() -> {
                try {
                    errand.run();
                } catch (RuntimeException | OutOfMemoryError e) {
                    LOG.error("an errand on the lane {} failed", name, e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("the lane {} is closed", name);
        }
    }

    /** Jobs that wait or run, in the order in which they were submitted. */
    public List<Job<?, ?>> jobs() {
        return List.copyOf(unfinished);
    }

    /** Cancels all jobs and takes no more; errands that were queued are still done. Does not wait. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            execute(last);
            threads.shutdown();
            unfinished.forEach(Job::cancel);
        }
    }

    /** Waits, after {@link #close()}, until the lane's threads have ended, but not longer than {@code most}. */
    public void awaitEnd(Duration most) {
        try {
            if (!threads.awaitTermination(most.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warn("the lane {} did not end in time", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
