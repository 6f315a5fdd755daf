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
            double dx = points[2] - points[0];
            double dy = points[3] - points[1];
            double length = dx * dx + dy * dy;
            rows(new int[] {0, 0, width, height}, (line, row) -> {
                for (int i = 0; i < row.length; i++) {
                    row[i] = length == 0 ? 1 : smooth(1 - ((line.x(i) - points[0]) * dx + (line.y(i) - points[1]) * dy)
                            / length);
                }
            }, shape.erase());
        } else {
            Strokes strokes = new Strokes(points, shape.radius() * placement.longerSide());
            rows(strokes.reach(), (line, row) -> strokes.cover(line, row, shape.hardness()), shape.erase());
        }
    }

    /** What covers the pixels of a line, 0–1. */
    private interface Cover {
        void of(Line line, float[] row);
    }

    /**
     * Pixels beside each other, and where their middles lie in the frame.
     *
     * @param left the first one's column
     * @param row their row
     * @param startX of the first one, in pixels of the frame
     * @param startY the same downwards
     * @param stepX from one to the next
     * @param stepY the same downwards
     */
    private record Line(int left, int row, double startX, double startY, double stepX, double stepY) {
        double x(int i) {
            return startX + i * stepX;
        }

        double y(int i) {
            return startY + i * stepY;
        }
    }

    /**
     * @param reach left, top, right, bottom of what may be covered
     */
    private void rows(int[] reach, Cover cover, boolean erase) {
        AffineTransform map = placement.toFrame();
        IntStream.range(reach[1], Math.max(reach[1], reach[3])).parallel().forEach(y -> {
            double[] at = {reach[0] + 0.5, y + 0.5};
            map.transform(at, 0, at, 0, 1);
            float[] row = new float[Math.max(0, reach[2] - reach[0])];
            cover.of(new Line(reach[0], y, at[0], at[1], map.getScaleX(), map.getShearY()), row);
            for (int x = 0; x < row.length; x++) {
                int i = y * width + reach[0] + x;
                plane[i] = erase ? plane[i] * (1 - row[x]) : Math.max(plane[i], row[x]);
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

    /**
     * The lines of a stroke, with the pixels that each can reach: a row looks at the lines near it alone, so that a
     * long stroke costs what it covers.
     */
    private final class Strokes {
        private final double[] points;
        private final double[] here;
        private final double radius;
        private final double grown;

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
        }

        /** Left, top, right, bottom of all pixels that can be covered. */
        int[] reach() {
            double[] low = {Double.MAX_VALUE, Double.MAX_VALUE};
            double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE};
            for (int i = 0; i < here.length; i++) {
                low[i % 2] = Math.min(low[i % 2], here[i]);
                high[i % 2] = Math.max(high[i % 2], here[i]);
            }
            return new int[] {within(Math.floor(low[0] - grown), width), within(Math.floor(low[1] - grown), height),
                within(Math.ceil(high[0] + grown), width), within(Math.ceil(high[1] + grown), height)};
        }

        private static int within(double place, int most) {
            return Math.clamp((long) place, 0, most);
        }

        void cover(Line line, float[] row, double hardness) {
            double[] nearest = new double[row.length];
            Arrays.fill(nearest, radius * radius);
            for (int i = 0; i < points.length; i += 2) {
                int j = Math.min(i + 2, points.length - 2);
                if (line.row() + 0.5 >= Math.min(here[i + 1], here[j + 1]) - grown
                        && line.row() + 0.5 <= Math.max(here[i + 1], here[j + 1]) + grown) {
                    int from = within(Math.floor(Math.min(here[i], here[j]) - grown) - line.left(), row.length);
                    int to = within(Math.ceil(Math.max(here[i], here[j]) + grown) - line.left(), row.length);
                    approach(line, nearest, from, to, i, j);
                }
            }
            double core = hardness * radius;
            for (int x = 0; x < row.length; x++) {
                double distance = Math.sqrt(nearest[x]);
                row[x] = distance >= radius ? 0 : distance <= core ? 1
                        : smooth((radius - distance) / (radius - core));
            }
        }

        /** Lowers squared distances to that from one line of the stroke. */
        private void approach(Line line, double[] nearest, int from, int to, int i, int j) {
            double dx = points[j] - points[i];
            double dy = points[j + 1] - points[i + 1];
            double length = dx * dx + dy * dy;
            double inverse = length == 0 ? 0 : 1 / length;
            for (int x = from; x < to; x++) {
                double px = line.x(x) - points[i];
                double py = line.y(x) - points[i + 1];
                double t = Math.max(0, Math.min(1, (px * dx + py * dy) * inverse));
                double ex = px - t * dx;
                double ey = py - t * dy;
                nearest[x] = Math.min(nearest[x], ex * ex + ey * ey);
            }
        }
    }

    /** From 0 to 1 without an edge that shows. */
    private static float smooth(double t) {
        double c = Math.clamp(t, 0, 1);
        return (float) (c * c * (3 - 2 * c));
    }
}
