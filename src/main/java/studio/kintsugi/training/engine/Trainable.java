package studio.kintsugi.training.engine;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Set;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.optim.AdamW;
import studio.kintsugi.nn.optim.Muon;
import studio.kintsugi.nn.optim.Optimizer;

/**
 * One network optimised in a step. Most tasks have one; adversarial ones have a generator and then its discriminator.
 */
public interface Trainable {
    Parameters parameters();

    /** Names among the parameters that gradients do not move: running statistics, which forward passes renew. */
    default Set<String> buffers() {
        return Set.of();
    }

    /**
     * The optimiser of the weights.
     *
     * @param settings of the recipe
     * @param m its state so far, one number for each weight; zeros at the beginning
     * @param v likewise
     * @param steps done before
     */
    default Optimizer optimizer(Optimization settings, float[] m, float[] v, long steps) {
        float beta2 = (float) settings.secondMoment();
        float decay = (float) settings.weightDecay();
        return settings.muon()
                ? new Muon(parameters().manager(), Muon.parts(parameters(), buffers()), m, v, steps, beta2, decay)
                : new AdamW(m, v, steps, AdamW.BETA1, beta2, decay);
    }

    /**
     * The loss, minimised over {@link #parameters()}.
     *
     * @param batch the parts of {@link studio.kintsugi.training.data.Batch}, in a manager that is closed after the step
     * @return a scalar
     */
    NDArray loss(List<NDArray> batch);

    /**
     * Called after the backward pass, while the batch's tensors are still there: gradients that {@link #loss} asked for
     * on them can be read.
     */
    default void afterBackward(List<NDArray> batch) {}
}
