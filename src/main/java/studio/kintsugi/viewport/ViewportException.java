package studio.kintsugi.viewport;

import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;

/** OpenGL 3.3 is not available. The message is a sentence for the user. */
public class ViewportException extends KintsugiException {
    private static final long serialVersionUID = 1L;

    ViewportException(Sentence sentence) {
        super(sentence);
    }

    ViewportException(Sentence sentence, Throwable cause) {
        super(sentence, cause);
    }
}
