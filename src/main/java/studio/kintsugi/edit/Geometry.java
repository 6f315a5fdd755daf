package studio.kintsugi.edit;

import java.awt.geom.AffineTransform;
import java.util.Set;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.Resolution;
import studio.kintsugi.imaging.processing.Resample;
import studio.kintsugi.imaging.processing.Turn;

/**
 * Steps that move pixels rather than mend them. Their settings:
 * <ul>
 *   <li>{@code crop}: {@code left}, {@code top}, {@code width}, {@code height} as parts of the picture, 0–1;
 *   <li>{@code straighten}: {@code angle}, degrees clockwise, within ±45; what would be empty is cut off;
 *   <li>{@code rotate}: {@code quarters} of a turn clockwise;
 *   <li>{@code flip}: {@code vertical}, whether top and bottom change places rather than left and right;
 *   <li>{@code resize}: {@code longSide} in pixels, and {@code dpi} for print, where given.
 * </ul>
 */
public final class Geometry {
    public static final String CROP = "crop";
    public static final String STRAIGHTEN = "straighten";
    public static final String ROTATE = "rotate";
    public static final String FLIP = "flip";
    public static final String RESIZE = "resize";

    /** The longer side of a result, in pixels: what {@code resize} makes, and enlarging where it is given. */
    public static final String LONG_SIDE = "longSide";

    private static final String SCALE = "scale";
    private static final Set<String> TOOLS = Set.of(CROP, STRAIGHTEN, ROTATE, FLIP, RESIZE);
    private static final double MOST_DEGREES = 45;

    private Geometry() {}

    /** Whether a step only moves pixels. */
    public static boolean is(Step step) {
        return TOOLS.contains(step.tool());
    }

    /** The size of a step's result, whatever the step. */
    public static Region size(Step step, Region input) {
        int w = input.width();
        int h = input.height();
        return switch (step.tool()) {
            case CROP -> Region.of(cropped(step, input).width(), cropped(step, input).height());
            case STRAIGHTEN -> Turn.sizeWithin(w, h, angle(step));
            case ROTATE -> quarters(step) % 2 == 0 ? Region.of(w, h) : Region.of(h, w);
            case FLIP -> Region.of(w, h);
            default -> {
                double factor = factor(step, input);
                yield Region.of(scaled(w, factor), scaled(h, factor));
            }
        };
    }

    private static int scaled(int side, double factor) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(side * factor)));
    }

    /** How many times as wide and high a step makes a picture. */
    public static double factor(Step step, Region input) {
        double side = step.number(LONG_SIDE, 0);
        return side > 0 ? side / Math.max(input.width(), input.height()) : Math.max(0, step.number(SCALE, 1));
    }

    /** From pixels of a step's result to pixels of its input, whatever the step. */
    static AffineTransform toInput(Step step, Region input) {
        Region out = size(step, input);
        int w = input.width();
        int h = input.height();
        return switch (step.tool()) {
            case CROP -> AffineTransform.getTranslateInstance(cropped(step, input).x(), cropped(step, input).y());
            case STRAIGHTEN -> Turn.toInput(w, h, out.width(), out.height(), angle(step));
            case ROTATE -> switch (quarters(step)) {
                case 1 -> new AffineTransform(0, -1, 1, 0, 0, h);
                case 2 -> new AffineTransform(-1, 0, 0, -1, w, h);
                case 3 -> new AffineTransform(0, 1, -1, 0, w, 0);
                default -> new AffineTransform();
            };
            case FLIP -> vertical(step) ? new AffineTransform(1, 0, 0, -1, 0, h)
                    : new AffineTransform(-1, 0, 0, 1, w, 0);
            default -> AffineTransform.getScaleInstance((double) w / out.width(), (double) h / out.height());
        };
    }

    /**
     * Does a step of geometry.
     *
     * @throws IllegalArgumentException where {@link #is} says that it is none
     */
    public static Picture apply(Step step, Picture picture) {
        return switch (step.tool()) {
            case CROP -> picture.crop(cropped(step, picture.bounds()));
            case STRAIGHTEN -> Turn.straighten(picture, angle(step));
            case ROTATE -> Turn.quarters(picture, quarters(step));
            case FLIP -> vertical(step) ? Turn.quarters(Turn.mirror(picture), 2) : Turn.mirror(picture);
            case RESIZE -> resized(step, picture);
            default -> throw new IllegalArgumentException(step.tool());
        };
    }

    private static Picture resized(Step step, Picture picture) {
        Region size = size(step, picture.bounds());
        Picture out = size.equals(picture.bounds()) ? picture
                : Resample.photo(picture, size.width(), size.height());
        double dpi = step.number("dpi", 0);
        return dpi > 0 ? out.withInfo(out.info().withMetadata(out.info().metadata()
                .withResolution(new Resolution(dpi, dpi)))) : out;
    }

    private static Region cropped(Step step, Region input) {
        int left = part(step.number("left", 0), input.width(), input.width() - 1);
        int top = part(step.number("top", 0), input.height(), input.height() - 1);
        int right = part(step.number("left", 0) + step.number("width", 1), input.width(), input.width());
        int bottom = part(step.number("top", 0) + step.number("height", 1), input.height(), input.height());
        return new Region(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }

    private static int part(double fraction, int side, int most) {
        return Math.clamp(Math.round(fraction * side), 0, most);
    }

    private static double angle(Step step) {
        return Math.clamp(step.number("angle", 0), -MOST_DEGREES, MOST_DEGREES);
    }

    private static int quarters(Step step) {
        return Math.floorMod((int) step.number("quarters", 0), 4);
    }

    private static boolean vertical(Step step) {
        return Boolean.TRUE.equals(step.parameters().get("vertical"));
    }
}
