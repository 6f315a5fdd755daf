package studio.kintsugi.cli.common;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import studio.kintsugi.files.EndOfProgram;
import studio.kintsugi.service.job.Job;

/** Cancels a job once Ctrl-C was pressed, and holds the process until what was begun is saved. */
public final class StopOnInterrupt implements AutoCloseable {
    private static final int SECONDS_TO_SAVE = 60;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final EndOfProgram.Saving onInterrupt = this::stopAndWait;
    private final Job<?, ?> job;

    public StopOnInterrupt(Job<?, ?> job) {
        this.job = job;
        EndOfProgram.save(onInterrupt);
    }

    private void stopAndWait() {
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
        EndOfProgram.forget(onInterrupt);
    }
}
