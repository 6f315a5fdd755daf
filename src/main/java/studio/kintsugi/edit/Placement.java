package studio.kintsugi.edit;

import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.util.List;
import studio.kintsugi.imaging.Region;

/**
 * Where the pixels of a step's result lie in the frame of an earlier one.
 *
 * @param toFrame from pixels of the result to pixels of the frame; not to be changed
 * @param width of the frame, pixels
 * @param height of the frame, pixels
 */
public record Placement(AffineTransform toFrame, int width, int height) {
    /** A picture that is its own frame. */
    public static Placement self(int width, int height) {
        return new Placement(new AffineTransform(), width, height);
    }

    /**
     * The placement of the result of the last step.
     *
     * @param opened size of the picture that the first step is applied to
     * @param steps all steps up to the one whose result it is
     * @param frame index of the step whose input the frame is; that of the last one where there is none of it
     */
    public static Placement of(Region opened, List<Step> steps, int frame) {
        AffineTransform map = new AffineTransform();
        Region size = opened;
        Region framed = opened;
        for (int i = 0; i < steps.size(); i++) {
            if (i == Math.min(frame, steps.size() - 1)) {
                map = new AffineTransform();
                framed = size;
            }
            map.concatenate(Geometry.toInput(steps.get(i), size));
            size = Geometry.size(steps.get(i), size);
        }
        return new Placement(map, framed.width(), framed.height());
    }

    /**
     * The placement of a view of the result.
     *
     * @param x place of the view's left edge, pixels of the result
     * @param y place of its upper edge
     * @param pixel side of a pixel of the view, in pixels of the result
     */
    public Placement view(double x, double y, double pixel) {
        AffineTransform map = new AffineTransform(toFrame);
        map.translate(x, y);
        map.scale(pixel, pixel);
        return new Placement(map, width, height);
    }

    /** How long a pixel of the result is in the frame; every step keeps shapes, but for roundings. */
    public double pixel() {
        return Math.sqrt(Math.abs(toFrame.getDeterminant()));
    }

    /** The longer side of the frame, pixels. */
    public double longerSide() {
        return Math.max(width, height);
    }

    /** From pixels of the frame to pixels of the result. */
    public AffineTransform fromFrame() {
        try {
            return toFrame.createInverse();
        } catch (NoninvertibleTransformException e) {
            // no step maps a picture onto a line
            throw new IllegalStateException(e);
        }
    }
}
