package studio.kintsugi.edit;

import com.google.gson.annotations.SerializedName;
import java.util.List;

/**
 * One stroke of a brush or one gradient of a {@link Mask}.
 *
 * @param kind what the points are
 * @param points x, y, x, y and so on
 * @param radius of a brush or a radial gradient, as a part of the frame's longer side; 0 for a linear one
 * @param hardness the part of the radius that is covered in full, 0–1
 * @param erase whether it takes away from the mask rather than adds to it
 */
public record MaskShape(Kind kind, List<Double> points, double radius, double hardness, boolean erase) {
    private static final int MOST_NUMBERS = 200_000;
    private static final double FINEST = 1e5;

    /** What a shape is. */
    public enum Kind {
        /** Strokes through all points. */
        @SerializedName("brush")
        BRUSH,
        /** From the first point, where it is full, to the second, where it is empty. */
        @SerializedName("linear")
        LINEAR,
        /** Round the one point. */
        @SerializedName("radial")
        RADIAL
    }

    public MaskShape {
        points = points.stream().map(MaskShape::rounded).toList();
        int least = kind == Kind.LINEAR ? 4 : 2;
        if (points.size() < least || points.size() % 2 != 0 || points.size() > MOST_NUMBERS
                || !(radius >= 0 && radius < 100 && hardness >= 0 && hardness <= 1)) {
            throw new IllegalArgumentException("not a shape of a mask");
        }
    }

    private static double rounded(double place) {
        if (!Double.isFinite(place)) {
            throw new IllegalArgumentException("a place that is not a number");
        }
        return Math.round(place * FINEST) / FINEST;
    }

    /** A stroke of a brush. */
    public static MaskShape brush(List<Double> points, double radius, double hardness, boolean erase) {
        return new MaskShape(Kind.BRUSH, points, radius, hardness, erase);
    }

    /** Full at the first point and beyond, fading to nothing at the second. */
    public static MaskShape linear(double x0, double y0, double x1, double y1, boolean erase) {
        return new MaskShape(Kind.LINEAR, List.of(x0, y0, x1, y1), 0, 0, erase);
    }

    /** Full in the middle of a circle, fading to nothing at its edge. */
    public static MaskShape radial(double x, double y, double radius, double hardness, boolean erase) {
        return new MaskShape(Kind.RADIAL, List.of(x, y), radius, hardness, erase);
    }
}
