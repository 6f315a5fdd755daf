package studio.kintsugi.service.batch;

/** How long networks worked, and how long they could have. Thread-safe. */
public final class NetworkTime {
    private long begunFirst;
    private long endedLast;
    private long worked;
    private boolean begun;

    /**
     * Adds a time in which a network worked or, at first, waited for its turn: of the time before the end of the one
     * that was added last, nothing counts.
     *
     * @param asked {@link System#nanoTime()} when it began or was asked for
     * @param ended the same when it ended
     * @return nanoseconds that count
     */
    synchronized long add(long asked, long ended) {
        long began = begun && endedLast - asked > 0 ? endedLast : asked;
        long counted = Math.max(0, ended - began);
        if (!begun) {
            begunFirst = began;
            endedLast = ended;
            begun = true;
        }
        begunFirst = began - begunFirst < 0 ? began : begunFirst;
        endedLast = ended - endedLast > 0 ? ended : endedLast;
        worked += counted;
        return counted;
    }

    /** Seconds in which networks worked, without loading them. */
    public synchronized double seconds() {
        return worked / 1e9;
    }

    /** The share of the time from the first network's beginning to the last one's end in which none worked, 0–1. */
    public synchronized double idleShare() {
        long span = endedLast - begunFirst;
        return span <= 0 ? 0 : Math.clamp(1 - (double) worked / span, 0.0, 1.0);
    }
}
