package studio.kintsugi.imaging;

/**
 * A text that its writer attached to a picture.
 *
 * @param keyword what it is, as {@code Title}, {@code Author}, {@code Comment} or {@code parameters}
 * @param text may have several lines
 * @param language of the text, as {@code de} or {@code zh-Hans}; empty where nothing is said of it
 * @param translation the keyword in that language; mostly empty
 */
public record TextEntry(String keyword, String text, String language, String translation) {
    /** Keyword of a text that says nothing of what it is. */
    public static final String COMMENT = "Comment";

    /** A text in a language that nothing is said of. */
    public TextEntry(String keyword, String text) {
        this(keyword, text, "", "");
    }
}
