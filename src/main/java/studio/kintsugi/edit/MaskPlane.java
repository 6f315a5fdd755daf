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
        return of(mask, picture.width(), picture.height(), placement, (x, y) -> luminosity(picture, x, y));
    }

    /**
     * The mask over a view of a picture, at the resolution of the view.
     *
     * @param width of the view, pixels
     * @param height of the view, pixels
     * @param placement where the view's pixels lie in the mask's frame
     * @param light what the view shows; asked only where the mask has a range
     * @return {@code width * height} values, row by row
     */
    public static float[] of(Mask mask, int width, int height, Placement placement, Light light) {
        MaskPlane made = new MaskPlane(width, height, placement);
        // a mask that only takes away takes away from the whole
        if (mask.shapes().stream().allMatch(MaskShape::erase)) {
            Arrays.fill(made.plane, 1);
        }
        mask.shapes().forEach(made::add);
        Mask.LuminosityRange range = mask.range();
        if (range != null || mask.inverted()) {
            IntStream.range(0, height).parallel().forEach(y -> {
                for (int x = 0; x < width; x++) {
                    int i = y * width + x;
                    float kept = range == null ? made.plane[i] : made.plane[i] * (float) range.of(light.at(x, y));
                    made.plane[i] = mask.inverted() ? 1 - kept : kept;
                }
            });
        }
        return made.plane;
    }

    /** How bright the pixels of a view are. */
    @FunctionalInterface
    public interface Light {
        /** The luminosity of a pixel, 0–1. */
        double at(int x, int y);
    }

    /** The luminosity of a pixel of a picture, 0–1. */
    public static double luminosity(Picture picture, int x, int y) {
        int i = y * picture.width() + x;
        return RED * picture.plane(0)[i] + GREEN * picture.plane(1)[i] + BLUE * picture.plane(2)[i];
    }

    private void add(MaskShape shape) {
        double[] points = onFrame(shape.points());
        if (shape.kind() == MaskShape.Kind.LINEAR) {
            rows(0, height, (y, row) -> {
                double dx = points[2] - points[0];
                double dy = points[3] - points[1];
                double length = dx * dx + dy * dy;
                double[] at = {0, 0};
                for (int x = 0; x < width; x++) {
                    toFrame(x, y, at);
                    row[x] = length == 0 ? 1
                            : smooth(1 - ((at[0] - points[0]) * dx + (at[1] - points[1]) * dy) / length);
                }
            }, shape.erase());
            return;
        }
        Strokes strokes = new Strokes(points, shape.radius() * placement.longerSide());
        rows(Math.clamp((long) Math.floor(strokes.top), 0, height), Math.clamp((long) Math.ceil(strokes.bottom), 0,
                height), (y, row) -> strokes.cover(y, row, shape.hardness()), shape.erase());
    }

    /** What covers a row, 0–1. */
    private interface Cover {
        void of(int y, float[] row);
    }

    private void rows(int from, int to, Cover cover, boolean erase) {
        IntStream.range(from, to).parallel().forEach(y -> {
            float[] row = new float[width];
            cover.of(y, row);
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                plane[i] = erase ? plane[i] * (1 - row[x]) : Math.max(plane[i], row[x]);
            }
        });
    }

    private void toFrame(int x, int y, double[] at) {
        at[0] = x + 0.5;
        at[1] = y + 0.5;
        placement.toFrame().transform(at, 0, at, 0, 1);
    }

    private double[] onFrame(List<Double> points) {
        double[] out = new double[points.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = points.get(i) * (i % 2 == 0 ? placement.width() : placement.height());
        }
        return out;
    }

    /**
     * The lines of a stroke, with the pixels that each can reach: a row looks at the lines near it alone, so that a
     * long stroke costs what it covers.
     */
    private final class Strokes {
        private final double[] points;
        private final double[] here;
        private final double radius;
        private final double grown;
        private double top = Double.MAX_VALUE;
        private double bottom = -Double.MAX_VALUE;

        /**
         * @param points in pixels of the frame
         * @param radius in pixels of the frame
         */
        Strokes(double[] points, double radius) {
            this.points = points;
            this.radius = radius;
            AffineTransform back = placement.fromFrame();
            grown = radius * Math.max(Math.hypot(back.getScaleX(), back.getShearY()),
                    Math.hypot(back.getShearX(), back.getScaleY())) + 1;
            here = new double[points.length];
            back.transform(points, 0, here, 0, points.length / 2);
            for (int i = 1; i < here.length; i += 2) {
                top = Math.min(top, here[i] - grown);
                bottom = Math.max(bottom, here[i] + grown);
            }
        }

        void cover(int y, float[] row, double hardness) {
            double[] nearest = new double[width];
            Arrays.fill(nearest, radius * radius);
            double[] at = {0, 0};
            for (int i = 0; i < points.length; i += 2) {
                int j = Math.min(i + 2, points.length - 2);
                if (y + 0.5 < Math.min(here[i + 1], here[j + 1]) - grown
                        || y + 0.5 > Math.max(here[i + 1], here[j + 1]) + grown) {
                    continue;
                }
                int left = Math.clamp((long) Math.floor(Math.min(here[i], here[j]) - grown), 0, width);
                int right = Math.clamp((long) Math.ceil(Math.max(here[i], here[j]) + grown), 0, width);
                for (int x = left; x < right; x++) {
                    toFrame(x, y, at);
                    nearest[x] = Math.min(nearest[x], toSegment(at[0], at[1], points[i], points[i + 1], points[j],
                            points[j + 1]));
                }
            }
            double core = hardness * radius;
            for (int x = 0; x < width; x++) {
                double distance = Math.sqrt(nearest[x]);
                row[x] = distance >= radius ? 0 : distance <= core ? 1
                        : smooth((radius - distance) / (radius - core));
            }
        }
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
    private static float smooth(double t) {
        double c = Math.clamp(t, 0, 1);
        return (float) (c * c * (3 - 2 * c));
    }
}
