package studio.kintsugi.ui.tools;

import java.util.function.BinaryOperator;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.ui.common.Texts;

/**
 * A further picture made from a step's input and result, opened as a picture of its own.
 *
 * @param id of its button, and part of the names of its texts
 * @param make makes it from before and after, which are of the same size; slow on large pictures
 */
public record ByProduct(String id, BinaryOperator<Picture> make) {
    /** The button's text. */
    public String title() {
        return Texts.of(id);
    }

    /** A sentence on what it is. */
    public String hint() {
        return Texts.of(id + ".hint");
    }

    /** A name for it, made from the file's name. */
    public String nameFrom(String name) {
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        return stem + Texts.of(id + ".suffix") + name.substring(stem.length());
    }
}
