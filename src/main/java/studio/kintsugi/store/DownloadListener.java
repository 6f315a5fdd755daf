package studio.kintsugi.store;

/** Hears how a download goes, and can end it. Called on the thread that downloads. */
public interface DownloadListener {
    /**
     * @param done bytes that are there, those of earlier attempts included
     * @param total bytes of the file, or -1 where nobody says
     */
    void progressed(long done, long total);

    /** Asked several times a second, also while nothing comes; may be asked on another thread. */
    default boolean isCancelled() {
        return false;
    }
}
