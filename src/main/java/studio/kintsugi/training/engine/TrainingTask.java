package studio.kintsugi.training.engine;

import java.util.List;
import java.util.Map;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.training.data.Batch;

/**
 * What is learnt: where batches come from, whose losses are minimised, how the result is judged. Built from a recipe
 * and a folder of data by the {@link studio.kintsugi.training.TaskFactory} that the recipe names; owns its networks.
 */
public interface TrainingTask extends AutoCloseable {
    /** Those who learn, in the order of their turns within a step; the first is the model that the run is for. */
    List<Trainable> turns();

    /**
     * The batch of a step; all its randomness follows from the recipe's seed and {@code step}. Called on a thread of
     * its own, ahead of the step.
     */
    Batch batch(long step);

    /**
     * Goes on from a model's weights instead of fresh ones; asked before the first step, if at all.
     *
     * @throws IllegalArgumentException where they are not of this task's network; says what differs
     */
    default void begin(StateDict weights) {
        turns().getFirst().parameters().set(weights);
    }

    /**
     * Told before each step how far the run is.
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

    /** What the card tells of the network besides the recipe's hyper-parameters. */
    default Map<String, Object> learned() {
        return Map.of();
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
