package studio.kintsugi.ui.common;

import java.util.function.DoubleFunction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Slider;

/** A slider that tells screen readers its value in words. */
public final class SpokenSlider extends Slider {
    private final DoubleFunction<String> words;

    /**
     * @param words of a value, in the language of now
     */
    public SpokenSlider(double min, double max, double value, DoubleFunction<String> words) {
        super(min, max, value);
        this.words = words;
        valueProperty().addListener(o -> notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE_STRING));
    }

    /** One of percent from {@code min} on to 100. */
    public static SpokenSlider percent(double min, double value) {
        return new SpokenSlider(min, 100, value, v -> Texts.of("percent", Math.round(v)));
    }

    /** One whose value has no unit that people know: it tells how far it is from its least to its largest. */
    public static SpokenSlider range(double min, double max, double value) {
        return new SpokenSlider(min, max, value,
                v -> Texts.of("percent", Math.round(100 * (v - min) / (max - min))));
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        // asked by the constructor of Slider before there are words
        return attribute == AccessibleAttribute.VALUE_STRING && words != null ? words.apply(getValue())
                : super.queryAccessibleAttribute(attribute, parameters);
    }
}
