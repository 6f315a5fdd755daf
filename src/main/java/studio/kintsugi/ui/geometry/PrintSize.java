package studio.kintsugi.ui.geometry;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Region;

/**
 * A size that a picture is to have, on the screen or on paper. Never changes.
 *
 * @param input size of the picture, pixels
 * @param longSide of the result, pixels
 * @param dpi dots in an inch of paper; 0 where it is not said
 */
record PrintSize(Region input, double longSide, double dpi) {
    /** What a side is measured in. */
    enum Unit {
        PIXELS(0),
        CENTIMETERS(2.54),
        INCHES(1);

        private final double perInch;

        Unit(double perInch) {
            this.perInch = perInch;
        }

        /** Pixels of so many units. */
        double pixels(double length, double dpi) {
            return this == PIXELS ? length : length / perInch * dpi;
        }

        /** Units of so many pixels. */
        double length(double pixels, double dpi) {
            return this == PIXELS ? pixels : pixels / dpi * perInch;
        }
    }

    private static final String DPI = "dpi";

    /** That of a step, for a picture of some size. */
    static PrintSize of(Step resize, Region input) {
        return new PrintSize(input, resize.number(Geometry.LONG_SIDE, longer(input)), resize.number(DPI, 0));
    }

    private static double longer(Region size) {
        return Math.max(size.width(), size.height());
    }

    /** With another side; the other follows. */
    PrintSize withSide(boolean width, double pixels) {
        double side = width ? input.width() : input.height();
        return new PrintSize(input, Math.max(1, Math.round(longer(input) * pixels / side)), dpi);
    }

    PrintSize withDpi(double dots) {
        return new PrintSize(input, longSide, dots);
    }

    /** The result, pixels. */
    Region size() {
        return Geometry.size(step(), input);
    }

    boolean isEnlarged() {
        return longSide > longer(input);
    }

    /** The step that makes it. */
    Step step() {
        Map<String, Object> parameters = new HashMap<>();
        if (longSide != longer(input)) {
            parameters.put(Geometry.LONG_SIDE, longSide);
        }
        if (dpi > 0) {
            parameters.put(DPI, dpi);
        }
        return new Step(Geometry.RESIZE, parameters);
    }

    /** Whether the step would do anything. */
    boolean isChange() {
        return !step().parameters().isEmpty();
    }

    /** A number that a user typed, above 0; with a point or a comma. */
    static OptionalDouble parse(String typed) {
        String plain = typed.strip().replace(',', '.');
        return plain.matches("\\d{1,6}(\\.\\d{0,4})?") && Double.parseDouble(plain) > 0
                ? OptionalDouble.of(Double.parseDouble(plain)) : OptionalDouble.empty();
    }
}
