package studio.kintsugi.ui.colorize;

import java.util.ArrayList;
import java.util.List;
import studio.kintsugi.service.colorize.ColorizeRequest.Hint;

/**
 * One movement of the pen over the drawing, in one colour: the closed regions it touches get that colour. A click is a
 * stroke of one place.
 *
 * @param hints places along it, in its order, one at least
 */
record Stroke(List<Hint> hints) {
    /** Places lie so many pixels of the drawing apart, so that hardly a region on the way is passed over. */
    private static final double STEP = 3;

    Stroke {
        hints = List.copyOf(hints);
    }

    static Stroke at(Hint place) {
        return new Stroke(List.of(place));
    }

    boolean isDot() {
        return hints.size() == 1;
    }

    /** One of its places, for its colour. */
    Hint first() {
        return hints.getFirst();
    }

    /** Goes on in a straight line to a place of the sketch. */
    Stroke to(double x, double y) {
        Hint last = hints.getLast();
        int steps = (int) (Math.hypot(x - last.x(), y - last.y()) / STEP);
        List<Hint> all = new ArrayList<>(hints);
        for (int i = 1; i <= steps; i++) {
            double part = (double) i / steps;
            all.add(new Hint(last.x() + part * (x - last.x()), last.y() + part * (y - last.y()), last.red(),
                    last.green(), last.blue()));
        }
        return new Stroke(all);
    }

    Stroke inColor(float red, float green, float blue) {
        return new Stroke(hints.stream().map(h -> new Hint(h.x(), h.y(), red, green, blue)).toList());
    }

    /** How far from a place of the sketch it passes, in pixels. */
    double distance(double x, double y) {
        return hints.stream().mapToDouble(h -> Math.hypot(h.x() + 0.5 - x, h.y() + 0.5 - y)).min().orElseThrow();
    }
}
