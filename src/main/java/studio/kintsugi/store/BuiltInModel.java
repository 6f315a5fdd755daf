package studio.kintsugi.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import studio.kintsugi.checkpoint.CheckpointException;
import studio.kintsugi.checkpoint.Safetensors;
import studio.kintsugi.checkpoint.StateDict;

/**
 * A model that ships inside, under {@code /models} on the class path.
 *
 * @param card what its {@code card.json} says
 */
record BuiltInModel(ModelCard card) implements StoredModel {
    static BuiltInModel of(String id) {
        return new BuiltInModel(ModelFolder.card(new String(bytes(id, ModelFolder.CARD), StandardCharsets.UTF_8)));
    }

    @Override
    public boolean builtIn() {
        return true;
    }

    @Override
    public StateDict weights() throws CheckpointException {
        return Safetensors.read(bytes(card.id(), ModelFolder.WEIGHTS));
    }

    @Override
    public long bytes() throws IOException {
        return BuiltInModel.class.getResource(name(card.id(), ModelFolder.WEIGHTS)).openConnection()
                .getContentLengthLong();
    }

    @Override
    public String sha256() {
        MessageDigest digest = Sha256.digest();
        digest.update(bytes(card.id(), ModelFolder.WEIGHTS));
        return Sha256.hex(digest);
    }

    private static String name(String id, String file) {
        return "/models/" + id + "/" + file;
    }

    static byte[] bytes(String id, String file) {
        String name = name(id, file);
        try (InputStream in = BuiltInModel.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the program");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(name + " can't be read", e);
        }
    }
}
