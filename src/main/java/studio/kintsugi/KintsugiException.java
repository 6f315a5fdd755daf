package studio.kintsugi;

/**
 * An error a user can cause. The message is one sentence that says what is wrong and what to do; the window shows
 * it and the command line prints it. The cause is for the log.
 */
public class KintsugiException extends Exception {
    private static final long serialVersionUID = 1L;

    public KintsugiException(String sentence) {
        super(sentence);
    }

    public KintsugiException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
