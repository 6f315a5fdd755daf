package studio.kintsugi.service.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.compute.ProcessorThreads;
import studio.kintsugi.compute.ThreadShare;

/** Pieces of work on several threads: each once, and nobody at work when it ends, however it ends. */
class SideBySideTest {
    @BeforeAll
    static void engine() throws Exception {
        ComputeDevice.processor().prepare(fraction -> {});
        assumeTrue(ThreadShare.isSupported(), "PyTorch can't be told how many threads to take here");
    }

    private static List<Integer> pieces(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void eachPieceOnceAndWhatIsLeftOverByAllThreads() {
        List<Integer> pieces = pieces(11);
        int all = ProcessorThreads.count();
        List<Integer> worked = Collections.synchronizedList(new ArrayList<>());
        Set<Integer> shares = ConcurrentHashMap.newKeySet();
        List<Integer> finished = new ArrayList<>();
        Set<Thread> hearers = new HashSet<>();
        new SideBySide(3).run(pieces, piece -> {
            worked.add(piece);
            if (piece < 9) {
                shares.add(ProcessorThreads.count());
            } else {
                assertEquals(all, ProcessorThreads.count());
                assertSame(Thread.currentThread(), hearers.iterator().next());
            }
        }, piece -> {
            finished.add(piece);
            hearers.add(Thread.currentThread());
        });
        assertEquals(11, worked.size());
        assertEquals(Set.copyOf(pieces), Set.copyOf(worked));
        assertEquals(Set.copyOf(pieces), Set.copyOf(finished));
        assertEquals(Set.of(Thread.currentThread()), hearers);
        assertEquals(Set.of(Math.max(1, all / 3)), shares);
    }

    @Test
    void threadsWaitWhileNobodyHears() {
        List<Integer> worked = Collections.synchronizedList(new ArrayList<>());
        List<Integer> workedByThen = new ArrayList<>();
        new SideBySide(2).run(pieces(10), worked::add, piece -> {
            if (workedByThen.isEmpty()) {
                pause(50);
                workedByThen.addAll(worked);
            }
        });
        // the piece that was heard of, the other thread's, and the next of the first thread
        assertTrue(workedByThen.size() <= 3, workedByThen.toString());
    }

    @Test
    void memoryDecidesHowMany() {
        List<Integer> pieces = pieces(2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        SideBySide.within(100, 60).run(pieces, piece -> threads.add(Thread.currentThread()), piece -> { });
        assertEquals(Set.of(Thread.currentThread()), threads);
    }

    @Test
    void whatGoesWrongIsThrownAsItIsAndEndsTheRest() {
        OutOfMemoryError wrong = new OutOfMemoryError("the third piece");
        List<Integer> pieces = pieces(100);
        Set<Integer> atWork = ConcurrentHashMap.newKeySet();
        List<Integer> finished = new ArrayList<>();
        assertSame(wrong, assertThrows(OutOfMemoryError.class, () -> new SideBySide(2).run(pieces, piece -> {
            atWork.add(piece);
            pause(5);
            atWork.remove(piece);
            if (piece == 2) {
                throw wrong;
            }
        }, finished::add)));
        assertTrue(atWork.isEmpty(), atWork.toString());
        assertTrue(finished.size() < 100, finished.size() + " finished");
    }

    @Test
    void whoHearsOfPiecesCanEndThem() {
        List<Integer> worked = Collections.synchronizedList(new ArrayList<>());
        assertThrows(CancellationException.class, () -> new SideBySide(2).run(pieces(1000), piece -> {
            worked.add(piece);
            pause(2);
        }, piece -> {
            throw new CancellationException();
        }));
        assertTrue(worked.size() < 1000, worked.size() + " worked on");
    }
}
