package studio.kintsugi.service.job;

import java.util.function.LongSupplier;

/** Estimates how long a phase will still take from how long it took so far. Thread-safe. */
final class PhaseClock {
    /** Before this share is done, an estimate would jump about. */
    private static final double LEAST_FRACTION = 0.01;

    private final LongSupplier nanos;
    private long began;

    /**
     * @param nanos the time in nanoseconds from any fixed moment, as {@link System#nanoTime()}
     */
    PhaseClock(LongSupplier nanos) {
        this.nanos = nanos;
        begin();
    }

    synchronized void begin() {
        began = nanos.getAsLong();
    }

    /** Leaves out the time since {@code from}, in which nothing was done. */
    synchronized void skipSince(long from) {
        began += nanos.getAsLong() - from;
    }

    long now() {
        return nanos.getAsLong();
    }

    synchronized double secondsLeft(double fraction) {
        return fraction < LEAST_FRACTION ? Double.NaN
                : (nanos.getAsLong() - began) / 1e9 * (1 - fraction) / fraction;
    }
}
