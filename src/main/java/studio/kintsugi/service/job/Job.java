package studio.kintsugi.service.job;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;

/**
 * Work that waits for its turn on a {@link Lane}, runs, or is over. Thread-safe.
 *
 * @param <P> what the work reports beside the fraction that is done
 * @param <R> its result
 */
public final class Job<P, R> {
    private static final Logger LOG = LoggerFactory.getLogger(Job.class);

    private final Work<P, R> work;
    private final FailureSentences sentences;
    private final JobListener<P, R> listener;
    private final BooleanSupplier laneIsClosed;
    private final PhaseClock clock = new PhaseClock(System::nanoTime);
    private final CompletableFuture<R> result = new CompletableFuture<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final Control control = new Control();
    private volatile Progress<P> progress;
    private volatile boolean discarded;
    private volatile boolean cancelled;
    private boolean paused;

    Job(Work<P, R> work, FailureSentences sentences, JobListener<P, R> listener, BooleanSupplier laneIsClosed) {
        this.work = work;
        this.sentences = sentences;
        this.listener = listener;
        this.laneIsClosed = laneIsClosed;
    }

    /** Where a job stands. A paused job is {@code RUNNING}, or {@code WAITING} if its turn has not come. */
    public enum State { WAITING, RUNNING, DONE, FAILED, CANCELLED }

    public State state() {
        return state.get();
    }

    /** What the work reported last; empty before it reported anything. */
    public Optional<Progress<P>> progress() {
        return Optional.ofNullable(progress);
    }

    /**
     * Asks the job to stop: at once where it waits for its turn, at the next tile or step where it runs. Work may then
     * still return what it has, and the job is done; else it is cancelled.
     */
    public void cancel() {
        cancelled = true;
        synchronized (this) {
            notifyAll();
        }
        if (state.compareAndSet(State.WAITING, State.CANCELLED)) {
            settle(() -> result.completeExceptionally(new CancellationException()), () -> listener.cancelled(this));
        }
    }

    /** Cancels the job; its listener hears nothing from it any more, not even that. */
    public void discard() {
        discarded = true;
        cancel();
    }

    /** Whether anybody still listens: not after it was discarded, nor after its lane was closed. */
    public boolean isWanted() {
        return !discarded && !laneIsClosed.getAsBoolean();
    }

    /**
     * Does something with what came of this job, on the thread that shows it, unless the job is not wanted any more.
     */
    public void ifWanted(Runnable action) {
        if (isWanted()) {
            action.run();
        }
    }

    /** Makes the work wait at its next tile or step. */
    public synchronized void pause() {
        paused = true;
    }

    /** Ends a pause. */
    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    /**
     * The result; fails with a {@link KintsugiException} whose message is for the user, or with a {@link
     * CancellationException}. Completed before the listener hears of the end, whether the job is wanted or not.
     */
    public CompletableFuture<R> result() {
        return result;
    }

    /**
     * Waits for the result. An interrupt cancels the job.
     *
     * @throws KintsugiException where the work failed, or this thread was interrupted
     * @throws CancellationException where the job was cancelled
     */
    public R await() throws KintsugiException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            // failures are settled below as nothing else
            throw (KintsugiException) e.getCause();
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            throw new KintsugiException(Sentence.of("Stopped."), e);
        }
    }

    /** On the lane's thread: does the work and settles the result; where the lane was closed, the job is cancelled. */
    void run() {
        if (laneIsClosed.getAsBoolean()) {
            cancel();
        }
        if (!state.compareAndSet(State.WAITING, State.RUNNING)) {
            return;
        }
        clock.begin(0);
        try {
            R made = work.run(control);
            state.set(State.DONE);
            settle(() -> result.complete(made), () -> listener.finished(this, made));
        } catch (CancellationException | InterruptedException e) {
            state.set(State.CANCELLED);
            settle(() -> result.completeExceptionally(new CancellationException()), () -> listener.cancelled(this));
        } catch (Throwable e) {
            KintsugiException failure = sentences.explain(e);
            state.set(State.FAILED);
            settle(() -> result.completeExceptionally(failure), () -> listener.failed(this, failure));
        }
    }

    private void settle(Runnable completion, Runnable notification) {
        completion.run();
        try {
            ifWanted(notification);
        } catch (RuntimeException e) {
            LOG.error("a listener failed at the end of a job", e);
        }
    }

    /** The side that the work sees. */
    private final class Control implements JobControl<P> {
        @Override
        public boolean isCancelled() {
            synchronized (Job.this) {
                if (paused && !cancelled) {
                    long from = clock.now();
                    waitForResume();
                    clock.skipSince(from);
                }
            }
            return cancelled;
        }

        private void waitForResume() {
            while (paused && !cancelled) {
                try {
                    Job.this.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    cancelled = true;
                }
            }
        }

        @Override
        public void beginPhase(double doneBefore) {
            clock.begin(doneBefore);
        }

        @Override
        public void report(double fraction, P detail) {
            double done = Math.clamp(fraction, 0, 1);
            Progress<P> now = new Progress<>(done, clock.secondsLeft(done), detail);
            progress = now;
            ifWanted(() -> listener.progressed(Job.this, now));
        }
    }
}
