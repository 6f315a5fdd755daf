package studio.kintsugi.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.CheckpointException;
import studio.kintsugi.checkpoint.Safetensors;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.files.AtomicFile;

/**
 * A model as a folder on disk.
 *
 * @param folder holds {@code card.json} and {@code weights.safetensors}
 * @param card what {@code card.json} says
 */
public record ModelFolder(Path folder, ModelCard card) implements StoredModel {
    static final String CARD = "card.json";
    static final String WEIGHTS = "weights.safetensors";
    private static final Pattern PRUNED = Pattern.compile("Pruned from \"([^\"]+)\"");
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /**
     * Reads the card.
     *
     * @throws KintsugiException where the folder holds no model
     */
    public static ModelFolder read(Path folder) throws KintsugiException {
        try {
            return new ModelFolder(folder, card(Files.readString(folder.resolve(CARD))));
        } catch (IOException | RuntimeException e) {
            // an incomplete card fails in Gson or in the record, with different exceptions
            throw new KintsugiException(Sentence.of("The folder %s holds no model: it needs a card.json and a"
                    + " weights.safetensors.", folder), e);
        }
    }

    /**
     * A card from JSON; numbers that are missing stay at zero.
     *
     * @throws RuntimeException of some kind where it is no card
     */
    static ModelCard card(String json) {
        ModelCard card = GSON.fromJson(json, ModelCard.class);
        if (card == null || card.id() == null || card.task() == null || card.architecture() == null) {
            throw new IllegalArgumentException("a card needs an id, a task and an architecture");
        }
        return card.prunedFrom() == null ? ofEarlierVersion(card) : card;
    }

    /** Cards of earlier versions say in their provenance alone which model they were pruned from. */
    private static ModelCard ofEarlierVersion(ModelCard card) {
        Matcher pruned = PRUNED.matcher(card.provenance() == null ? "" : card.provenance());
        return pruned.lookingAt() ? card.change().prunedFrom(pruned.group(1)).build().withSha256(card.sha256()) : card;
    }

    /**
     * Writes a model as float16 and returns its card, with the hash of what was written.
     *
     * @throws KintsugiException where the folder can't be written
     */
    public static ModelCard write(Path folder, ModelCard card, StateDict weights) throws KintsugiException {
        Path file = folder.resolve(WEIGHTS);
        Safetensors.write(halves(weights), Map.of("format", "pt"), file);
        try {
            ModelCard hashed = card.withSha256(Sha256.of(file));
            AtomicFile.write(folder.resolve(CARD), GSON.toJson(hashed) + "\n");
            return hashed;
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The model in %s can't be written.", folder), e);
        }
    }

    /**
     * Writes a model with its weights as they are, reads them back and returns its card, with the hash of what was
     * written. The weights are streamed: nothing of their size is held in memory.
     *
     * @param folder exists
     * @throws KintsugiException where the folder can't be written, or the disk holds something else than was written
     */
    public static ModelCard writeExactly(Path folder, ModelCard card, StateDict weights) throws KintsugiException {
        Path file = folder.resolve(WEIGHTS);
        String written = Safetensors.write(weights, Map.of("format", "pt"), file);
        try {
            if (!written.equals(Sha256.of(file))) {
                throw new KintsugiException(Sentence.of("The weights could not be read back from %s as they were"
                        + " written: check the disk.", folder));
            }
            ModelCard hashed = card.withSha256(written);
            AtomicFile.write(folder.resolve(CARD), GSON.toJson(hashed) + "\n");
            return hashed;
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The model in %s can't be written: check its rights and the free"
                    + " space.", folder), e);
        }
    }

    /** Writes the card with another title. */
    void rename(String title) throws KintsugiException {
        ModelCard renamed = card.change().title(title).build().withSha256(card.sha256());
        try {
            AtomicFile.write(folder.resolve(CARD), GSON.toJson(renamed) + "\n");
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The model in %s can't be written: check its rights and the free"
                    + " space.", folder), e);
        }
    }

    /**
     * Copies this model into a store under another id.
     *
     * @throws KintsugiException as {@link ModelStore#add}
     */
    public StoredModel keptIn(ModelStore store, String id) throws KintsugiException {
        return store.add(card.change().id(id).build(), weights());
    }

    private static StateDict halves(StateDict weights) {
        Map<String, TensorData> out = new LinkedHashMap<>();
        weights.tensors().forEach((name, t) -> out.put(name, TensorData.ofHalves(t.toFloats(), t.shape())));
        return new StateDict(out);
    }

    @Override
    public boolean builtIn() {
        return false;
    }

    @Override
    public StateDict weights() throws CheckpointException {
        return Safetensors.read(folder.resolve(WEIGHTS));
    }

    @Override
    public long bytes() throws IOException {
        return Files.size(folder.resolve(WEIGHTS));
    }

    @Override
    public String sha256() throws IOException {
        return Sha256.of(folder.resolve(WEIGHTS));
    }
}
