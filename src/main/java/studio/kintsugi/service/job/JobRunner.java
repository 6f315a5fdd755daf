package studio.kintsugi.service.job;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Opens the lanes on which all background work runs: the only place that makes threads for jobs. The threads are
 * daemons, so that none of them keeps the process alive. Thread-safe.
 */
public final class JobRunner implements AutoCloseable {
    private static final Duration TIME_TO_END = Duration.ofSeconds(10);

    private final List<Lane> lanes = new CopyOnWriteArrayList<>();

    /**
     * A lane that does one job after another, always on the same thread, so that tensors can stay on it between jobs.
     *
     * @param name of its thread
     */
    public Lane lane(String name) {
        return lane(name, () -> { });
    }

    /**
     * As {@link #lane(String)}, for jobs that leave native memory on the thread.
     *
     * @param free frees it; done on the lane's thread after all jobs, when the lane is closed
     */
    public Lane lane(String name, Runnable free) {
        return open(new Lane(name,
                Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon().factory()), free));
    }

    /**
     * A lane for jobs that need not wait for one another, as reading files.
     *
     * @param name of its threads, before a number
     * @param threads how many jobs run at once
     */
    public Lane lane(String name, int threads) {
        return open(new Lane(name,
                Executors.newFixedThreadPool(threads, Thread.ofPlatform().name(name + "-", 0).daemon().factory()),
                () -> { }));
    }

    /**
     * Begins what a running job needs done beside its own work, and waits for before it ends.
     *
     * @param name of the thread, which ends with the work
     */
    public static <R> Future<R> beside(String name, Callable<R> work) {
        FutureTask<R> task = new FutureTask<>(work);
        Thread.ofPlatform().name(name).daemon().start(task);
        return task;
    }

    private Lane open(Lane lane) {
        lanes.add(lane);
        return lane;
    }

    /** Jobs that wait or run, lane by lane. */
    public List<Job<?, ?>> jobs() {
        return lanes.stream().<Job<?, ?>>flatMap(lane -> lane.jobs().stream()).toList();
    }

    /**
     * Closes the lanes that are still open, and waits for their threads to end; ten seconds at most for all of them.
     */
    @Override
    public void close() {
        lanes.forEach(Lane::close);
        long end = System.nanoTime() + TIME_TO_END.toNanos();
        lanes.forEach(lane -> lane.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
    }
}
