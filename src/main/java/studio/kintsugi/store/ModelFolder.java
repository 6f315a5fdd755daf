package studio.kintsugi.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.CheckpointException;
import studio.kintsugi.checkpoint.Safetensors;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

/**
 * A model as a folder on disk.
 *
 * @param folder holds {@code card.json} and {@code weights.safetensors}
 * @param card what {@code card.json} says
 */
public record ModelFolder(Path folder, ModelCard card) implements StoredModel {
    static final String CARD = "card.json";
    static final String WEIGHTS = "weights.safetensors";
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /**
     * Reads the card.
     *
     * @throws KintsugiException where the folder holds no model
     */
    public static ModelFolder read(Path folder) throws KintsugiException {
        try {
            return new ModelFolder(folder, card(Files.readString(folder.resolve(CARD))));
        } catch (IOException | JsonParseException | NullPointerException e) {
            throw new KintsugiException("The folder " + folder + " holds no model: it needs a card.json"
                    + " and a weights.safetensors.", e);
        }
    }

    /** A card from JSON; what is missing stays at its zero. */
    static ModelCard card(String json) {
        return GSON.fromJson(json, ModelCard.class);
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
            ModelCard hashed = card.withSha256(sha256(file));
            Files.writeString(folder.resolve(CARD), GSON.toJson(hashed) + "\n");
            return hashed;
        } catch (IOException e) {
            throw new KintsugiException("The model in " + folder + " can't be written.", e);
        }
    }

    private static StateDict halves(StateDict weights) {
        Map<String, TensorData> out = new LinkedHashMap<>();
        weights.tensors().forEach((name, t) -> out.put(name, TensorData.ofHalves(t.toFloats(), t.shape())));
        return new StateDict(out);
    }

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public boolean builtIn() {
        return false;
    }

    @Override
    public StateDict weights() throws CheckpointException {
        return Safetensors.read(folder.resolve(WEIGHTS));
    }
}
