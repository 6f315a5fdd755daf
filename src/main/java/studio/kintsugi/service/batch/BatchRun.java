package studio.kintsugi.service.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.files.FreeRoom;
import studio.kintsugi.service.batch.journal.Journal;
import studio.kintsugi.service.batch.journal.JournalEntry;
import studio.kintsugi.service.batch.journal.WorkId;
import studio.kintsugi.service.batch.plan.PlannedPicture;
import studio.kintsugi.service.batch.plan.PlannedPicture.Action;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.service.job.Lane;

/**
 * Does a plan. Pictures are read on one lane and written on another, while two threads, the caller's among them, hand
 * them to the network, so that the next picture is in its queue when it has done with one. At most two more decoded
 * ones wait, and all that are under way share a budget of memory. Readers take their share before they decode and it is
 * given back when the result is written, so whoever holds memory waits for nobody that wants some.
 */
public final class BatchRun {
    private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);
    private static final int DECODED_AHEAD = 2;
    /** Threads that hand pictures to the network: it works for one while the other makes ready or hands on. */
    private static final int FEEDERS = 2;
    private static final Ready END = new Ready(null, null, 0);
    /** Less than this share of a picture's own bytes its result can hardly take. */
    private static final int LEAST_SHARE = 8;

    private final PictureWork work;
    private final WorkId id;
    private final BatchOptions options;
    private final Journal journal;
    private final BatchListener listener;
    private final MemoryBudget memory;
    private final Semaphore ahead;
    private final Semaphore unwritten;
    private final BlockingQueue<Ready> ready = new LinkedBlockingQueue<>();
    private final AtomicInteger readers;
    private int done;
    private int failed;
    private volatile boolean stopped;

    /**
     * @param journal keeps what is done; null for none
     */
    public BatchRun(PictureWork work, BatchOptions options, Journal journal, BatchListener listener) {
        this.work = work;
        this.id = work.id();
        this.options = options;
        this.journal = journal;
        this.listener = listener;
        memory = new MemoryBudget(options.memory());
        ahead = new Semaphore(DECODED_AHEAD + options.jobs() - 1);
        unwritten = new Semaphore(DECODED_AHEAD + options.jobs() - 1);
        readers = new AtomicInteger(options.jobs());
    }

    /** A picture for the network; {@link #END} where there are no more. */
    private record Ready(PlannedPicture picture, PictureWork.Taken taken, long bytes) {}

    /**
     * Runs it; returns when all is written. Folders are there already.
     *
     * @param runner gives the lanes for reading and writing
     */
    public BatchReport run(List<PlannedPicture> pictures, JobRunner runner) throws KintsugiException {
        long began = System.nanoTime();
        // what can't be done is told first
        Iterator<PlannedPicture> todo = pictures.stream().filter(p -> p.action() != Action.SKIP)
                .sorted(Comparator.comparing((PlannedPicture p) -> p.action() != Action.REFUSE)).iterator();
        int skipped = (int) pictures.stream().filter(p -> p.action() == Action.SKIP).count();
        try (Lane reading = runner.lane("reading", options.jobs());
                Lane writing = runner.lane("writing", options.jobs());
                Lane feeding = runner.lane("feeding", FEEDERS - 1)) {
            for (int i = 0; i < options.jobs(); i++) {
                reading.execute(() -> readAll(todo));
            }
            List<CompletableFuture<Void>> feeders = IntStream.range(1, FEEDERS)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> feedFromLane(writing), feeding)).toList();
            feedNetwork(writing);
            feeders.forEach(CompletableFuture::join);
            // all of them are free once all is written
            unwritten.acquire(DECODED_AHEAD + options.jobs() - 1);
        } catch (InterruptedException e) {
            stopped = true;
            Thread.currentThread().interrupt();
            throw new KintsugiException(Sentence.of("Stopped."), e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            stopped = true;
            endFeeding();
        }
        int left = pictures.size() - skipped - done - failed;
        NetworkTime time = work.tool().time();
        return new BatchReport(done, failed, skipped, left, (System.nanoTime() - began) / 1e9, time.seconds(),
                time.idleShare());
    }

    private void readAll(Iterator<PlannedPicture> todo) {
        try {
            for (PlannedPicture picture = next(todo); picture != null; picture = next(todo)) {
                ahead.acquire();
                if (stopped) {
                    break;
                }
                read(picture);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (readers.decrementAndGet() == 0) {
                endFeeding();
            }
        }
    }

    private void endFeeding() {
        for (int i = 0; i < FEEDERS; i++) {
            ready.add(END);
        }
    }

    private PlannedPicture next(Iterator<PlannedPicture> todo) {
        synchronized (todo) {
            return !stopped && todo.hasNext() ? todo.next() : null;
        }
    }

    private void read(PlannedPicture picture) throws InterruptedException {
        PictureSource source = PictureSource.of(picture.input());
        long bytes = 0;
        try {
            if (picture.action() == Action.REFUSE) {
                throw new KintsugiException(picture.refusal());
            }
            checkRoom(picture);
            bytes = memory.take(work.bytes(source));
            ready.add(new Ready(picture, work.read(source), bytes));
        } catch (KintsugiException e) {
            memory.release(bytes);
            ahead.release();
            fail(picture, null, e);
        }
    }

    /** A disk that is full is told before the network works, not after. */
    private static void checkRoom(PlannedPicture picture) throws KintsugiException {
        try {
            Path folder = picture.output().toAbsolutePath().getParent();
            OptionalLong room = FreeRoom.of(folder);
            if (room.isPresent() && room.getAsLong() < Files.size(picture.input()) / LEAST_SHARE) {
                throw new KintsugiException(Sentence.of("There is not enough room on the disk to save “%s”; free"
                        + " some room or choose another folder.", picture.output().getFileName()));
            }
        } catch (IOException unknown) {
            LOG.debug("the size of {} is not known", picture.input(), unknown);
        }
    }

    private void feedFromLane(Lane writing) {
        try {
            feedNetwork(writing);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void feedNetwork(Lane writing) throws InterruptedException {
        for (Ready next = ready.take(); next != END; next = ready.take()) {
            ahead.release();
            if (stopped) {
                memory.release(next.bytes());
                continue;
            }
            feed(next, writing);
        }
    }

    private void feed(Ready next, Lane writing) throws InterruptedException {
        try {
            PictureWork.Worked worked = work.work(next.taken(), (stage, fraction, left) ->
                    listener.progressed(next.picture(), stage, fraction, left));
            unwritten.acquire();
            writing.execute(() -> write(next, worked));
        } catch (KintsugiException e) {
            memory.release(next.bytes());
            fail(next.picture(), next.taken(), e);
        }
    }

    private void write(Ready from, PictureWork.Worked worked) {
        try {
            PictureOutcome outcome = work.write(worked, from.picture().output(),
                    whole -> enter(from.picture(), whole));
            end(from.picture(), outcome);
        } catch (KintsugiException e) {
            fail(from.picture(), from.taken(), e);
        } finally {
            memory.release(from.bytes());
            unwritten.release();
        }
    }

    private void fail(PlannedPicture picture, PictureWork.Taken taken, KintsugiException e) {
        LOG.debug("{} failed", picture.input(), e);
        if (options.stopsOnError()) {
            stopped = true;
        }
        PictureOutcome outcome = PictureOutcome.failed(picture.input().toString(), taken == null ? null : taken.id(),
                e.getMessage());
        try {
            enter(picture, outcome);
        } catch (IOException fullDisk) {
            LOG.debug("the failure of {} is not in the journal", picture.input(), fullDisk);
        }
        end(picture, outcome);
    }

    private void enter(PlannedPicture picture, PictureOutcome o) throws IOException {
        if (journal != null) {
            journal.append(new JournalEntry(journal.nameOf(picture.output()), id, o.source(), o.result(),
                    o.width(), o.height(), o.seconds(), o.error(),
                    Instant.now().toString()));
        }
    }

    private synchronized void end(PlannedPicture picture, PictureOutcome outcome) {
        if (outcome.isDone()) {
            done++;
        } else {
            failed++;
        }
        listener.ended(picture, outcome);
    }
}
