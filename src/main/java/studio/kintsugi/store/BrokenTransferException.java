package studio.kintsugi.store;

/** A transfer ended too early; another attempt may go better. The message is the reason, in a few words. */
final class BrokenTransferException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenTransferException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
