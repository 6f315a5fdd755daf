package studio.kintsugi.viewport;

import studio.kintsugi.KintsugiException;

/** OpenGL 3.3 is not available. The message is a sentence for the user. */
public class ViewportException extends KintsugiException {
    private static final long serialVersionUID = 1L;

    ViewportException(String sentence) {
        super(sentence);
    }

    ViewportException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
