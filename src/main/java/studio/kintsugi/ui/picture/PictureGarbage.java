package studio.kintsugi.ui.picture;

/**
 * Collects what is left of pictures before it piles up: by itself a collector may let the heap grow first, the serial
 * one to most of the computer's memory. Thread-safe.
 */
public final class PictureGarbage {
    /** More than one photo of 24 megapixels. */
    private static final long GROWTH = 400L << 20;
    private static final long LEAST = 1L << 30;

    private static long left;

    private PictureGarbage() {}

    /** Collects it where there may be much; to be asked before a picture is read, off the JavaFX thread. */
    public static synchronized void collect() {
        if (used() > Math.max(LEAST, left + GROWTH)) {
            System.gc();
            left = used();
        }
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
