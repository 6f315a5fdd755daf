package studio.kintsugi.service.job;

/**
 * A place on a lane for one job at a time, as a preview: a newer one discards the older, which is cancelled and from
 * then on reaches no listener. Thread-safe.
 */
public final class LatestWins {
    private final Lane lane;
    private Job<?, ?> latest;

    public LatestWins(Lane lane) {
        this.lane = lane;
    }

    /** Discards the job before and queues another, as {@link Lane#submit}. */
    public synchronized <P, R> Job<P, R> submit(Work<P, R> work, FailureSentences sentences,
            JobListener<P, R> listener) {
        discard();
        Job<P, R> job = lane.submit(work, sentences, listener);
        latest = job;
        return job;
    }

    /** Discards the job that waits or runs, if any. */
    public synchronized void discard() {
        if (latest != null) {
            latest.discard();
            latest = null;
        }
    }
}
