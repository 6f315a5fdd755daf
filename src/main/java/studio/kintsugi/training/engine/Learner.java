package studio.kintsugi.training.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.nn.optim.AdamW;
import studio.kintsugi.nn.optim.FlatParameters;
import studio.kintsugi.nn.optim.Optimizer;
import studio.kintsugi.training.data.Batch;

/** One {@link Trainable}'s weights with their average and their optimiser. */
public final class Learner {
    private static final Logger LOG = LoggerFactory.getLogger(Learner.class);

    private final Trainable trainable;
    private final Optimization settings;
    private final FlatParameters flat;
    private final Optimizer optimizer;
    private final float[] weights;
    private final float[] average;

    /**
     * @param state to resume, or null to begin
     * @param step steps done before
     */
    public Learner(Trainable trainable, Optimization settings, TrainingState.Network state, long step) {
        this.trainable = trainable;
        this.settings = settings;
        flat = new FlatParameters(trainable.parameters(), trainable.buffers());
        TrainingState.Network from = state == null ? TrainingState.Network.start(flat.values()) : state;
        weights = from.weights();
        average = from.average();
        optimizer = trainable.optimizer(settings, from.m(), from.v(), step);
        flat.set(weights);
        flat.requireGradients();
    }

    int size() {
        return weights.length;
    }

    /**
     * One step. It is skipped where its loss or gradient is not finite: one such step would make every weight not a
     * number.
     *
     * @param rate learning rate
     * @param step steps done before
     * @return the loss; not finite where the step was skipped
     */
    public double learn(Batch batch, NDManager manager, double rate, long step) {
        double loss;
        try (NDManager scope = manager.newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            List<NDArray> parts = batch.in(scope);
            NDArray l = trainable.loss(parts);
            collector.backward(l);
            trainable.afterBackward(parts);
            loss = l.getFloat();
        }
        float[] gradient = flat.takeGradients();
        if (!Double.isFinite(loss) || !Double.isFinite(AdamW.clip(gradient, settings.clip()))) {
            LOG.warn("step {} is skipped: its loss is {} and its gradient may not be finite", step, loss);
            flat.set(weights);
            return Double.NaN;
        }
        optimizer.step(weights, gradient, rate);
        flat.takeBuffers(weights);
        flat.set(weights);
        // early on the average follows more closely, or it would remember the first weights for thousands of steps
        float keep = (float) Math.min(settings.average(), (1.0 + step) / (10.0 + step));
        for (int i = 0; i < average.length; i++) {
            average[i] = keep * average[i] + (1 - keep) * weights[i];
        }
        return loss;
    }

    /** The task's validation figures with the averaged weights in place. */
    public Map<String, Double> validate(TrainingTask task) {
        flat.set(average);
        try {
            return task.validate();
        } finally {
            flat.set(weights);
        }
    }

    /** The averaged weights, which are a run's result. */
    StateDict result() {
        return flat.stateDict(average);
    }

    TrainingState.Network state() {
        return new TrainingState.Network(weights, average, optimizer.m(), optimizer.v());
    }
}
