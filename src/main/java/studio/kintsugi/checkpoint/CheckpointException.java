package studio.kintsugi.checkpoint;

import studio.kintsugi.KintsugiException;

/** A checkpoint could not be read, was refused or was not recognised. The message is a sentence for the user. */
public class CheckpointException extends KintsugiException {
    private static final long serialVersionUID = 1L;

    public CheckpointException(String sentence) {
        super(sentence);
    }

    public CheckpointException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
