package studio.kintsugi.nn.optim;

/** How weights follow their gradients. Keeps its state in two vectors beside the weights, which a run can save. */
public interface Optimizer {
    /** Moves {@code w} one step against {@code gradient}. */
    void step(float[] w, float[] gradient, double rate);

    /** The first vector of state: first moments, say. */
    float[] m();

    /** The second. */
    float[] v();
}
