package studio.kintsugi.store;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.files.Unfinished;

/** All installed models: the built-in ones, then the user's. */
public final class ModelStore {
    private static final Logger LOG = LoggerFactory.getLogger(ModelStore.class);
    private static final String INDEX = "/models/index.json";
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private final Path folder;
    private final List<String> builtIn;

    /**
     * @param folder holds the user's models, one folder each; need not exist
     */
    public ModelStore(Path folder) {
        this.folder = folder;
        this.builtIn = builtInIds();
    }

    private static List<String> builtInIds() {
        try (InputStream in = ModelStore.class.getResourceAsStream(INDEX)) {
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(new Gson().fromJson(json, String[].class));
        } catch (IOException | NullPointerException e) {
            throw new IllegalStateException(INDEX + " is missing from the program", e);
        }
    }

    public List<StoredModel> list() {
        List<StoredModel> models = new ArrayList<>();
        builtIn.forEach(id -> models.add(BuiltInModel.of(id)));
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.sorted().filter(ModelStore::isModel).forEach(f -> addTo(models, f));
            } catch (IOException e) {
                LOG.warn("the models in {} can't be listed", folder, e);
            }
        }
        return models;
    }

    /** Folders that begin with a dot are being written or deleted. */
    private static boolean isModel(Path folder) {
        return Files.isDirectory(folder) && !folder.getFileName().toString().startsWith(".");
    }

    private static void addTo(List<StoredModel> models, Path folder) {
        try {
            models.add(ModelFolder.read(folder));
        } catch (KintsugiException e) {
            LOG.warn("a model was skipped", e);
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

    /**
     * Stores a model under its card's id. It is written to a temporary folder and moved into place when complete.
     *
     * @param card its SHA-256 is filled in
     * @param weights written as they are
     * @param companions files that are kept beside the weights, under their own names
     * @throws KintsugiException where the id is no name for a folder or is taken, or the disk does not play along
     */
    public StoredModel add(ModelCard card, StateDict weights, List<Path> companions) throws KintsugiException {
        if (!ID.matcher(card.id()).matches()) {
            throw new KintsugiException(Sentence.of("\"%s\" can't name a model: use small letters, digits, dots and"
                    + " hyphens, at most 64.", card.id()));
        }
        Path place = folder.resolve(card.id());
        if (isTaken(card.id())) {
            throw new KintsugiException(Sentence.of("There is a model \"%s\" already: remove it first, or choose"
                    + " another id.", card.id()));
        }
        Path temporary = folder.resolve("." + card.id() + ".part");
        try (Unfinished model = Unfinished.at(temporary)) {
            Unfinished.delete(temporary);
            Files.createDirectories(temporary);
            ModelCard written = ModelFolder.writeExactly(temporary, card, weights);
            for (Path companion : companions) {
                Files.copy(companion, temporary.resolve(companion.getFileName().toString()));
            }
            model.moveTo(place);
            return new ModelFolder(place, written);
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The model can't be stored in %s: check its rights and the free"
                    + " space.", folder), e);
        }
    }

    /** The same without companions. */
    public StoredModel add(ModelCard card, StateDict weights) throws KintsugiException {
        return add(card, weights, List.of());
    }

    /**
     * A model that must be there.
     *
     * @param idOrFolder as {@link #find} takes it
     * @throws KintsugiException where there is none, or it can't be read
     */
    public StoredModel get(String idOrFolder) throws KintsugiException {
        return find(idOrFolder).orElseThrow(() -> unknown(idOrFolder));
    }

    /** What is said where there is no model of an id. */
    public static KintsugiException unknown(String id) {
        return new KintsugiException(Sentence.of("There is no model \"%s\": see \"kintsugi models list\".", id));
    }

    /** Whether a model has that id, built in or not. */
    public boolean isTaken(String id) {
        return Files.exists(folder.resolve(id)) || list().stream().anyMatch(m -> m.card().id().equals(id));
    }

    /**
     * Removes one of the user's models.
     *
     * @throws KintsugiException where there is none, it is built in, or the disk does not play along
     */
    public void remove(String id) throws KintsugiException {
        ModelFolder model = folderOf(id);
        // out of the way in one move; what the program's end finds of it goes then
        try (Unfinished removed = Unfinished.at(folder.resolve("." + id + ".removed"))) {
            Unfinished.delete(removed.path());
            Files.move(model.folder(), removed.path(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The model \"%s\" can't be removed from %s: check its rights,"
                    + " and that nothing else is using it.", id, folder), e);
        }
    }

    /**
     * Gives one of the user's models another title.
     *
     * @throws KintsugiException where there is none, it is built in, the title is blank, or the disk does not play
     *     along
     */
    public void rename(String id, String title) throws KintsugiException {
        if (title.isBlank()) {
            throw new KintsugiException(Sentence.of("A model needs a name: write one."));
        }
        folderOf(id).rename(title.strip());
    }

    private ModelFolder folderOf(String id) throws KintsugiException {
        for (StoredModel model : list()) {
            if (model.card().id().equals(id)) {
                if (model instanceof ModelFolder found) {
                    return found;
                }
                throw new KintsugiException(Sentence.of("The model \"%s\" is built in and can't be changed.", id));
            }
        }
        throw unknown(id);
    }

    /**
     * Hashes a model's weights and compares the hash with its card's.
     *
     * @return whether the weights are unchanged since the model was stored
     * @throws KintsugiException where there is no such model or its weights can't be read
     */
    public boolean verify(String id) throws KintsugiException {
        return get(id).isUnchanged();
    }
}
