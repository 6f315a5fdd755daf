package studio.kintsugi.service.colorize;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.store.ModelStore;

/** Colours sketches in the background, one at a time; a newer request takes the place of an older one. */
public final class ColorizeService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ColorizeService.class);

    private final ModelStore store;
    private final ComputeDevice device;
    private final AtomicLong latest = new AtomicLong();
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("colorize").daemon().factory());
    private Colorizer colorizer;

    public ColorizeService(ModelStore store, ComputeDevice device) {
        this.store = store;
        this.device = device;
    }

    /** Hears how a request fares, on the service's thread, unless a newer one has taken its place. */
    public interface Listener {
        /**
         * It is under way.
         *
         * @param fraction 0–1
         */
        void progressed(double fraction);

        void finished(ColorizedDrawing result);

        /**
         * It can't be done.
         *
         * @param sentence for the user
         */
        void failed(String sentence);
    }

    /** Colours a sketch after a while. */
    public void start(ColorizeRequest request, Listener listener) {
        long number = latest.incrementAndGet();
        worker.execute(() -> color(request, number, listener));
    }

    /** Drops what is under way. */
    public void cancel() {
        latest.incrementAndGet();
    }

    private void color(ColorizeRequest request, long number, Listener listener) {
        if (stale(number)) {
            return;
        }
        try {
            if (colorizer == null) {
                colorizer = new Colorizer(store, device);
            }
            ColorizedDrawing result = colorizer.color(request, () -> stale(number), fraction -> {
                if (!stale(number)) {
                    listener.progressed(fraction);
                }
            });
            if (!stale(number)) {
                listener.finished(result);
            }
        } catch (CancellationException e) {
            LOG.debug("request {} was dropped", number);
        } catch (KintsugiException e) {
            LOG.debug("the sketch could not be coloured", e);
            fail(number, listener, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("the sketch could not be coloured", e);
            fail(number, listener, "The sketch could not be coloured: try another reference or model.");
        }
    }

    private void fail(long number, Listener listener, String sentence) {
        if (!stale(number)) {
            listener.failed(sentence);
        }
    }

    private boolean stale(long number) {
        return latest.get() != number;
    }

    @Override
    public void close() {
        cancel();
        worker.execute(() -> {
            if (colorizer != null) {
                colorizer.close();
            }
        });
        worker.shutdown();
    }
}
