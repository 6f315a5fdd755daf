package studio.kintsugi.store;

/** Receives the progress of a download and can cancel it. Called on the downloading thread. */
public interface DownloadListener {
    /**
     * @param done bytes received, those of earlier attempts included
     * @param total bytes of the file, or -1 where unknown
     */
    void progressed(long done, long total);

    /** Polled several times a second, also while the connection stalls; may be called on another thread. */
    default boolean isCancelled() {
        return false;
    }
}
