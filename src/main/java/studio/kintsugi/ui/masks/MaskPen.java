package studio.kintsugi.ui.masks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import studio.kintsugi.edit.MaskShape;

/** Makes one shape of a mask from a gesture, in parts of the mask's frame. */
final class MaskPen {
    /** Points nearer than this part of the radius change nothing that is seen. */
    private static final double FINEST = 0.1;
    /** A gradient has at least this length, in parts of the frame's longer side. */
    private static final double LEAST = 0.005;

    private final MaskSettings settings;
    private final MaskTool tool;
    private final boolean erase;
    private final List<Double> points = new ArrayList<>();
    private final Point2D begin;
    private Point2D end;
    private double length;

    /**
     * Begins at a place.
     *
     * @param erase whether the shape takes away
     */
    MaskPen(MaskSettings settings, boolean erase, Point2D at) {
        this.settings = settings;
        this.tool = settings.tool.get();
        this.erase = erase;
        this.begin = at;
        this.end = at;
        add(at);
    }

    private void add(Point2D at) {
        points.add(at.getX());
        points.add(at.getY());
    }

    private double radius() {
        return settings.size.get() / 100;
    }

    /** Goes on to a place. */
    void to(Point2D at, MaskSpace space) {
        length = space.distance(begin, at);
        if (tool != MaskTool.BRUSH || space.distance(end, at) > FINEST * radius()) {
            end = at;
            add(at);
        }
    }

    /** The shape by now; empty where it is none yet. */
    Optional<MaskShape> shape() {
        return switch (tool) {
            case BRUSH -> Optional.of(MaskShape.brush(points, radius(), settings.hardness.get() / 100, erase));
            case LINEAR -> length < LEAST ? Optional.empty() : Optional.of(
                    MaskShape.linear(begin.getX(), begin.getY(), end.getX(), end.getY(), erase));
            case RADIAL -> length < LEAST ? Optional.empty() : Optional.of(
                    MaskShape.radial(begin.getX(), begin.getY(), length, settings.hardness.get() / 100, erase));
        };
    }
}
