package studio.kintsugi.checkpoint;

import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;

/** A checkpoint could not be read, was refused or was not recognised. The message is a sentence for the user. */
public class CheckpointException extends KintsugiException {
    private static final long serialVersionUID = 1L;

    public CheckpointException(Sentence sentence) {
        super(sentence);
    }

    public CheckpointException(Sentence sentence, Throwable cause) {
        super(sentence, cause);
    }
}
