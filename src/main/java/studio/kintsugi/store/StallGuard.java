package studio.kintsugi.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;

/**
 * Ends a transfer that stalls or is cancelled. Reading blocks, so a separate thread watches the clock and closes the
 * stream.
 */
final class StallGuard implements AutoCloseable {
    private static final long GLANCE_MILLIS = 50;

    private final Duration stall;
    private final DownloadListener listener;
    private volatile long lastSign = System.nanoTime();
    private volatile boolean cancelled;
    private Thread thread;

    StallGuard(Duration stall, DownloadListener listener) {
        this.stall = stall;
        this.listener = listener;
    }

    /** Waits for the headers of a response. */
    <T> T await(CompletableFuture<T> answer) throws KintsugiException, BrokenTransferException {
        while (true) {
            try {
                return answer.get(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (listener.isCancelled()) {
                    answer.cancel(true);
                    throw stopped(e);
                }
                if (hasStalled()) {
                    answer.cancel(true);
                    throw new BrokenTransferException("the server does not answer", e);
                }
            } catch (ExecutionException e) {
                throw new BrokenTransferException("the server can't be reached", e);
            } catch (InterruptedException e) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                throw stopped(e);
            }
        }
    }

    /** From now on, closes the stream when no data arrives in time or the listener cancels. */
    void closeWhenStalled(InputStream body) {
        lastSign = System.nanoTime();
        thread = Thread.ofVirtual().name("download-watch").start(() -> {
            try {
                while (!cancelled && !hasStalled()) {
                    Thread.sleep(GLANCE_MILLIS);
                    cancelled = listener.isCancelled();
                }
                body.close();
            } catch (InterruptedException | IOException e) {
                // the transfer has ended, or ends now by itself
            }
        });
    }

    /** As {@link InputStream#read(byte[])}, within the time allowed. */
    int read(InputStream body, byte[] buffer) throws KintsugiException, BrokenTransferException {
        try {
            int n = body.read(buffer);
            if (!cancelled && !hasStalled()) {
                lastSign = System.nanoTime();
                return n;
            }
        } catch (IOException e) {
            if (!cancelled) {
                throw new BrokenTransferException(hasStalled() ? "nothing more came" : "the connection was cut", e);
            }
        }
        if (cancelled) {
            throw stopped(null);
        }
        throw new BrokenTransferException("nothing more came", null);
    }

    private boolean hasStalled() {
        return System.nanoTime() - lastSign > stall.toNanos();
    }

    private static KintsugiException stopped(Exception cause) {
        return new KintsugiException(Sentence.of("The download was stopped. The part received is kept: the next"
                + " download resumes from there."), cause);
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
