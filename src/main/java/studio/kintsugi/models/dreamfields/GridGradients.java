package studio.kintsugi.models.dreamfields;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * What is done to gradients over a grid before they are followed, on several threads. All arrays are (side, side, side,
 * 4), and zero beyond the spans of {@link studio.kintsugi.field.GridSpans}.
 */
final class GridGradients {
    private final int side;
    private final int[] spans;

    /**
     * @param spans where the gradients are, as far as they can get by what is done to them
     */
    GridGradients(int side, int[] spans) {
        this.side = side;
        this.spans = spans;
    }

    /** Left and right get the mean of both: x runs fastest. */
    void mirror(float[] g) {
        int row = 4 * side;
        each(span -> {
            int start = spans[2 * span] / row * row;
            for (int x = 0; x < side / 2; x++) {
                int a = start + 4 * x;
                int b = start + row - 4 - 4 * x;
                for (int c = 0; c < 4; c++) {
                    float mean = (g[a + c] + g[b + c]) / 2;
                    g[a + c] = mean;
                    g[b + c] = mean;
                }
            }
        });
    }

    /**
     * Mixes in a blur by (1, 2, 1) / 4 along each axis; beyond an edge lies what is at the edge.
     *
     * @param g left with other values
     * @param share of the blurred, 0–1
     * @return the blurred
     */
    float[] blur(float[] g, int times, float share) {
        float[] from = g;
        float[] to = new float[g.length];
        for (int i = 0; i < times; i++) {
            for (int axis = 0; axis < 3; axis++) {
                blur(from, to, axis, share);
                float[] blurred = to;
                to = from;
                from = blurred;
            }
        }
        return from;
    }

    private void blur(float[] from, float[] to, int axis, float share) {
        float aside = share / 4;
        float here = 1 - share / 2;
        int step = step(axis);
        each(span -> {
            int first = spans[2 * span];
            int end = spans[2 * span + 1];
            int before = isFirst(first, axis) ? 0 : step;
            int after = isLast(axis == 0 ? end - 4 : first, axis) ? 0 : step;
            if (axis == 0) {
                mix(from, to, first, first + 4, before, step, here, aside);
                mix(from, to, first + 4, end - 4, step, step, here, aside);
                mix(from, to, end - 4, end, step, after, here, aside);
            } else {
                mix(from, to, first, end, before, after, here, aside);
            }
        });
    }

    private static void mix(float[] from, float[] to, int first, int end, int before, int after, float here,
            float aside) {
        for (int i = first; i < end; i++) {
            to[i] = here * from[i] + aside * (from[i - before] + from[i + after]);
        }
    }

    /**
     * Adds the gradient of the squared differences of neighbours, scaled to a share of the gradient's own size; of
     * densities and of colours by themselves.
     */
    void addVariation(float[] g, float[] raw, float densityShare, float colorShare) {
        float[] variation = new float[g.length];
        double[][] sums = new double[spans.length / 2][];
        each(span -> {
            int first = spans[2 * span];
            int end = spans[2 * span + 1];
            for (int axis = 0; axis < 3; axis++) {
                int step = step(axis);
                int before = isFirst(first, axis) ? 0 : step;
                int after = isLast(axis == 0 ? end - 4 : first, axis) ? 0 : step;
                if (axis == 0) {
                    differ(raw, variation, first, first + 4, before, step);
                    differ(raw, variation, first + 4, end - 4, step, step);
                    differ(raw, variation, end - 4, end, step, after);
                } else {
                    differ(raw, variation, first, end, before, after);
                }
            }
            sums[span] = squares(g, variation, first, end);
        });
        double[] all = new double[4];
        for (double[] some : sums) {
            Arrays.setAll(all, i -> all[i] + some[i]);
        }
        float density = (float) (densityShare * Math.sqrt(all[0] / (all[2] + 1e-30)));
        float color = (float) (colorShare * Math.sqrt(all[1] / (all[3] + 1e-30)));
        float[] shares = new float[4 * side];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (i & 3) == 0 ? density : color;
        }
        each(span -> {
            int first = spans[2 * span];
            int count = spans[2 * span + 1] - first;
            for (int i = 0; i < count; i++) {
                g[first + i] += variation[first + i] * shares[i];
            }
        });
    }

    private static void differ(float[] raw, float[] variation, int first, int end, int before, int after) {
        for (int i = first; i < end; i++) {
            variation[i] += 2 * raw[i] - raw[i - before] - raw[i + after];
        }
    }

    /** Of the gradient's densities and colours, and of the variation's. */
    private static double[] squares(float[] g, float[] variation, int first, int end) {
        double[] out = new double[4];
        for (int i = first; i < end; i++) {
            int which = (i & 3) == 0 ? 0 : 1;
            out[which] += (double) g[i] * g[i];
            out[2 + which] += (double) variation[i] * variation[i];
        }
        return out;
    }

    private void each(IntConsumer action) {
        IntStream.range(0, spans.length / 2).parallel().forEach(action);
    }

    /** Between neighbours along an axis: x, y, z. */
    private int step(int axis) {
        return axis == 0 ? 4 : axis == 1 ? 4 * side : 4 * side * side;
    }

    private boolean isFirst(int value, int axis) {
        return value / step(axis) % side == 0;
    }

    private boolean isLast(int value, int axis) {
        return value / step(axis) % side == side - 1;
    }
}
