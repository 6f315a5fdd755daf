package studio.kintsugi.nn.optim;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, arXiv 1711.05101) over one flat vector, in float32 as
 * PyTorch has it.
 */
public final class AdamW implements Optimizer {
    /** Decay of first moments. */
    public static final float BETA1 = 0.9f;
    private static final float EPS = 1e-8f;

    private final float beta1;
    private final float beta2;
    private final float decay;
    private final int count;
    private final float[] m;
    private final float[] v;
    private long steps;

    public AdamW(float[] m, float[] v, long steps, float beta1, float beta2, float decay) {
        this(m, v, steps, beta1, beta2, decay, m.length);
    }

    /**
     * @param count how many of the weights it moves, from the first
     */
    public AdamW(float[] m, float[] v, long steps, float beta1, float beta2, float decay, int count) {
        this.m = m;
        this.v = v;
        this.steps = steps;
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.decay = decay;
        this.count = count;
    }

    @Override
    public void step(float[] w, float[] gradient, double rate) {
        advance();
        move(w, gradient, rate, 0, count);
    }

    /** Counts a step, of which {@link #move} moves parts. */
    void advance() {
        steps++;
    }

    /** Moves the weights from {@code from} to before {@code end}. */
    void move(float[] w, float[] gradient, double rate, int from, int end) {
        float size = (float) (rate / (1 - Math.pow(beta1, steps)));
        float root = (float) (1 / Math.sqrt(1 - Math.pow(beta2, steps)));
        float keep = (float) (1 - rate * decay);
        for (int i = from; i < end; i++) {
            float g = gradient[i];
            m[i] = beta1 * m[i] + (1 - beta1) * g;
            v[i] = beta2 * v[i] + (1 - beta2) * g * g;
            w[i] = w[i] * keep - size * m[i] / ((float) Math.sqrt(v[i]) * root + EPS);
        }
    }

    float decay() {
        return decay;
    }

    /** First moments. */
    @Override
    public float[] m() {
        return m;
    }

    /** Second moments. */
    @Override
    public float[] v() {
        return v;
    }

    /** Scales a gradient down to a Euclidean norm of {@code limit} where it is longer; returns the norm it had. */
    public static double clip(float[] gradient, double limit) {
        double sum = 0;
        for (float g : gradient) {
            sum += (double) g * g;
        }
        double norm = Math.sqrt(sum);
        if (limit > 0 && norm + 1e-6 > limit) {
            float factor = (float) (limit / (norm + 1e-6));
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= factor;
            }
        }
        return norm;
    }
}
