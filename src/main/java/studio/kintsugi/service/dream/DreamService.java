package studio.kintsugi.service.dream;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.models.dreamfields.VoxelField;
import studio.kintsugi.store.ModelStore;

/** Dreams in the background, one at a time, and keeps those that were finished. */
public final class DreamService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DreamService.class);

    private final ModelStore store;
    private final Path folder;
    private final List<String> guidance;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("dream").daemon().factory());
    private volatile Dreaming current;

    /**
     * @param folder where dreams are kept
     * @param guidance used where a request names none; empty for the one that ships
     */
    public DreamService(ModelStore store, Path folder, List<String> guidance) {
        this.store = store;
        this.folder = folder;
        this.guidance = List.copyOf(guidance);
    }

    /** Hears how a dream goes, on the service's thread. */
    public interface Listener {
        /** A step is done; the field may be read before this returns. */
        void progressed(DreamRun.Progress progress);

        /** It is over and kept. */
        void finished(DreamRun.Result result, Path keptIn);

        /**
         * It can't go on.
         *
         * @param sentence for the user
         */
        void failed(String sentence);
    }

    /** Begins a dream; one that is under way is stopped first. */
    public Dreaming start(DreamRequest request, Listener listener) {
        stop();
        Dreaming dreaming = new Dreaming();
        current = dreaming;
        worker.execute(() -> dream(request, dreaming, listener));
        return dreaming;
    }

    private void dream(DreamRequest request, Dreaming dreaming, Listener listener) {
        try {
            request.check();
            DreamRun.Result result;
            try (Guides guides = Guides.open(store, request.guidance().isEmpty() ? guidance : request.guidance())) {
                result = new DreamRun(request, guides, Runtime.getRuntime().availableProcessors())
                        .run(dreaming::waitOrStop, listener::progressed);
            }
            if (result.reports().isEmpty()) {
                listener.failed("The dream was stopped before its first step.");
                return;
            }
            Path kept = DreamGallery.place(folder, request);
            DreamFolder.write(result, kept);
            listener.finished(result, kept);
        } catch (KintsugiException e) {
            LOG.debug("the dream failed", e);
            listener.failed(e.getMessage());
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("the dream failed", e);
            listener.failed("The dream could not go on: try another guidance, or a shorter one.");
        }
    }

    /** Dreams that were kept, the latest first. */
    public List<DreamGallery.Entry> kept() {
        return DreamGallery.list(folder);
    }

    /**
     * A field that was kept.
     *
     * @param fieldOrDream a {@code .kfield} file or the folder of a dream
     * @throws KintsugiException where it can't be read
     */
    public VoxelField open(Path fieldOrDream) throws KintsugiException {
        return FieldFile.read(fieldOrDream);
    }

    private void stop() {
        Dreaming dreaming = current;
        if (dreaming != null) {
            dreaming.stop();
        }
    }

    @Override
    public void close() {
        stop();
        worker.shutdown();
    }
}
