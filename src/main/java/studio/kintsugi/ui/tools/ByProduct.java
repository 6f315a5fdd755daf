package studio.kintsugi.ui.tools;

import java.util.function.BinaryOperator;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.ui.common.Texts;

/**
 * A picture made of what a step began with and what it gave, opened beside them as a picture of its own.
 *
 * @param id of the button that asks for it, and in the names of its texts
 * @param make from before and after, of one size; slow on large pictures
 */
public record ByProduct(String id, BinaryOperator<Picture> make) {
    /** On the button. */
    public String title() {
        return Texts.of(id);
    }

    /** What it is. */
    public String hint() {
        return Texts.of(id + ".hint");
    }

    /** The name of the picture made from a file of that name. */
    public String nameFrom(String name) {
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        return stem + Texts.of(id + ".suffix") + name.substring(stem.length());
    }
}
