package studio.kintsugi.imaging;

import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;

/** A picture could not be read, decoded or written. The message is a sentence for the user. */
public class PictureException extends KintsugiException {
    private static final long serialVersionUID = 1L;

    public PictureException(Sentence sentence) {
        super(sentence);
    }

    public PictureException(Sentence sentence, Throwable cause) {
        super(sentence, cause);
    }
}
