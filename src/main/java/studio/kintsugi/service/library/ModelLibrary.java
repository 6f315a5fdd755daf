package studio.kintsugi.service.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.settings.ToolDefaults;
import studio.kintsugi.store.Catalog;
import studio.kintsugi.store.CatalogEntry;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/**
 * Every model there is or could be, and all that can be done with one: what the model manager shows. Slow unless said
 * otherwise, and safe to call from any thread.
 */
public final class ModelLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(ModelLibrary.class);

    private final ModelStore store;
    private final Catalog catalog;
    private final ModelImporter importer;
    private final ModelDownloads downloads;
    private final ToolDefaults defaults;
    private final DownloadJobs downloadJobs;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    /**
     * @param runner gives the lane for downloads, and closes it
     */
    public ModelLibrary(ModelStore store, Catalog catalog, ModelImporter importer, ModelDownloads downloads,
            ToolDefaults defaults, JobRunner runner) {
        this.store = store;
        this.catalog = catalog;
        this.importer = importer;
        this.downloads = downloads;
        this.defaults = defaults;
        this.downloadJobs = new DownloadJobs(downloads, model -> changed(), runner);
    }

    /** Has {@code watcher} run after each change of what {@link #list()} gives, on the thread that made it. */
    public void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    /** Built-in and installed models, then those of the catalogue that are not here yet. */
    public List<LibraryModel> list() {
        List<LibraryModel> models = new ArrayList<>();
        List<StoredModel> stored = store.list();
        stored.forEach(m -> models.add(LibraryModel.of(m, bytes(m), isDefault(m, stored))));
        for (CatalogEntry entry : catalog.list()) {
            if (stored.stream().noneMatch(m -> m.card().id().equals(entry.id()))) {
                models.add(LibraryModel.of(entry, downloads.arrived(entry)));
            }
        }
        return models;
    }

    private static long bytes(StoredModel model) {
        try {
            return model.bytes();
        } catch (IOException e) {
            LOG.warn("the size of {} can't be read", model.card().id(), e);
            return 0;
        }
    }

    /** The one the user chose, else the built-in one named as the task, else the first. */
    private boolean isDefault(StoredModel model, List<StoredModel> all) {
        String task = model.card().task();
        List<String> ids = all.stream().map(StoredModel::card).filter(c -> c.task().equals(task)).map(ModelCard::id)
                .toList();
        String first = defaults.of(task).filter(ids::contains)
                .orElseGet(() -> ids.contains(task) ? task : ids.getFirst());
        return first.equals(model.card().id());
    }

    /**
     * As {@link ModelImporter#inspect}.
     *
     * @throws studio.kintsugi.models.registry.NearMissException where the file looks like a known network and is not
     *     quite
     */
    public ImportCandidate inspect(Path file) throws KintsugiException {
        return importer.inspect(file);
    }

    /** As {@link ModelImporter#add}. */
    public StoredModel add(ImportCandidate candidate, ImportChoices choices) throws KintsugiException {
        StoredModel model = importer.add(candidate, choices);
        changed();
        return model;
    }

    /** As {@link ModelFolder#keptIn}. */
    public StoredModel keep(ModelFolder model, String id) throws KintsugiException {
        StoredModel kept = model.keptIn(store, id);
        changed();
        return kept;
    }

    /** Begins to fetch and store a model, as {@link DownloadJobs#start} from the catalogue's own address. */
    public Job<DownloadProgress, StoredModel> download(CatalogEntry entry,
            JobListener<DownloadProgress, StoredModel> listener) {
        return downloadJobs.start(entry, null, listener);
    }

    /** As {@link ModelStore#verify}. */
    public boolean verify(String id) throws KintsugiException {
        return store.verify(id);
    }

    /** As {@link ModelStore#remove}; a tool that began with it begins with its built-in model again. */
    public void remove(String id) throws KintsugiException {
        store.remove(id);
        defaults.forget(id);
        changed();
    }

    /** As {@link ModelStore#rename}. */
    public void rename(String id, String title) throws KintsugiException {
        store.rename(id, title);
        changed();
    }

    /** Has a tool begin with a model. */
    public void makeDefault(String task, String id) {
        defaults.set(task, id);
        changed();
    }

    private void changed() {
        watchers.forEach(Runnable::run);
    }
}
