package studio.kintsugi.service.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;

/** The engine without any service on it: order, cancelling, pausing, and what listeners hear. */
@Timeout(60)
class JobTest {
    private static final FailureSentences SENTENCES = new FailureSentences(Sentence.of("Too little memory."),
            Sentence.of("It went wrong."));

    private final JobRunner runner = new JobRunner();
    private final Lane lane = runner.lane("test");

    @AfterEach
    void close() {
        runner.close();
    }

    /** Writes down what it hears. */
    private static final class Notes implements JobListener<String, String> {
        final List<String> heard = new CopyOnWriteArrayList<>();
        final CountDownLatch end = new CountDownLatch(1);

        @Override
        public void progressed(Job<String, String> job, Progress<String> progress) {
            heard.add(progress.detail() + " " + progress.fraction());
        }

        @Override
        public void finished(Job<String, String> job, String result) {
            heard.add("finished " + result);
            end.countDown();
        }

        @Override
        public void failed(Job<String, String> job, KintsugiException failure) {
            heard.add("failed " + failure.getMessage());
            end.countDown();
        }

        @Override
        public void cancelled(Job<String, String> job) {
            heard.add("cancelled");
            end.countDown();
        }
    }

    private Job<String, String> submit(Work<String, String> work) {
        return lane.submit(work, SENTENCES, JobListener.none());
    }

    /** Keeps the lane busy until the latch opens; returns once it runs. */
    private Job<String, String> occupy(CountDownLatch open) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Job<String, String> job = submit(control -> {
            running.countDown();
            open.await();
            return "first";
        });
        running.await();
        return job;
    }

    @Test
    void jobsOfALaneRunInOrderOnOneThread() throws Exception {
        List<Integer> order = new CopyOnWriteArrayList<>();
        Set<String> threads = new ConcurrentSkipListSet<>();
        List<Job<String, String>> jobs = new ArrayList<>();
        CountDownLatch open = new CountDownLatch(1);
        Job<String, String> first = occupy(open);
        for (int i = 0; i < 20; i++) {
            int number = i;
            jobs.add(submit(control -> {
                order.add(number);
                threads.add(Thread.currentThread().getName());
                return "";
            }));
        }
        List<Job<?, ?>> queue = new ArrayList<>(jobs);
        queue.addFirst(first);
        assertEquals(queue, lane.jobs());
        assertEquals(queue, runner.jobs());
        open.countDown();
        for (Job<String, String> job : jobs) {
            job.await();
        }
        assertEquals(java.util.stream.IntStream.range(0, 20).boxed().toList(), order);
        assertEquals(Set.of("test"), threads);
        assertEquals(List.of(), lane.jobs());
    }

    @Test
    void lanesRunBesideOneAnother() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        Job<String, String> waiting = occupy(open);
        assertEquals("other", runner.lane("other").submit(control -> "other", SENTENCES, JobListener.none()).await());
        assertEquals(Job.State.RUNNING, waiting.state());
        open.countDown();
        assertEquals("first", waiting.await());
        assertEquals(Job.State.DONE, waiting.state());
    }

    @Test
    void aWideLaneRunsSeveralJobsAtOnce() throws Exception {
        Lane wide = runner.lane("wide", 2);
        CountDownLatch both = new CountDownLatch(2);
        Work<String, String> meet = control -> {
            both.countDown();
            both.await();
            return "met";
        };
        Job<String, String> a = wide.submit(meet, SENTENCES, JobListener.none());
        Job<String, String> b = wide.submit(meet, SENTENCES, JobListener.none());
        assertEquals("met", a.await());
        assertEquals("met", b.await());
    }

    @Test
    void progressAndResultAreHeardInOrder() throws Exception {
        Notes notes = new Notes();
        Job<String, String> job = lane.submit(control -> {
            control.report(-1, "before");
            control.report(0.5, "half");
            control.report(2, "all");
            return "picture";
        }, SENTENCES, notes);
        notes.end.await();
        assertEquals(List.of("before 0.0", "half 0.5", "all 1.0", "finished picture"), notes.heard);
        assertEquals("all", job.progress().orElseThrow().detail());
        assertEquals("picture", job.result().get());
    }

    @Test
    void theTimeLeftFollowsTheTimeSpentInThePhaseWithoutPauses() {
        long[] now = {5_000_000_000L};
        PhaseClock clock = new PhaseClock(() -> now[0]);
        assertTrue(Double.isNaN(clock.secondsLeft(0)));
        now[0] += 2_000_000_000L;
        assertTrue(Double.isNaN(clock.secondsLeft(0.001)), "too early to say");
        assertEquals(6, clock.secondsLeft(0.25), 1e-9);
        long paused = clock.now();
        now[0] += 100_000_000_000L;
        clock.skipSince(paused);
        assertEquals(6, clock.secondsLeft(0.25), 1e-9);
        clock.begin(0);
        now[0] += 1_000_000_000L;
        assertEquals(1, clock.secondsLeft(0.5), 1e-9);
        assertEquals(0, clock.secondsLeft(1), 1e-9);
        clock.begin(0.5);
        now[0] += 1_000_000_000L;
        assertTrue(Double.isNaN(clock.secondsLeft(0.5)), "nothing was done since");
        assertEquals(1, clock.secondsLeft(0.75), 1e-9);
    }

    @Test
    void aJobThatWaitsIsCancelledAtOnceAndNeverRuns() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        occupy(open);
        Notes notes = new Notes();
        List<String> ran = new CopyOnWriteArrayList<>();
        Job<String, String> job = lane.submit(control -> {
            ran.add("ran");
            return "";
        }, SENTENCES, notes);
        assertEquals(Job.State.WAITING, job.state());
        job.cancel();
        assertEquals(Job.State.CANCELLED, job.state());
        assertEquals(List.of("cancelled"), notes.heard);
        assertThrows(CancellationException.class, job::await);
        open.countDown();
        submit(control -> "").await();
        assertEquals(List.of(), ran);
        assertEquals(List.of("cancelled"), notes.heard);
    }

    @Test
    void aRunningJobStopsAtItsNextCheckpoint() throws Exception {
        Notes notes = new Notes();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        Job<String, String> job = lane.submit(control -> {
            control.checkpoint();
            running.countDown();
            cancelled.await();
            control.checkpoint();
            return "too late";
        }, SENTENCES, notes);
        running.await();
        job.cancel();
        cancelled.countDown();
        notes.end.await();
        assertEquals(List.of("cancelled"), notes.heard);
        assertEquals(Job.State.CANCELLED, job.state());
        assertThrows(CancellationException.class, job::await);
    }

    @Test
    void workThatIsCancelledMayReturnWhatItHas() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Job<String, String> job = submit(control -> {
            while (!control.isCancelled()) {
                running.countDown();
            }
            return "half a dream";
        });
        running.await();
        job.cancel();
        assertEquals("half a dream", job.await());
        assertEquals(Job.State.DONE, job.state());
    }

    @Test
    void aPausedJobWaitsUntilItIsResumed() throws Exception {
        Semaphore steps = new Semaphore(0);
        Semaphore mayStep = new Semaphore(0);
        CountDownLatch asked = new CountDownLatch(1);
        Job<String, String> job = submit(control -> {
            mayStep.acquire();
            asked.countDown();
            control.checkpoint();
            steps.release();
            return "done";
        });
        job.pause();
        mayStep.release();
        asked.await();
        // cannot be otherwise, however the threads are scheduled: only resume lets it pass
        assertEquals(0, steps.availablePermits());
        assertFalse(job.result().isDone());
        job.resume();
        assertEquals("done", job.await());
        assertEquals(1, steps.availablePermits());
    }

    @Test
    void aPausedJobCanBeCancelled() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch paused = new CountDownLatch(1);
        Job<String, String> job = submit(control -> {
            running.countDown();
            paused.await();
            control.checkpoint();
            return "";
        });
        running.await();
        job.pause();
        paused.countDown();
        job.cancel();
        assertThrows(CancellationException.class, job::await);
    }

    @Test
    void whatIsWrongWithARequestIsSaidAsItIs() throws Exception {
        KintsugiException own = new KintsugiException("There is no model \"x\".");
        Notes notes = new Notes();
        Job<String, String> job = lane.submit(control -> {
            throw own;
        }, SENTENCES, notes);
        notes.end.await();
        assertSame(own, assertThrows(KintsugiException.class, job::await));
        assertEquals(List.of("failed There is no model \"x\"."), notes.heard);
        assertEquals(Job.State.FAILED, job.state());
    }

    @Test
    void everyOtherErrorBecomesTheSentenceOfItsKindOfWork() {
        assertEquals("It went wrong.", failure(new IllegalStateException("index 3")));
        assertEquals("It went wrong.", failure(new StackOverflowError()));
        assertEquals("It went wrong.", failure(new EngineException("no such operator")));
        assertEquals("Too little memory.", failure(new OutOfMemoryError()));
        assertEquals("Too little memory.", failure(new EngineException("DefaultCPUAllocator: can't allocate memory")));
    }

    private String failure(Throwable error) {
        Job<String, String> job = submit(control -> {
            if (error instanceof Error e) {
                throw e;
            }
            throw (Exception) error;
        });
        KintsugiException failure = assertThrows(KintsugiException.class, job::await);
        assertSame(error, failure.getCause());
        return failure.getMessage();
    }

    @Test
    void aListenerThatFailsAtTheEndDoesNotStopTheLane() throws Exception {
        lane.submit(control -> "", SENTENCES, new JobListener<>() {
            @Override
            public void finished(Job<Object, String> job, String result) {
                throw new IllegalStateException("a listener's own fault");
            }
        });
        assertEquals("next", submit(control -> "next").await());
    }

    @Test
    void aNewerJobDiscardsTheOlderOne() throws Exception {
        LatestWins latest = new LatestWins(lane);
        Notes old = new Notes();
        Notes skipped = new Notes();
        Notes wanted = new Notes();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        Job<String, String> first = latest.submit(control -> {
            control.report(0.1, "old");
            running.countDown();
            open.await();
            control.report(0.9, "old");
            return "old";
        }, SENTENCES, old);
        running.await();
        Job<String, String> second = latest.submit(control -> "skipped", SENTENCES, skipped);
        latest.submit(control -> "new", SENTENCES, wanted);
        open.countDown();
        wanted.end.await();
        assertEquals(List.of("finished new"), wanted.heard);
        assertEquals(List.of("old 0.1"), old.heard, "nothing is heard of the older one once there is a newer");
        assertEquals(List.of(), skipped.heard);
        assertFalse(first.isWanted());
        assertEquals("old", first.await());
        assertThrows(CancellationException.class, second::await);
    }

    /** A stand-in for the screen's thread: calls wait until the test lets them run. */
    private static final class Screen {
        private final List<Runnable> calls = new ArrayList<>();

        synchronized void execute(Runnable call) {
            calls.add(call);
            notifyAll();
        }

        synchronized void awaitCalls(int count) throws InterruptedException {
            while (calls.size() < count) {
                wait();
            }
        }

        synchronized void run() {
            calls.forEach(Runnable::run);
            calls.clear();
        }
    }

    @Test
    void aStaleResultThatIsOnItsWayToTheScreenDoesNotLand() throws Exception {
        LatestWins latest = new LatestWins(lane);
        Screen screen = new Screen();
        Notes old = new Notes();
        Notes wanted = new Notes();
        latest.submit(control -> {
            control.report(0.5, "old");
            return "old";
        }, SENTENCES, old.on(screen::execute));
        screen.awaitCalls(2);
        latest.submit(control -> "new", SENTENCES, wanted.on(screen::execute));
        screen.awaitCalls(3);
        screen.run();
        assertEquals(List.of(), old.heard);
        assertEquals(List.of("finished new"), wanted.heard);
    }

    @Test
    void nothingLandsAfterTheLaneWasClosed() throws Exception {
        Screen screen = new Screen();
        Notes notes = new Notes();
        Job<String, String> job = lane.submit(control -> "done", SENTENCES, notes.on(screen::execute));
        screen.awaitCalls(1);
        lane.close();
        screen.run();
        assertEquals("done", job.await());
        assertEquals(List.of(), notes.heard);
    }

    @Test
    void closingCancelsWhatRunsAndWhatWaitsAndEndsTheThread() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Thread[] thread = new Thread[1];
        List<String> errands = new CopyOnWriteArrayList<>();
        Lane lane = runner.lane("freeing", () -> errands.add("freed on " + Thread.currentThread().getName()));
        Job<String, String> runs = lane.submit(control -> {
            thread[0] = Thread.currentThread();
            running.countDown();
            while (true) {
                control.checkpoint();
            }
        }, SENTENCES, JobListener.none());
        Job<String, String> waits = lane.submit(control -> "", SENTENCES, JobListener.none());
        lane.execute(() -> errands.add("errand"));
        running.await();
        runner.close();
        thread[0].join();
        assertEquals(Job.State.CANCELLED, runs.state());
        assertEquals(Job.State.CANCELLED, waits.state());
        assertEquals(List.of("errand", "freed on freeing"), errands);
        Job<String, String> late = lane.submit(control -> "", SENTENCES, JobListener.none());
        assertEquals(Job.State.CANCELLED, late.state());
        assertThrows(CancellationException.class, late::await);
        lane.execute(() -> errands.add("too late"));
        lane.close();
        assertEquals(List.of("errand", "freed on freeing"), errands);
    }

    @Test
    void anInterruptedWaitCancelsTheJob() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        occupy(open);
        Job<String, String> job = submit(control -> "");
        Thread.currentThread().interrupt();
        assertInstanceOf(InterruptedException.class,
                assertThrows(KintsugiException.class, job::await).getCause());
        assertTrue(Thread.interrupted());
        assertEquals(Job.State.CANCELLED, job.state());
        open.countDown();
    }
}
