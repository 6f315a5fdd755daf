package studio.kintsugi.training.engine;

import java.util.SplittableRandom;
import studio.kintsugi.checkpoint.HyperParameters;

/**
 * How a model is trained. {@link RecipeFile} reads recipes from {@code resources/recipes} and from files.
 *
 * @param model that the run makes
 * @param objective what is learnt, one of {@link studio.kintsugi.training.TaskFactory#byName()}
 * @param seed of all randomness
 * @param optimization how the weights are moved
 * @param patches how training patches are cut from photos
 * @param restoration what a network from picture to picture learns to undo
 * @param settings of the objective
 */
public record TrainingRecipe(Model model, String objective, long seed, Optimization optimization, Patches patches,
        RestorationSettings restoration, TaskSettings settings) {
    /** The objective of recipes that name none. */
    public static final String PICTURE = "picture";

    /**
     * The model that a run makes, as its card names it.
     *
     * @param task that the model is for
     * @param architecture of the network
     * @param hyperParameters of the network
     */
    public record Model(String id, String title, String task, String architecture,
            HyperParameters hyperParameters) {}

    public TrainingRecipe {
        objective = objective == null ? PICTURE : objective;
    }

    public TrainingRecipe withModel(Model other) {
        return new TrainingRecipe(other, objective, seed, optimization, patches, restoration, settings);
    }

    public TrainingRecipe withHyperParameters(HyperParameters other) {
        return withModel(new Model(model.id(), model.title(), model.task(), model.architecture(), other));
    }

    public TrainingRecipe withSeed(long other) {
        return new TrainingRecipe(model, objective, other, optimization, patches, restoration, settings);
    }

    public TrainingRecipe withOptimization(Optimization other) {
        return new TrainingRecipe(model, objective, seed, other, patches, restoration, settings);
    }

    public TrainingRecipe withPatches(Patches other) {
        return new TrainingRecipe(model, objective, seed, optimization, other, restoration, settings);
    }

    /** The network's hyper-parameters. */
    public HyperParameters hyperParameters() {
        return model.hyperParameters();
    }

    /** The random numbers of a step's batch, which follow from the seed and the step alone. */
    public SplittableRandom random(long step) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + step);
    }
}
