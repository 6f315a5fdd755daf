package studio.kintsugi.training.engine;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Set;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.optim.AdamW;
import studio.kintsugi.nn.optim.Muon;
import studio.kintsugi.nn.optim.Optimizer;

/** One who learns within a step: a network alone, or the generator and then the discriminator of a pair. */
public interface Trainable {
    Parameters parameters();

    /** Names among the parameters that gradients do not move: running statistics, which forward passes renew. */
    default Set<String> buffers() {
        return Set.of();
    }

    /** The learning rate as a multiple of the recipe's. */
    default double rate() {
        return 1;
    }

    /**
     * What moves the weights.
     *
     * @param m its state so far, one number for each weight; zeros at the beginning
     * @param v likewise
     * @param steps done before
     */
    default Optimizer optimizer(TrainingRecipe recipe, float[] m, float[] v, long steps) {
        if (recipe.is("muon")) {
            return new Muon(parameters().manager(), Muon.parts(parameters(), buffers()), m, v, steps, recipe.beta2(),
                    (float) recipe.weightDecay());
        }
        return new AdamW(m, v, steps, AdamW.BETA1, recipe.beta2(), (float) recipe.weightDecay());
    }

    /**
     * What is minimised over {@link #parameters()}.
     *
     * @param batch the parts of {@link studio.kintsugi.training.data.Batch}, in a manager that is closed after the step
     * @return a scalar
     */
    NDArray loss(List<NDArray> batch);

    /**
     * Told after the backward pass, while the batch's tensors are still there: gradients that {@link #loss} asked for
     * on them can be read.
     */
    default void learned(List<NDArray> batch) {}
}
