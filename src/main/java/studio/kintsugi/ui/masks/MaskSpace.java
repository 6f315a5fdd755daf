package studio.kintsugi.ui.masks;

import javafx.geometry.Point2D;
import studio.kintsugi.edit.Placement;
import studio.kintsugi.ui.compare.PanZoom;

/**
 * Where places of a mask lie on the screen.
 *
 * @param placement of the shown picture in the mask's frame
 * @param camera where the shown picture lies on the screen
 */
record MaskSpace(Placement placement, PanZoom camera) {
    /** From the screen to parts of the frame, 0–1. */
    Point2D toFrame(double x, double y) {
        double[] at = {(x - camera.x()) / camera.scale(), (y - camera.y()) / camera.scale()};
        placement.toFrame().transform(at, 0, at, 0, 1);
        return new Point2D(at[0] / placement.width(), at[1] / placement.height());
    }

    /** From parts of the frame to the screen. */
    Point2D toScreen(double x, double y) {
        double[] at = {x * placement.width(), y * placement.height()};
        placement.fromFrame().transform(at, 0, at, 0, 1);
        return new Point2D(camera.x() + at[0] * camera.scale(), camera.y() + at[1] * camera.scale());
    }

    /** From parts of the frame's longer side to screen pixels. */
    double toScreen(double length) {
        return length * placement.longerSide() / placement.pixel() * camera.scale();
    }

    /** The distance of two places of the frame, in parts of its longer side. */
    double distance(Point2D a, Point2D b) {
        return Math.hypot((a.getX() - b.getX()) * placement.width(), (a.getY() - b.getY()) * placement.height())
                / placement.longerSide();
    }
}
