package studio.kintsugi.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;

/** All models there are: those that ship inside, then the user's. */
public final class ModelStore {
    private static final Logger LOG = LoggerFactory.getLogger(ModelStore.class);
    private static final List<String> BUILT_IN = List.of("denoise");

    private final Path folder;

    /**
     * @param folder holds the user's models, one folder each; need not exist
     */
    public ModelStore(Path folder) {
        this.folder = folder;
    }

    public List<StoredModel> list() {
        List<StoredModel> models = new ArrayList<>();
        BUILT_IN.forEach(id -> models.add(BuiltInModel.of(id)));
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.sorted().filter(Files::isDirectory).forEach(f -> addTo(models, f));
            } catch (IOException e) {
                LOG.warn("the models in {} can't be listed", folder, e);
            }
        }
        return models;
    }

    private static void addTo(List<StoredModel> models, Path folder) {
        try {
            models.add(ModelFolder.read(folder));
        } catch (KintsugiException e) {
            LOG.warn("a model was passed over", e);
        }
    }

    /** The model of that id, or the one in the folder of that path. */
    public Optional<StoredModel> find(String idOrPath) throws KintsugiException {
        Optional<StoredModel> known = list().stream().filter(m -> m.card().id().equals(idOrPath)).findFirst();
        if (known.isPresent() || !Files.isDirectory(Path.of(idOrPath))) {
            return known;
        }
        return Optional.of(ModelFolder.read(Path.of(idOrPath)));
    }
}
