package studio.kintsugi.training.engine;

import java.util.List;
import java.util.Map;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.training.data.Batch;

/**
 * One training problem: where batches come from, which networks are optimised with which losses, and how the result is
 * validated. Built from a recipe and a folder of data by the {@link studio.kintsugi.training.TaskFactory} that the
 * recipe names; owns its networks.
 */
public interface TrainingTask extends AutoCloseable {
    /** The networks optimised, in their order within a step; the first is the model that the run is for. */
    List<Trainable> trainables();

    /**
     * The batch of a step; all its randomness follows from the recipe's seed and {@code step}. Called on a thread of
     * its own, ahead of the step.
     */
    Batch batch(long step);

    /**
     * Starts from a model's weights instead of fresh ones; called before the first step, if at all.
     *
     * @param hyperParameters of that model's card
     * @throws IllegalArgumentException where they are not of this task's network; says what differs
     */
    default void startFrom(StateDict weights, HyperParameters hyperParameters) {
        trainables().getFirst().parameters().set(weights);
    }

    /**
     * Called before each step with how far the run is.
     *
     * @param fraction 0–1
     */
    default void progress(double fraction) {}

    /** Figures of the model as its parameters stand now, by name; higher is better. */
    Map<String, Double> validate();

    /** The same figures for doing nothing, where that can be said, else empty. */
    Map<String, Double> baseline();

    /** Number of different pictures, models or texts trained on, in words, as {@code "48 photographs"}. */
    String trainedOn();

    /** Hyper-parameters that the card has besides the recipe's, such as a vocabulary. */
    default HyperParameters extraHyperParameters() {
        return HyperParameters.NONE;
    }

    /** Output pixels per input pixel along one side. */
    default int scale() {
        return 1;
    }

    /** Sides of tiles are best multiples of this. */
    default int sizeMultiple() {
        return 1;
    }

    /** Pixels of context round a tile. */
    default int context() {
        return 0;
    }

    /** The weights that ship, from trained ones: re-parameterised, say. */
    default StateDict export(StateDict trained) {
        return trained;
    }

    @Override
    void close();
}
