package studio.kintsugi.imaging.decode;

import studio.kintsugi.Sentence;
import studio.kintsugi.imaging.PictureException;

/** Keeps a picture that cannot fit into memory from being tried. */
public final class DecodeLimits {
    /** Part of the heap that one picture may take while it is being opened. */
    private static final double SHARE = 0.75;
    private static final long MEGA = 1_000_000;

    private DecodeLimits() {}

    /**
     * Refuses a picture before anything is allocated for it.
     *
     * @param name the file's name, for the sentence
     * @param bytesPerPixel what the planes and the decoder's buffers take
     * @throws PictureException where it cannot fit
     */
    public static void check(String name, long width, long height, int bytesPerPixel) throws PictureException {
        check(name, width, height, bytesPerPixel, Runtime.getRuntime().maxMemory());
    }

    /**
     * Refuses a picture whose decoder needs more beside its pixels than there is.
     *
     * @param name the file's name, for the sentence
     * @param bytes for tiles, levels or layers, as the file declares them
     * @throws PictureException where it cannot fit
     */
    public static void checkBytes(String name, double bytes) throws PictureException {
        double limit = Runtime.getRuntime().maxMemory() * SHARE;
        if (!(bytes <= limit)) {
            throw new PictureException(Sentence.of("“%s” needs %,.0f MB of memory to be opened, where about %,.0f MB"
                    + " can be had; save it anew in the program it came from.", name, bytes / MEGA, limit / MEGA));
        }
    }

    /** As {@link #check(String, long, long, int)} for a heap of {@code heap} bytes. */
    public static void check(String name, long width, long height, int bytesPerPixel, long heap)
            throws PictureException {
        if (width < 1 || height < 1) {
            throw new PictureException(Sentence.of("“%s” says it has no pixels (%s×%s), so it is damaged; open"
                    + " another copy of it.", name, width, height));
        }
        double needed = (double) width * height * bytesPerPixel;
        if ((double) width * height > Integer.MAX_VALUE - 8 || needed > heap * SHARE) {
            throw new PictureException(Sentence.of("“%s” says it is %d×%d pixels, which needs %,d MB of memory where"
                    + " about %,d MB can be had; make it smaller first or give the program more memory.", name,
                    width, height, Math.round(needed / MEGA), Math.round(heap * SHARE / MEGA)));
        }
    }
}
