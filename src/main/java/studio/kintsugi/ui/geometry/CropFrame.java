package studio.kintsugi.ui.geometry;

import java.util.Map;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.Step;

/**
 * A frame within a picture, in parts of it, 0–1. Never changes; each operation gives another frame, which lies within
 * the picture and has the shape it is held to.
 *
 * @param left its left edge
 * @param top its upper edge
 * @param width more than 0
 * @param height more than 0
 * @param shape width by height in parts of the picture that it is held to; 0 for any
 */
record CropFrame(double left, double top, double width, double height, double shape) {
    /** The whole picture. */
    static final CropFrame WHOLE = new CropFrame(0, 0, 1, 1, 0);
    /** The least width and height, so that there is always something to take hold of. */
    static final double LEAST = 0.02;
    /** What is less than a pixel of any picture is no crop. */
    private static final double NOTHING = 1e-5;

    /** The frame that a step cuts out. */
    static CropFrame of(Step crop) {
        double left = within(crop.number("left", 0), 0, 1 - LEAST);
        double top = within(crop.number("top", 0), 0, 1 - LEAST);
        return new CropFrame(left, top, within(crop.number("width", 1), LEAST, 1 - left),
                within(crop.number("height", 1), LEAST, 1 - top), 0);
    }

    /** Whether nothing is cut off. */
    boolean isWhole() {
        return width > 1 - NOTHING && height > 1 - NOTHING;
    }

    /** The step that cuts it out. */
    Step step() {
        return new Step(Geometry.CROP, Map.of("left", left, "top", top, "width", width, "height", height));
    }

    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    /**
     * Held to another shape: as large as before, or as the picture lets it be, about the same middle.
     *
     * @param other width by height in parts of the picture; 0 for any
     */
    CropFrame withShape(double other) {
        if (other <= 0) {
            return new CropFrame(left, top, width, height, 0);
        }
        double area = width * height;
        double w = Math.min(Math.min(1, other), Math.sqrt(area * other));
        return about(left + width / 2, top + height / 2, w, w / other, other);
    }

    /** Moved as far as the picture lets it be. */
    CropFrame move(double dx, double dy) {
        return new CropFrame(within(left + dx, 0, 1 - width), within(top + dy, 0, 1 - height), width, height,
                shape);
    }

    /** Grown or shrunk about its middle by the same amount on all sides, in parts of its width. */
    CropFrame grow(double by) {
        double w = within(width * (1 + by), LEAST, 1);
        double h = within(height * (1 + by), LEAST, 1);
        if (shape > 0) {
            w = Math.min(w, h * shape);
            h = w / shape;
        }
        return about(left + width / 2, top + height / 2, w, h, shape);
    }

    private static CropFrame about(double x, double y, double w, double h, double shape) {
        return new CropFrame(within(x - w / 2, 0, 1 - w), within(y - h / 2, 0, 1 - h), w, h, shape);
    }

    /**
     * With an edge or a corner moved to a place; the opposite one stays.
     *
     * @param across which edge: -1 the left, 1 the right, 0 neither
     * @param down which edge: -1 the upper, 1 the lower, 0 neither
     */
    CropFrame drag(int across, int down, double x, double y) {
        double w = across < 0 ? right() - within(x, 0, right() - LEAST)
                : across > 0 ? within(x, left + LEAST, 1) - left : width;
        double h = down < 0 ? bottom() - within(y, 0, bottom() - LEAST)
                : down > 0 ? within(y, top + LEAST, 1) - top : height;
        if (shape > 0) {
            double roomAcross = across < 0 ? right() : across > 0 ? 1 - left
                    : 2 * Math.min(left + width / 2, 1 - left - width / 2);
            double roomDown = down < 0 ? bottom() : down > 0 ? 1 - top
                    : 2 * Math.min(top + height / 2, 1 - top - height / 2);
            double wanted = down == 0 ? w : across == 0 ? h * shape : Math.max(w, h * shape);
            w = within(wanted, Math.max(LEAST, LEAST * shape), Math.min(roomAcross, roomDown * shape));
            h = w / shape;
        }
        double l = across < 0 ? right() - w : across > 0 ? left : left + (width - w) / 2;
        double t = down < 0 ? bottom() - h : down > 0 ? top : top + (height - h) / 2;
        return new CropFrame(within(l, 0, Math.max(0, 1 - w)), within(t, 0, Math.max(0, 1 - h)), w, h, shape);
    }

    /** As {@link Math#clamp}, where roundings may have let the bounds change places. */
    private static double within(double value, double least, double most) {
        return Math.max(least, Math.min(most, value));
    }
}
