package studio.kintsugi.edit;

import java.util.ArrayList;
import java.util.List;
import studio.kintsugi.imaging.Region;

/**
 * Where a step's result goes, as strokes and gradients rather than pixels: it stays small, and fits at every size.
 * Places are given in a frame: from 0 to 1 across its width and down its height; lengths are parts of its longer side.
 *
 * @param frame whose places these are: the input of the recipe's step of this index; 0 for the picture the recipe
 *     begins with
 * @param shapes added up in order; without any, the whole picture
 * @param range of luminosity the mask is held to, or null for all
 * @param inverted whether the result goes everywhere else
 */
public record Mask(int frame, List<MaskShape> shapes, LuminosityRange range, boolean inverted) {
    private static final int MOST_SHAPES = 10_000;

    /** A mask that covers everything: what one begins with. */
    public static final Mask WHOLE = new Mask(0, List.of(), null, false);

    public Mask {
        shapes = shapes == null ? List.of() : List.copyOf(shapes);
        if (frame < 0 || shapes.size() > MOST_SHAPES) {
            throw new IllegalArgumentException("not a mask");
        }
    }

    /** The same mask with another shape on top. */
    public Mask with(MaskShape shape) {
        List<MaskShape> more = new ArrayList<>(shapes);
        more.add(shape);
        return new Mask(frame, more, range, inverted);
    }

    /**
     * The same mask held to a range of luminosity.
     *
     * @param other null for none
     */
    public Mask withRange(LuminosityRange other) {
        return new Mask(frame, shapes, other, inverted);
    }

    public Mask withInverted(boolean other) {
        return new Mask(frame, shapes, range, other);
    }

    /** The same mask with other shapes. */
    public Mask withShapes(List<MaskShape> others) {
        return new Mask(frame, others, range, inverted);
    }

    /** Whether it covers everything. */
    public boolean isWhole() {
        return shapes.isEmpty() && range == null && !inverted;
    }

    /**
     * The same places of a picture, said in the frame that a recipe begins with.
     *
     * @param size of the picture that is the frame now
     * @param placement of that picture in the one that the recipe begins with
     */
    public Mask inOpened(Region size, Placement placement) {
        double longer = Math.max(size.width(), size.height());
        return new Mask(0, shapes.stream().map(shape -> {
            double[] places = new double[shape.points().size()];
            for (int i = 0; i < places.length; i++) {
                places[i] = shape.points().get(i) * (i % 2 == 0 ? size.width() : size.height());
            }
            placement.toFrame().transform(places, 0, places, 0, places.length / 2);
            List<Double> points = new ArrayList<>();
            for (int i = 0; i < places.length; i++) {
                points.add(places[i] / (i % 2 == 0 ? placement.width() : placement.height()));
            }
            double radius = shape.radius() * longer * placement.pixel() / placement.longerSide();
            return new MaskShape(shape.kind(), points, radius, shape.hardness(), shape.erase());
        }).toList(), range, inverted);
    }

    /** The same mask in a recipe that has so many steps more in front. */
    Mask after(int steps) {
        return new Mask(frame + steps, shapes, range, inverted);
    }

    /**
     * A band of brightness, with soft ends.
     *
     * @param low where it begins, 0–1
     * @param high where it ends, 0–1
     * @param softness over how much it fades out on either side, 0–1
     */
    public record LuminosityRange(double low, double high, double softness) {
        /** How far a luminosity lies within: 1 inside, 0 far outside. */
        public double of(double luminosity) {
            double outside = Math.max(low - luminosity, luminosity - high);
            return outside <= 0 ? 1 : softness <= 0 ? 0 : Math.max(0, 1 - outside / softness);
        }
    }
}
