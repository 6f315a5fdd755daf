package studio.kintsugi.store;

import java.io.IOException;
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
}
