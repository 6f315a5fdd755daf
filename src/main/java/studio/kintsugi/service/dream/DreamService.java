package studio.kintsugi.service.dream;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.field.FieldFile;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.render.ContactSheet;
import studio.kintsugi.field.render.Still;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/** Dreams in the background, one at a time, and keeps those that were finished. */
public final class DreamService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DreamService.class);

    private static final int THREADS = Runtime.getRuntime().availableProcessors();
    private static final String STOPPED = "The dream was stopped before its first step.";

    private final ModelStore store;
    private final Path folder;
    private final List<String> guidance;
    private final ComputeDevice device;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("dream").daemon().factory());
    private volatile DreamControl current;

    /**
     * @param folder where dreams are kept
     * @param guidance used where a request names none; empty for the one that ships
     */
    public DreamService(ModelStore store, Path folder, List<String> guidance, ComputeDevice device) {
        this.store = store;
        this.folder = folder;
        this.guidance = List.copyOf(guidance);
        this.device = device;
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

    /** Hears how sketches go, on the service's thread. */
    public interface SketchListener extends DreamVariations.Listener {
        /** All are done, or what was done of them when they were stopped. */
        void finished(List<DreamRun.Result> sketches);

        /**
         * They can't go on.
         *
         * @param sentence for the user
         */
        void failed(String sentence);
    }

    private interface Work {
        void run() throws KintsugiException;
    }

    /** Begins a dream; what is under way is stopped first. */
    public DreamControl start(DreamRequest request, Listener listener) {
        return start(request, DreamPart.WHOLE, listener);
    }

    /** Begins a part of a dream; what is under way is stopped first. */
    public DreamControl start(DreamRequest request, DreamPart part, Listener listener) {
        return begin(dreaming -> () -> {
            DreamRun.Result result;
            try (GuidanceModels guides = open(request)) {
                result = new DreamRun(request, guides, THREADS).run(part, dreaming::waitOrStop, listener::progressed);
            }
            if (result.reports().isEmpty()) {
                throw new KintsugiException(STOPPED);
            }
            Path kept = DreamGallery.place(folder, request);
            DreamFolder.write(result, kept);
            listener.finished(result, kept);
        }, listener::failed);
    }

    /**
     * Begins to sketch several seeds of a prompt; what is under way is stopped first.
     *
     * @param request of the first seed
     */
    public DreamControl sketch(DreamRequest request, int count, SketchListener listener) {
        return begin(dreaming -> () -> {
            List<DreamRun.Result> results;
            try (GuidanceModels guides = open(request)) {
                results = new DreamVariations(request, count, guides, THREADS).run(dreaming::waitOrStop, listener);
            }
            if (results.isEmpty()) {
                throw new KintsugiException(STOPPED);
            }
            listener.finished(results);
        }, listener::failed);
    }

    private GuidanceModels open(DreamRequest request) throws KintsugiException {
        request.check();
        return GuidanceModels.open(store, request.guidance().isEmpty() ? guidance : request.guidance(), device);
    }

    private DreamControl begin(Function<DreamControl, Work> work, Consumer<String> failed) {
        stop();
        DreamControl dreaming = new DreamControl();
        current = dreaming;
        worker.execute(() -> {
            try {
                device.prepare(fraction -> {});
                device.run(() -> {
                    work.apply(dreaming).run();
                    return null;
                });
            } catch (KintsugiException e) {
                LOG.debug("the dream failed", e);
                failed.accept(e.getMessage());
            } catch (RuntimeException | OutOfMemoryError e) {
                LOG.error("the dream failed", e);
                failed.accept("The dream could not go on: try another guidance, or a shorter one.");
            }
        });
        return dreaming;
    }

    /** What can be said to the installed models that can guide; those come first that are used where none is named. */
    public List<GuidanceVocabulary> guides() {
        return store.list().stream().map(StoredModel::card).filter(c -> c.task().equals(GuidanceModels.TASK))
                .sorted(Comparator.comparing(c -> !guidance.contains(c.id()))).map(GuidanceVocabulary::of).toList();
    }

    /** Square pictures of a field as sheets show it, with alpha where there is nothing. */
    public static Picture still(VoxelField field, int side) {
        return Still.transparent(field, ContactSheet.CAMERA, side);
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
        DreamControl dreaming = current;
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
