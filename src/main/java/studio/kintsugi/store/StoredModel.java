package studio.kintsugi.store;

import java.io.IOException;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.CheckpointException;
import studio.kintsugi.checkpoint.StateDict;

/** A model in the store; its weights are read when asked for. */
public interface StoredModel {
    ModelCard card();

    boolean builtIn();

    /**
     * @throws CheckpointException where the weights are damaged or gone
     */
    StateDict weights() throws CheckpointException;

    /** Size of the weights file. */
    long bytes() throws IOException;

    /** SHA-256 of the weights file as it is now, lower-case hex. */
    String sha256() throws IOException;

    /**
     * Hashes the weights and compares the hash with the card's.
     *
     * @return whether the weights are what they were when the model was stored
     * @throws KintsugiException where they can't be read
     */
    default boolean isUnchanged() throws KintsugiException {
        try {
            return sha256().equals(card().sha256());
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The weights of \"%s\" can't be read: import the model again.",
                    card().id()), e);
        }
    }
}
