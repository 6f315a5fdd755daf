package studio.kintsugi.ui.masks;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;

/** How the next stroke or gradient will be. Lasts from one mask to the next. */
public final class MaskSettings {
    /** The largest brush, in percent of the picture's longer side. */
    static final double LARGEST = 30;
    /** The smallest one. */
    static final double SMALLEST = 0.1;

    private static final double USUAL_SIZE = 4;
    private static final double USUAL_HARDNESS = 50;
    private static final double SIZE_STEP = 1.2;
    private static final double HARDNESS_STEP = 10;

    final ObjectProperty<MaskTool> tool = new SimpleObjectProperty<>(MaskTool.BRUSH);
    /** Radius of the brush, in percent of the picture's longer side. */
    final DoubleProperty size = new SimpleDoubleProperty(USUAL_SIZE);
    /** Percent of the radius that is covered in full. */
    final DoubleProperty hardness = new SimpleDoubleProperty(USUAL_HARDNESS);
    final BooleanProperty erase = new SimpleBooleanProperty();
    final BooleanProperty tint = new SimpleBooleanProperty(true);

    /**
     * Makes the brush larger or smaller.
     *
     * @param steps negative for smaller
     */
    void grow(int steps) {
        size.set(Math.clamp(size.get() * Math.pow(SIZE_STEP, steps), SMALLEST, LARGEST));
    }

    /**
     * Makes the brush harder or softer.
     *
     * @param steps negative for softer
     */
    void harden(int steps) {
        hardness.set(Math.clamp(hardness.get() + steps * HARDNESS_STEP, 0, 100));
    }
}
