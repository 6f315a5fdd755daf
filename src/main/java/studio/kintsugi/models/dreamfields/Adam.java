package studio.kintsugi.models.dreamfields;

/** Adam over the values of a grid, with a rate for densities and one for colours. */
final class Adam {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.99f;

    private final float[] m;
    private final float[] v;
    private int step;

    Adam(int size) {
        m = new float[size];
        v = new float[size];
    }

    void step(float[] weights, float[] gradient, float densityRate, float colourRate) {
        step++;
        float c1 = 1 - (float) Math.pow(BETA1, step);
        float c2 = 1 - (float) Math.pow(BETA2, step);
        for (int i = 0; i < weights.length; i++) {
            float g = gradient[i];
            m[i] = BETA1 * m[i] + (1 - BETA1) * g;
            v[i] = BETA2 * v[i] + (1 - BETA2) * g * g;
            float rate = (i & 3) == 0 ? densityRate : colourRate;
            weights[i] -= rate * (m[i] / c1) / ((float) Math.sqrt(v[i] / c2) + 1e-12f);
        }
    }
}
