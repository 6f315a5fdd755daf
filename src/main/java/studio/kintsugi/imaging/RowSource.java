package studio.kintsugi.imaging;

import java.io.IOException;

/** A picture handed out row by row, from top to bottom, once; so that one larger than memory can be saved. */
public interface RowSource {
    int width();

    int height();

    PictureInfo info();

    boolean hasAlpha();

    /** Whether red, green and blue are equal everywhere, so that a file needs only one of them. */
    default boolean isGray() {
        return false;
    }

    /**
     * Gives a row.
     *
     * @param y one more than the last time
     * @param into red, green, blue and, where there is one, alpha; {@link #width()} values 0–1 each
     * @throws IOException where the row can't be made; a cause that is a {@link studio.kintsugi.KintsugiException} says
     *     why
     */
    void row(int y, float[][] into) throws IOException;
}
