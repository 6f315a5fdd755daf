package studio.kintsugi.nn.optim;

/**
 * Adam over the values of a grid, with a rate for densities and one for colours.
 *
 * <p>Places that hardly any picture shows have small gradients of noise, and move as fast as all others unless a share
 * of the second moments' mean over the grid is added to each.
 */
public final class ArrayAdam {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.99f;

    private final float[] m;
    private final float[] v;
    private final float calm;
    private int step;

    /**
     * @param calm what is added to the roots of the second moments, as a share of their mean over the grid
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

    public void step(float[] weights, float[] gradient, float densityRate, float colorRate) {
        step++;
        float c1 = 1 - (float) Math.pow(BETA1, step);
        float c2 = 1 - (float) Math.pow(BETA2, step);
        for (int i = 0; i < weights.length; i++) {
            float g = gradient[i];
            m[i] = BETA1 * m[i] + (1 - BETA1) * g;
            v[i] = BETA2 * v[i] + (1 - BETA2) * g * g;
        }
        float densityCalm = calm * size(0, 1, c2);
        float colorCalm = calm * size(1, 4, c2);
        for (int i = 0; i < weights.length; i++) {
            boolean density = (i & 3) == 0;
            float rate = density ? densityRate : colorRate;
            weights[i] -= rate * (m[i] / c1)
                    / ((float) Math.sqrt(v[i] / c2) + (density ? densityCalm : colorCalm) + 1e-12f);
        }
    }

    /** Root of the mean second moment of some channels, where it is above zero. */
    private float size(int firstChannel, int endChannel, float c2) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < v.length; i += 4) {
            for (int c = firstChannel; c < endChannel; c++) {
                if (v[i + c] > 0) {
                    sum += v[i + c];
                    count++;
                }
            }
        }
        return (float) Math.sqrt(sum / c2 / Math.max(1, count));
    }
}
