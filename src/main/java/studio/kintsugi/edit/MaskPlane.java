package studio.kintsugi.edit;

import java.awt.geom.AffineTransform;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import studio.kintsugi.imaging.Picture;

/** A mask as pixels: how much of a step's result goes to each, 0–1. */
public final class MaskPlane {
    private static final double RED = 0.2126;
    private static final double GREEN = 0.7152;
    private static final double BLUE = 0.0722;

    private final int width;
    private final int height;
    private final Placement placement;
    private final float[] plane;

    private MaskPlane(int width, int height, Placement placement) {
        this.width = width;
        this.height = height;
        this.placement = placement;
        this.plane = new float[Math.multiplyExact(width, height)];
    }

    /**
     * The mask over a picture.
     *
     * @param picture whose luminosity counts where the mask has a range; the step's input, at the size of its result
     * @param placement where the picture's pixels lie in the mask's frame
     * @return {@code width * height} values, row by row
     */
    public static float[] of(Mask mask, Picture picture, Placement placement) {
        MaskPlane made = shapes(mask, picture.width(), picture.height(), placement);
        float[] plane = made.plane;
        Mask.LuminosityRange range = mask.range();
        IntStream.range(0, picture.height()).parallel().forEach(y -> {
            for (int i = y * picture.width(); i < (y + 1) * picture.width(); i++) {
                if (range != null) {
                    plane[i] *= (float) range.of(RED * picture.plane(0)[i] + GREEN * picture.plane(1)[i]
                            + BLUE * picture.plane(2)[i]);
                }
                if (mask.inverted()) {
                    plane[i] = 1 - plane[i];
                }
            }
        });
        return plane;
    }

    private static MaskPlane shapes(Mask mask, int width, int height, Placement placement) {
        MaskPlane made = new MaskPlane(width, height, placement);
        // a mask that only takes away takes away from the whole
        if (mask.shapes().stream().allMatch(MaskShape::erase)) {
            Arrays.fill(made.plane, 1);
        }
        mask.shapes().forEach(made::add);
        return made;
    }

    private void add(MaskShape shape) {
        double[] points = onFrame(shape.points());
        double radius = shape.radius() * placement.longerSide();
        int[] reach = reach(shape, points, radius);
        IntStream.range(reach[1], reach[3]).parallel().forEach(y -> {
            double[] at = new double[2];
            for (int x = reach[0]; x < reach[2]; x++) {
                at[0] = x + 0.5;
                at[1] = y + 0.5;
                placement.toFrame().transform(at, 0, at, 0, 1);
                float covered = (float) covered(shape, points, radius, at[0], at[1]);
                int i = y * width + x;
                plane[i] = shape.erase() ? plane[i] * (1 - covered) : Math.max(plane[i], covered);
            }
        });
    }

    private double[] onFrame(List<Double> points) {
        double[] out = new double[points.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = points.get(i) * (i % 2 == 0 ? placement.width() : placement.height());
        }
        return out;
    }

    /** The pixels a shape can reach: left, top, right, bottom. */
    private int[] reach(MaskShape shape, double[] points, double radius) {
        if (shape.kind() == MaskShape.Kind.LINEAR) {
            return new int[] {0, 0, width, height};
        }
        AffineTransform back = placement.fromFrame();
        double grown = radius * Math.max(Math.hypot(back.getScaleX(), back.getShearY()),
                Math.hypot(back.getShearX(), back.getScaleY())) + 1;
        double[] here = new double[points.length];
        back.transform(points, 0, here, 0, points.length / 2);
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int i = 0; i < here.length; i += 2) {
            left = Math.min(left, here[i]);
            right = Math.max(right, here[i]);
            top = Math.min(top, here[i + 1]);
            bottom = Math.max(bottom, here[i + 1]);
        }
        return new int[] {Math.clamp((long) Math.floor(left - grown), 0, width),
            Math.clamp((long) Math.floor(top - grown), 0, height),
            Math.clamp((long) Math.ceil(right + grown), 0, width),
            Math.clamp((long) Math.ceil(bottom + grown), 0, height)};
    }

    private static double covered(MaskShape shape, double[] p, double radius, double x, double y) {
        if (shape.kind() == MaskShape.Kind.LINEAR) {
            double dx = p[2] - p[0];
            double dy = p[3] - p[1];
            double length = dx * dx + dy * dy;
            double along = length == 0 ? 0 : ((x - p[0]) * dx + (y - p[1]) * dy) / length;
            return smooth(1 - along);
        }
        double nearest = Double.MAX_VALUE;
        for (int i = 0; i < p.length; i += 2) {
            int j = Math.min(i + 2, p.length - 2);
            nearest = Math.min(nearest, toSegment(x, y, p[i], p[i + 1], p[j], p[j + 1]));
        }
        double distance = Math.sqrt(nearest);
        double core = shape.hardness() * radius;
        return distance >= radius ? 0 : distance <= core ? 1 : smooth((radius - distance) / (radius - core));
    }

    /** The squared distance of a point to a segment. */
    private static double toSegment(double x, double y, double x0, double y0, double x1, double y1) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        double length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : Math.clamp(((x - x0) * dx + (y - y0) * dy) / length, 0, 1);
        double ex = x - x0 - t * dx;
        double ey = y - y0 - t * dy;
        return ex * ex + ey * ey;
    }

    /** From 0 to 1 without an edge that shows. */
    private static double smooth(double t) {
        double c = Math.clamp(t, 0, 1);
        return c * c * (3 - 2 * c);
    }
}
