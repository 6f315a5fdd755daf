package studio.kintsugi.experiments;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.function.Consumer;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.nn.optim.CosineSchedule;
import studio.kintsugi.training.engine.Learner;
import studio.kintsugi.training.engine.RecipeFile;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.engine.TrainingTask;
import studio.kintsugi.training.restoration.PictureTask;

/**
 * RepSR's finding about batch normalisation (arXiv 2205.05671, section 3.3): a network that is trained by the
 * statistics of the mini-batch to the end explodes now and then when it is measured with those of the population; one
 * that changes to the population's statistics on the way does not. Two runs from the same weights with the same
 * batches, one of each kind, measured as they stand and not as an average of weights.
 *
 * @param photos folder of photos
 * @param steps of each run
 * @param every steps between two measurements
 * @param change share of the run after which the second takes the population's statistics, 0–1
 */
public record StatisticsExperiment(Path photos, int steps, int every, double change, ComputeDevice device) {
    private static final String RECIPE = "upscale-x2";
    private static final int BLOCKS = 4;
    private static final int CHANNELS = 16;
    /** Few and small patches, whose statistics differ much, show sooner what a long run meets. */
    private static final int PATCH = 48;
    private static final int BATCH = 4;
    private static final double RATE = 2e-3;

    /**
     * A measurement.
     *
     * @param changed whether of the run that changes its statistics
     * @param step how many were done
     * @param psnr on held-out photos, dB
     */
    public record Point(boolean changed, long step, double psnr) {}

    /**
     * @param measured is given each measurement
     * @throws KintsugiException where photos can't be used
     */
    public void run(Consumer<Point> measured) throws KintsugiException {
        run(false, measured);
        run(true, measured);
    }

    private void run(boolean changing, Consumer<Point> measured) throws KintsugiException {
        TrainingRecipe recipe = recipe(RecipeFile.read(RECIPE), changing ? change : 2);
        try (TrainingTask task = PictureTask.of(recipe, photos, BuiltInArchitectures.all(), device);
                NDManager manager = device.newManager()) {
            CosineSchedule schedule = new CosineSchedule(RATE);
            Learner learner = new Learner(task.trainables().getFirst(), recipe.optimization(), null, 0);
            for (long step = 0; step < steps; step++) {
                task.progress((double) step / steps);
                learner.learn(task.batch(step), manager, schedule.at((double) step / steps), step);
                if ((step + 1) % every == 0) {
                    double psnr = task.validate().values().iterator().next();
                    measured.accept(new Point(changing, step + 1, psnr));
                }
            }
        }
    }

    private static TrainingRecipe recipe(TrainingRecipe r, double freezeAt) {
        HyperParameters hyper = r.hyperParameters().with("m_block", BLOCKS).with("c_channel", CHANNELS)
                .with("freeze_at", freezeAt);
        return r.withHyperParameters(hyper).withPatches(r.patches().withSide(PATCH))
                .withOptimization(r.optimization().withBatch(BATCH).withLearningRate(RATE));
    }
}
