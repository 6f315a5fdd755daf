package studio.kintsugi.ui.masks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import studio.kintsugi.edit.Mask;
import studio.kintsugi.edit.MaskShape;

/** The points by which a mask's gradients are moved: both ends of a linear one, middle and edge of a radial one. */
final class Handles {
    private static final double LEAST = 0.005;

    private Handles() {}

    /**
     * A point of a gradient.
     *
     * @param shape its index in the mask
     * @param end 0 for the first point, 1 for the second or the edge
     */
    record Handle(int shape, int end) {}

    /** All of them. */
    static List<Handle> of(Mask mask) {
        List<Handle> all = new ArrayList<>();
        for (int i = 0; i < mask.shapes().size(); i++) {
            if (mask.shapes().get(i).kind() != MaskShape.Kind.BRUSH) {
                all.add(new Handle(i, 0));
                all.add(new Handle(i, 1));
            }
        }
        return all;
    }

    /** Where one lies, in parts of the frame. */
    static Point2D at(Mask mask, Handle handle, MaskSpace space) {
        MaskShape shape = mask.shapes().get(handle.shape());
        Point2D first = point(shape, 0);
        if (handle.end() == 0) {
            return first;
        }
        return shape.kind() == MaskShape.Kind.LINEAR ? point(shape, 2)
                : first.add(shape.radius() * space.placement().longerSide() / space.placement().width(), 0);
    }

    private static Point2D point(MaskShape shape, int at) {
        return new Point2D(shape.points().get(at), shape.points().get(at + 1));
    }

    /** The one near a place on the screen, the uppermost first. */
    static Optional<Handle> near(Mask mask, Point2D screen, double reach, MaskSpace space) {
        return of(mask).reversed().stream().filter(h -> {
            Point2D at = at(mask, h, space);
            return space.toScreen(at.getX(), at.getY()).distance(screen) < reach;
        }).findFirst();
    }

    /** The mask with a handle moved to a place of the frame; the first point takes the whole gradient along. */
    static Mask move(Mask mask, Handle handle, Point2D to, MaskSpace space) {
        MaskShape shape = mask.shapes().get(handle.shape());
        Point2D first = point(shape, 0);
        List<MaskShape> shapes = new ArrayList<>(mask.shapes());
        shapes.set(handle.shape(), switch (shape.kind()) {
            case LINEAR -> {
                Point2D second = handle.end() == 1 ? to : point(shape, 2).add(to.subtract(first));
                Point2D begin = handle.end() == 1 ? first : to;
                yield MaskShape.linear(begin.getX(), begin.getY(), second.getX(), second.getY(), shape.erase());
            }
            case RADIAL -> handle.end() == 0
                    ? MaskShape.radial(to.getX(), to.getY(), shape.radius(), shape.hardness(), shape.erase())
                    : MaskShape.radial(first.getX(), first.getY(), Math.max(LEAST, space.distance(first, to)),
                            shape.hardness(), shape.erase());
            case BRUSH -> shape;
        });
        return mask.withShapes(shapes);
    }

    /** The mask without a gradient. */
    static Mask remove(Mask mask, Handle handle) {
        List<MaskShape> shapes = new ArrayList<>(mask.shapes());
        shapes.remove(handle.shape());
        return mask.withShapes(shapes);
    }
}
