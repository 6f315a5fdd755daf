package studio.kintsugi;

/**
 * An error a user can cause. The message is one sentence that says what is wrong and what to do; the window shows
 * it in its own language and the command line prints it in English. The cause is for the log.
 */
public class KintsugiException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Sentence sentence;

    /** An error whose sentence is in the user's language already. */
    public KintsugiException(String sentence) {
        this(Sentence.plain(sentence));
    }

    /** An error whose sentence is in the user's language already. */
    public KintsugiException(String sentence, Throwable cause) {
        this(Sentence.plain(sentence), cause);
    }

    public KintsugiException(Sentence sentence) {
        this(sentence, null);
    }

    public KintsugiException(Sentence sentence, Throwable cause) {
        super(sentence.toString(), cause);
        this.sentence = sentence;
    }

    /** What the message says, to be said in any language. */
    public Sentence sentence() {
        return sentence;
    }
}
