package studio.kintsugi.imaging;

/**
 * A text that its writer attached to a picture.
 *
 * @param keyword what it is, as {@code Title}, {@code Author}, {@code Comment} or {@code parameters}
 * @param text may have several lines
 */
public record TextEntry(String keyword, String text) {
    /** Keyword of a text that says nothing of what it is. */
    public static final String COMMENT = "Comment";
}
