package studio.kintsugi.training.colorization;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.processing.LineArt;
import studio.kintsugi.imaging.processing.Resample;
import studio.kintsugi.models.scft.ColorHint;
import studio.kintsugi.models.scft.ThinPlateSpline;

/**
 * One drawing as its own reference.
 *
 * @param side of all its pictures, pixels
 * @param sketch its lines, 1 is paper
 * @param hints as {@link ColorHint#planes} gives them
 * @param reference red, green and blue of the warped answer
 * @param target red, green and blue of the answer
 * @param warp says for each place of the reference which of the answer it shows; coordinates 0–1
 */
public record SelfReferenceSample(int side, float[] sketch, float[][] hints, float[][] reference, float[][] target,
        ThinPlateSpline warp) {
    private static final double LEAST_PART = 0.6;
    private static final double HINTED = 0.4;
    private static final int MOST_HINTS = 12;
    /** Points of the spline along one side. */
    private static final int KNOTS = 4;
    private static final double BEND = 0.09;
    private static final double MOST_TURN = Math.toRadians(15);
    private static final double MOST_SCALE = 0.2;
    private static final double MOST_SHIFT = 0.08;
    /** The spline is evaluated at every so many pixels. */
    private static final int MESH = 8;

    /** Part of a drawing, mirrored or not, seen by a pen or a pencil. */
    static SelfReferenceSample draw(Picture drawing, int side, RandomGenerator random) {
        int part = (int) (drawing.width() * (LEAST_PART + (1 - LEAST_PART) * random.nextDouble()));
        int x = random.nextInt(drawing.width() - part + 1);
        int y = random.nextInt(drawing.height() - part + 1);
        Picture seen = Resample.area(drawing.crop(new Region(x, y, part, part)), side, side);
        Picture turned = random.nextBoolean() ? mirrored(seen) : seen;
        LineArt hand = lines(random);
        float[] sketch = random.nextInt(3) == 0 ? hand.draw(LineArt.luma(turned), side, side) : hand.draw(turned);
        soften(sketch, random);
        return of(turned, sketch, random.nextDouble() < HINTED, random);
    }

    /** A validation sample: a whole drawing seen by {@link LineArt#DEFAULT}, without hints. */
    public static SelfReferenceSample validation(Picture drawing, int side, RandomGenerator random) {
        Picture seen = Resample.area(drawing, side, side);
        return of(seen, LineArt.DEFAULT.draw(seen), false, random);
    }

    private static SelfReferenceSample of(Picture seen, float[] sketch, boolean hinted, RandomGenerator random) {
        int side = seen.width();
        float[][] target = Appearance.draw(random).of(new float[][] {seen.plane(0), seen.plane(1), seen.plane(2)});
        List<ColorHint> hints = new ArrayList<>();
        for (int i = hinted ? 1 + random.nextInt(MOST_HINTS) : 0; i > 0; i--) {
            int x = random.nextInt(side);
            int y = random.nextInt(side);
            int at = y * side + x;
            hints.add(new ColorHint(x + 0.5, y + 0.5, target[0][at], target[1][at], target[2][at]));
        }
        ThinPlateSpline warp = warp(random);
        return new SelfReferenceSample(side, sketch, ColorHint.planes(hints, side, side), warped(target, side, warp),
                target, warp);
    }

    private static LineArt lines(RandomGenerator random) {
        return random.nextInt(3) == 0
                ? new LineArt.Pencil(1 + random.nextInt(2), 1.5 + 3 * random.nextDouble())
                : new LineArt.Xdog(0.4 + 0.8 * random.nextDouble(), 1.6, 0.93 + 0.06 * random.nextDouble(),
                        Math.exp(2.5 + 3 * random.nextDouble()));
    }

    /** Fainter, as drawn by a lighter hand. */
    private static void soften(float[] sketch, RandomGenerator random) {
        float ink = random.nextBoolean() ? 1 : 0.5f + 0.5f * random.nextFloat();
        for (int i = 0; i < sketch.length; i++) {
            sketch[i] = 1 + ink * (sketch[i] - 1);
        }
    }

    private static Picture mirrored(Picture picture) {
        int w = picture.width();
        float[][] out = new float[3][w * picture.height()];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < out[c].length; i++) {
                out[c][i] = picture.plane(c)[i / w * w + w - 1 - i % w];
            }
        }
        return picture.withPlanes(out);
    }

    /** Points of a regular mesh turned, scaled and shifted together and then each by itself. */
    private static ThinPlateSpline warp(RandomGenerator random) {
        double angle = (2 * random.nextDouble() - 1) * MOST_TURN;
        double scale = Math.exp((2 * random.nextDouble() - 1) * MOST_SCALE);
        double dx = (2 * random.nextDouble() - 1) * MOST_SHIFT;
        double dy = (2 * random.nextDouble() - 1) * MOST_SHIFT;
        double[][] from = new double[KNOTS * KNOTS][];
        double[][] to = new double[KNOTS * KNOTS][];
        for (int i = 0; i < to.length; i++) {
            double x = i % KNOTS / (KNOTS - 1.0);
            double y = i / KNOTS / (KNOTS - 1.0);
            double u = scale * (x - 0.5);
            double v = scale * (y - 0.5);
            to[i] = new double[] {x, y};
            from[i] = new double[] {0.5 + dx + Math.cos(angle) * u - Math.sin(angle) * v
                    + (2 * random.nextDouble() - 1) * BEND,
                0.5 + dy + Math.sin(angle) * u + Math.cos(angle) * v + (2 * random.nextDouble() - 1) * BEND};
        }
        return new ThinPlateSpline(from, to);
    }

    /** Bilinear both in the spline and in the picture; beyond the edges is the colour of the first corner. */
    private static float[][] warped(float[][] planes, int side, ThinPlateSpline warp) {
        int across = side / MESH + 2;
        double[][] mesh = new double[across * across][];
        for (int i = 0; i < mesh.length; i++) {
            mesh[i] = warp.source((i % across * MESH + 0.5) / side, (i / across * MESH + 0.5) / side);
        }
        float[][] out = new float[3][side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int at = y / MESH * across + x / MESH;
                double u = x % MESH / (double) MESH;
                double v = y % MESH / (double) MESH;
                double[] where = new double[2];
                for (int k = 0; k < 2; k++) {
                    double top = mesh[at][k] * (1 - u) + mesh[at + 1][k] * u;
                    double bottom = mesh[at + across][k] * (1 - u) + mesh[at + across + 1][k] * u;
                    where[k] = (top * (1 - v) + bottom * v) * side - 0.5;
                }
                for (int c = 0; c < 3; c++) {
                    out[c][y * side + x] = sample(planes[c], side, where[0], where[1]);
                }
            }
        }
        return out;
    }

    private static float sample(float[] plane, int side, double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            int px = left + i % 2;
            int py = top + i / 2;
            boolean inside = px >= 0 && py >= 0 && px < side && py < side;
            double weight = (1 - Math.abs(x - px)) * (1 - Math.abs(y - py));
            sum += weight * (inside ? plane[py * side + px] : plane[0]);
        }
        return (float) sum;
    }
}
