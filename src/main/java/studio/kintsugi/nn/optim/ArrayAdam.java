package studio.kintsugi.nn.optim;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Adam over the values of a grid, with a rate for densities and one for colours.
 *
 * <p>Places that hardly any picture shows have small gradients of noise, and move as fast as all others unless a share
 * of the second moments' mean is added to each.
 */
public final class ArrayAdam {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.99f;
    /** Keeps what has never moved from dividing by zero. */
    private static final float LEAST = 1e-12f;

    private final float[] m;
    private final float[] v;
    private final float calm;
    private int step;

    /**
     * @param calm what is added to the roots of the second moments, as a share of their mean over the spans
     */
    public ArrayAdam(int size, float calm) {
        this(new float[size], new float[size], 0, calm);
    }

    /**
     * Continues from saved moments.
     *
     * @param m first moments, {@code v} second moments; both are changed
     * @param step steps done
     */
    public ArrayAdam(float[] m, float[] v, int step, float calm) {
        this.m = m;
        this.v = v;
        this.step = step;
        this.calm = calm;
    }

    public float[] firstMoments() {
        return m;
    }

    public float[] secondMoments() {
        return v;
    }

    public int steps() {
        return step;
    }

    /**
     * Follows a gradient.
     *
     * @param spans where: pairs of a first index, a multiple of four, and an end; the rest keeps its values and moments
     */
    public void step(float[] weights, float[] gradient, float densityRate, float colorRate, int[] spans) {
        step++;
        float c1 = 1 - (float) Math.pow(BETA1, step);
        float c2 = 1 - (float) Math.pow(BETA2, step);
        int count = spans.length / 2;
        double[] densities = new double[count];
        double[] colors = new double[count];
        IntStream.range(0, count).parallel().forEach(s -> {
            int end = spans[2 * s + 1];
            for (int i = spans[2 * s]; i < end; i++) {
                float g = gradient[i];
                m[i] = BETA1 * m[i] + (1 - BETA1) * g;
                v[i] = BETA2 * v[i] + (1 - BETA2) * g * g;
            }
            for (int i = spans[2 * s]; i < end; i += 4) {
                densities[s] += v[i];
                colors[s] += v[i + 1] + v[i + 2] + v[i + 3];
            }
        });
        int places = 0;
        int longest = 0;
        for (int s = 0; s < count; s++) {
            places += (spans[2 * s + 1] - spans[2 * s]) / 4;
            longest = Math.max(longest, spans[2 * s + 1] - spans[2 * s]);
        }
        // what differs from channel to channel as arrays of a span's length: the loop has no branch and is vectorised
        float[] rates = alternating(longest, densityRate / c1, colorRate / c1);
        float[] calms = alternating(longest, calm * root(densities, places, c2) + LEAST,
                calm * root(colors, 3 * places, c2) + LEAST);
        IntStream.range(0, count).parallel().forEach(s -> {
            int first = spans[2 * s];
            int values = spans[2 * s + 1] - first;
            for (int i = 0; i < values; i++) {
                weights[first + i] -= rates[i] * m[first + i] / ((float) Math.sqrt(v[first + i] / c2) + calms[i]);
            }
        });
    }

    private static float[] alternating(int length, float density, float color) {
        float[] out = new float[length];
        Arrays.fill(out, color);
        for (int i = 0; i < length; i += 4) {
            out[i] = density;
        }
        return out;
    }

    /** Root of the mean second moment. */
    private static float root(double[] sums, int count, float c2) {
        return (float) Math.sqrt(Arrays.stream(sums).sum() / c2 / Math.max(1, count));
    }
}
