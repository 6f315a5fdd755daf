package studio.kintsugi.service.job;

import java.util.function.LongSupplier;

/** Estimates how long a phase will still take from how long it took so far. Thread-safe. */
final class PhaseClock {
    /** Before this share is done, an estimate would jump about. */
    private static final double LEAST_FRACTION = 0.01;

    private final LongSupplier nanos;
    private long began;
    private double doneBefore;

    /**
     * @param nanos the time in nanoseconds from any fixed moment, as {@link System#nanoTime()}
     */
    PhaseClock(LongSupplier nanos) {
        this.nanos = nanos;
        begin(0);
    }

    /**
     * @param fraction of the phase that was done before and takes no time now
     */
    synchronized void begin(double fraction) {
        began = nanos.getAsLong();
        doneBefore = fraction;
    }

    /** Leaves out the time since {@code from}, in which nothing was done. */
    synchronized void skipSince(long from) {
        began += nanos.getAsLong() - from;
    }

    long now() {
        return nanos.getAsLong();
    }

    synchronized double secondsLeft(double fraction) {
        double done = fraction - doneBefore;
        return done < LEAST_FRACTION ? Double.NaN : (nanos.getAsLong() - began) / 1e9 * (1 - fraction) / done;
    }
}
