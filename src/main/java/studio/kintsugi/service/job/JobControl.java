package studio.kintsugi.service.job;

import java.util.concurrent.CancellationException;

/**
 * A job as its {@link Work} sees it. Thread-safe: progress may also be reported by a helper thread.
 *
 * @param <P> what is reported beside the fraction that is done
 */
public interface JobControl<P> {
    /**
     * Waits as long as the job is paused, then says whether the work should stop. To be asked between tiles or steps,
     * which take less than half a second each.
     */
    boolean isCancelled();

    /**
     * As {@link #isCancelled()}, for work whose partial result is of no use.
     *
     * @throws CancellationException where the work should stop
     */
    default void checkpoint() {
        if (isCancelled()) {
            throw new CancellationException();
        }
    }

    /** Begins a phase whose fraction runs from 0 to 1 at a speed of its own: the time left is estimated anew. */
    default void beginPhase() {
        beginPhase(0);
    }

    /**
     * As {@link #beginPhase()}, where work goes on that was interrupted.
     *
     * @param doneBefore fraction of the phase that was done before, 0–1
     */
    void beginPhase(double doneBefore);

    /**
     * Tells the listener how far the work is.
     *
     * @param fraction of the phase that is done; clamped to 0–1
     */
    void report(double fraction, P detail);
}
