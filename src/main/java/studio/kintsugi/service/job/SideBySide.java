package studio.kintsugi.service.job;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import studio.kintsugi.compute.ProcessorThreads;
import studio.kintsugi.compute.ThreadShare;

/**
 * Does a job's work on pieces that do not depend on each other, several at a time where there is memory and there are
 * threads for it: networks then have their share of the processor. The last pieces, where they are too few to fill all
 * shares, have the whole processor, one after another, on the job's own thread.
 */
public final class SideBySide {
    private final int most;

    /**
     * @param most pieces at a time; 1: one after another on the calling thread
     */
    public SideBySide(int most) {
        this.most = ThreadShare.isSupported() ? most : 1;
    }

    /**
     * As many at a time as memory is enough for, with a thread each at least; after PyTorch has been prepared.
     *
     * @param bytes that may be taken
     * @param bytesOfPiece that each takes
     */
    public static SideBySide within(long bytes, long bytesOfPiece) {
        return new SideBySide(Math.clamp(bytes / bytesOfPiece, 1, ProcessorThreads.count()));
    }

    /**
     * Does the work, begun in the order of the pieces. Threads wait with the next while nobody hears of the last.
     *
     * @param work on one piece, on any thread, for several at once; what it throws ends the rest
     * @param finished hears of each piece on the calling thread; what it throws ends the rest
     */
    public <T> void run(List<T> pieces, Consumer<T> work, Consumer<T> finished) {
        int threads = Math.min(most, pieces.size());
        int shared = threads < 2 ? 0 : pieces.size() / threads * threads;
        if (shared > 0) {
            new Shared<>(pieces.subList(0, shared), work, threads).run(finished);
        }
        for (T piece : pieces.subList(shared, pieces.size())) {
            work.accept(piece);
            finished.accept(piece);
        }
    }

    /** Pieces that threads take one after another. */
    private static final class Shared<T> {
        private final List<T> pieces;
        private final Consumer<T> work;
        private final int threads;
        private final AtomicInteger next = new AtomicInteger();
        /** Pieces that are done; nothing for each thread that has ended. */
        private final BlockingQueue<Optional<T>> done = new SynchronousQueue<>();
        private int running;

        Shared(List<T> pieces, Consumer<T> work, int threads) {
            this.pieces = pieces;
            this.work = work;
            this.threads = threads;
        }

        void run(Consumer<T> finished) {
            int share = Math.max(1, ProcessorThreads.count() / threads);
            List<Future<Void>> ends = IntStream.range(0, threads)
                    .mapToObj(i -> JobRunner.beside("pieces-" + i, () -> takeAll(share))).toList();
            running = threads;
            try {
                hearAll(finished);
            } finally {
                // whatever happened, tensors may be closed only when nobody works on them any more
                stop();
                hearAll(piece -> { });
            }
            ends.forEach(Shared::rethrow);
        }

        /** What went wrong on a thread that has ended, or is about to. */
        private static void rethrow(Future<Void> end) {
            try {
                end.get();
            } catch (InterruptedException e) {
                throw interrupted(e);
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case RuntimeException cause -> throw cause;
                    case Error cause -> throw cause;
                    default -> throw new IllegalStateException("work throws nothing else", e);
                }
            }
        }

        private void hearAll(Consumer<T> finished) {
            try {
                while (running > 0) {
                    Optional<T> piece = done.take();
                    running -= piece.isPresent() ? 0 : 1;
                    piece.ifPresent(finished);
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }

        /** Takes pieces until there are no more; where it fails, the other threads take none either. */
        private Void takeAll(int share) {
            try {
                ThreadShare.with(share, () -> {
                    for (int i = next.getAndIncrement(); i < pieces.size(); i = next.getAndIncrement()) {
                        work.accept(pieces.get(i));
                        tell(Optional.of(pieces.get(i)));
                    }
                });
            } finally {
                stop();
                tell(Optional.empty());
            }
            return null;
        }

        private void tell(Optional<T> piece) {
            try {
                done.put(piece);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }

        private void stop() {
            next.set(pieces.size());
        }

        private static IllegalStateException interrupted(InterruptedException e) {
            return new IllegalStateException("nothing interrupts jobs", e);
        }
    }
}
