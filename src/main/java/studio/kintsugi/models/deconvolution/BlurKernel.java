package studio.kintsugi.models.deconvolution;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.DoubleUnaryOperator;

/**
 * What a point became: a square of odd side, no value negative, the sum 1.
 *
 * @param side 2 · {@link #radius()} + 1, pixels
 * @param values row by row
 */
public record BlurKernel(int side, float[] values) {
    /** Values below this share of the largest are noise. */
    private static final float LEAST = 0.02f;
    /** Pieces that lie apart from the rest and hold less than this of all are noise. */
    private static final double LEAST_PIECE = 0.1;

    /**
     * Scaled so that the sum is 1; where there is nothing, no blur.
     *
     * @param values row by row, none negative, as many as a square of odd side has
     */
    public static BlurKernel of(float[] values) {
        int side = (int) Math.round(Math.sqrt(values.length));
        float sum = (float) sum(values);
        if (!(sum > 0)) {
            return point(side / 2);
        }
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i] / sum;
        }
        return new BlurKernel(side, out);
    }

    /** No blur. */
    public static BlurKernel point(int radius) {
        int side = 2 * radius + 1;
        float[] values = new float[side * side];
        values[values.length / 2] = 1;
        return new BlurKernel(side, values);
    }

    public int radius() {
        return side / 2;
    }

    /** (1, 1, side, side) */
    public NDArray in(NDManager manager) {
        return manager.create(values, new Shape(1, 1, side, side));
    }

    /** Without the faint and the scattered, and with its centre of mass in the middle, to the nearest pixel. */
    BlurKernel tidied() {
        BlurKernel kept = above(LEAST).withoutSmallPieces();
        // by whole pixels: a kernel that is moved by parts of a pixel again and again gets thicker
        return kept.shifted(Math.round(kept.mean(true)), Math.round(kept.mean(false)));
    }

    /** Without values below a share of the largest. */
    public BlurKernel above(double share) {
        float least = (float) share * largest();
        float[] kept = values.clone();
        for (int i = 0; i < kept.length; i++) {
            kept[i] = kept[i] < least ? 0 : kept[i];
        }
        return of(kept);
    }

    private float largest() {
        float largest = 0;
        for (float v : values) {
            largest = Math.max(largest, v);
        }
        return largest;
    }

    private BlurKernel withoutSmallPieces() {
        float[] out = values.clone();
        boolean[] seen = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            if (values[i] > 0 && !seen[i]) {
                int[] piece = piece(i, seen);
                if (Arrays.stream(piece).mapToDouble(p -> values[p]).sum() < LEAST_PIECE) {
                    for (int p : piece) {
                        out[p] = 0;
                    }
                }
            }
        }
        return of(out);
    }

    /** All places that hang together with one, corners included. */
    private int[] piece(int from, boolean[] seen) {
        int[] places = new int[values.length];
        int n = 0;
        Deque<Integer> next = new ArrayDeque<>();
        next.add(from);
        seen[from] = true;
        while (!next.isEmpty()) {
            int at = next.remove();
            places[n++] = at;
            for (int y = Math.max(0, at / side - 1); y <= Math.min(side - 1, at / side + 1); y++) {
                for (int x = Math.max(0, at % side - 1); x <= Math.min(side - 1, at % side + 1); x++) {
                    int i = y * side + x;
                    if (values[i] > 0 && !seen[i]) {
                        seen[i] = true;
                        next.add(i);
                    }
                }
            }
        }
        return Arrays.copyOf(places, n);
    }

    /**
     * With its centre of mass in the middle: where the picture would lie without its blur can't be seen in it, and so
     * it stays where it was by its mean.
     */
    public BlurKernel balanced() {
        double x = mean(true);
        double y = mean(false);
        BlurKernel near = shifted(x, y);
        return shifted(x + near.mean(true), y + near.mean(false));
    }

    /** How far the centre of mass lies from the middle, to the right or downwards. */
    private double mean(boolean across) {
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            mean += values[i] * ((across ? i % side : i / side) - radius());
        }
        return mean;
    }

    /** How far light lies from its middle, root mean square, pixels: 0 where there is no blur. */
    double spread() {
        double x = mean(true);
        double y = mean(false);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * (Math.pow(i % side - radius() - x, 2) + Math.pow(i / side - radius() - y, 2));
        }
        return Math.sqrt(sum);
    }

    /**
     * With what lies {@code x} to the right of the middle and {@code y} below it in the middle, drawn bicubically,
     * since paths would be thicker bilinearly.
     */
    BlurKernel shifted(double x, double y) {
        return sampled(1, x, y, radius(), BlurKernel::bicubic);
    }

    /** The same for pictures {@code factor} times as large, drawn bilinearly. */
    BlurKernel enlarged(double factor, int newRadius) {
        return sampled(factor, 0, 0, newRadius, BlurKernel::bilinear);
    }

    /** In a square of another size; what lies outside is lost. */
    public BlurKernel within(int newRadius) {
        return sampled(1, 0, 0, newRadius, BlurKernel::bilinear);
    }

    private BlurKernel sampled(double factor, double x, double y, int newRadius, DoubleUnaryOperator weight) {
        int s = 2 * newRadius + 1;
        float[] out = new float[s * s];
        for (int i = 0; i < out.length; i++) {
            out[i] = at((i % s - newRadius) / factor + radius() + x, (i / s - newRadius) / factor + radius() + y,
                    weight);
        }
        return of(out);
    }

    /** Between places, by their weights at a distance; nothing outside, and nothing below 0. */
    private float at(double x, double y, DoubleUnaryOperator weight) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        double sum = 0;
        for (int yi = Math.max(0, y0 - 1); yi <= Math.min(side - 1, y0 + 2); yi++) {
            for (int xi = Math.max(0, x0 - 1); xi <= Math.min(side - 1, x0 + 2); xi++) {
                sum += weight.applyAsDouble(Math.abs(x - xi)) * weight.applyAsDouble(Math.abs(y - yi))
                        * values[yi * side + xi];
            }
        }
        return (float) Math.max(sum, 0);
    }

    private static double bilinear(double distance) {
        return Math.max(0, 1 - distance);
    }

    /** Catmull and Rom's. */
    private static double bicubic(double d) {
        return d < 1 ? (1.5 * d - 2.5) * d * d + 1 : d < 2 ? ((2.5 - 0.5 * d) * d - 4) * d + 2 : 0;
    }

    /** What lies beyond this one as seen from another of the same size, by a share of the way between them. */
    BlurKernel beyond(BlurKernel from, double share) {
        float[] out = values.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) Math.max(0, out[i] + share * (out[i] - from.values[i]));
        }
        return of(out);
    }

    /** Cosine between two kernels of one size: 1 for the same. */
    double likeness(BlurKernel other) {
        double product = 0;
        double own = 0;
        double others = 0;
        for (int i = 0; i < values.length; i++) {
            product += values[i] * other.values[i];
            own += values[i] * values[i];
            others += other.values[i] * other.values[i];
        }
        return product / Math.sqrt(own * others);
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum;
    }
}
