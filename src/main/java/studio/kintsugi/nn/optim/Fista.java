package studio.kintsugi.nn.optim;

/**
 * The fast iterative shrinkage-thresholding algorithm on masks (section 3.4 of the paper; Beck and Teboulle 2009) as
 * the official code has it: a step from an extrapolated point, soft-thresholding, and nothing below zero.
 */
public final class Fista {
    private final float[] previous;
    private float alpha;

    /**
     * @param previous the masks before the last step; any values before the first
     * @param alpha the momentum's state after the last step; 0 before the first
     */
    public Fista(float[] previous, float alpha) {
        this.previous = previous;
        this.alpha = alpha;
    }

    /**
     * Moves {@code x}.
     *
     * @param gradient of the loss by {@code x}
     * @param rate step length
     * @param gamma weight of the sparsity: the threshold is {@code rate · gamma}
     * @param restart whether the momentum begins anew, as the official code does where it lowers its rate
     */
    public void step(float[] x, float[] gradient, float rate, float gamma, boolean restart) {
        boolean first = restart || alpha == 0;
        float next = first ? 1 : (float) ((1 + Math.sqrt(1 + 4.0 * alpha * alpha)) / 2);
        // the official code has the old α in the numerator, so the first coefficient is 0
        float momentum = first ? 0 : (alpha - 1) / next;
        for (int i = 0; i < x.length; i++) {
            float y = x[i] + momentum * (first ? 0 : x[i] - previous[i]);
            previous[i] = x[i];
            x[i] = Math.max(0, y - rate * gradient[i] - rate * gamma);
        }
        alpha = next;
    }

    /** The masks before the last step. */
    public float[] previous() {
        return previous;
    }

    /** The momentum's state. */
    public float alpha() {
        return alpha;
    }
}
