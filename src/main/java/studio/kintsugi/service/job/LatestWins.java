package studio.kintsugi.service.job;

/**
 * A place on a lane for one job at a time, as a preview: a newer one discards the older, which is cancelled and from
 * then on reaches no listener. Thread-safe.
 *
 * @param <P> what the work reports beside the fraction that is done
 * @param <R> its result
 */
public final class LatestWins<P, R> {
    private final Lane lane;
    private Job<P, R> latest;

    public LatestWins(Lane lane) {
        this.lane = lane;
    }

    /** Discards the job before and queues another, as {@link Lane#submit}. */
    public synchronized Job<P, R> submit(Work<P, R> work, FailureSentences sentences, JobListener<P, R> listener) {
        discard();
        latest = lane.submit(work, sentences, listener);
        return latest;
    }

    /** Discards the job that waits or runs, if any. */
    public synchronized void discard() {
        if (latest != null) {
            latest.discard();
            latest = null;
        }
    }
}
