package studio.kintsugi.cli.common;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import studio.kintsugi.service.job.Job;

/** Says "stop" once Ctrl-C was pressed, and holds the process until what was begun is saved. */
public final class StopOnInterrupt implements BooleanSupplier, AutoCloseable {
    private static final int SECONDS_TO_SAVE = 60;

    private final AtomicBoolean stop = new AtomicBoolean();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread onInterrupt = new Thread(this::stopAndWait, "stop-and-save");
    private final Runnable cancel;

    /** For work that asks whether to stop. */
    public StopOnInterrupt() {
        this(() -> {});
    }

    /** For a job, which is cancelled. */
    public StopOnInterrupt(Job<?, ?> job) {
        this(job::cancel);
    }

    private StopOnInterrupt(Runnable cancel) {
        this.cancel = cancel;
        Runtime.getRuntime().addShutdownHook(onInterrupt);
    }

    @Override
    public boolean getAsBoolean() {
        return stop.get();
    }

    private void stopAndWait() {
        stop.set(true);
        cancel.run();
        try {
            finished.await(SECONDS_TO_SAVE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finished.countDown();
        if (!stop.get()) {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        }
    }
}
