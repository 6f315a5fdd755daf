package studio.kintsugi.cli.common;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import studio.kintsugi.service.job.Job;

/** Cancels a job once Ctrl-C was pressed, and holds the process until what was begun is saved. */
public final class StopOnInterrupt implements AutoCloseable {
    private static final int SECONDS_TO_SAVE = 60;

    private final AtomicBoolean stop = new AtomicBoolean();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread onInterrupt = new Thread(this::stopAndWait, "stop-and-save");
    private final Job<?, ?> job;

    public StopOnInterrupt(Job<?, ?> job) {
        this.job = job;
        Runtime.getRuntime().addShutdownHook(onInterrupt);
    }

    private void stopAndWait() {
        stop.set(true);
        job.cancel();
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
