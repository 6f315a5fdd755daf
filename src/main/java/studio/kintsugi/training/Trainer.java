package studio.kintsugi.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.models.ImageNetwork;
import studio.kintsugi.models.NetworkFamily;
import studio.kintsugi.nn.Losses;
import studio.kintsugi.nn.Parameters;

/** Trains a network from picture to picture by PSNR, as NAFNet's paper does (arXiv 2204.04676, section 4). */
final class Trainer implements AutoCloseable {
    private static final double SAVE_SECONDS = 120;
    private static final float BETA = 0.9f;

    private final TrainingRecipe recipe;
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private final ImageNetwork network;
    private final FlatParameters flat;
    private final BatchSource batches;
    private final Validator validator;
    private final AdamW adam;
    private final float[] weights;
    private final float[] average;
    private final double secondsBefore;
    private long step;

    /**
     * @param state to go on from, or null to begin
     */
    Trainer(TrainingRecipe recipe, NetworkFamily family, PhotoFolder photos, TrainingState state) {
        this.recipe = recipe;
        Parameters parameters = new Parameters(manager, family.initialWeights(
                recipe.hyperParameters(), new SplittableRandom(recipe.seed())));
        network = family.buildForTraining(recipe.hyperParameters(), parameters);
        flat = new FlatParameters(parameters);
        TrainingState from = state == null ? TrainingState.start(flat.values()) : state;
        weights = from.weights();
        average = from.average();
        step = from.step();
        secondsBefore = from.seconds();
        adam = new AdamW(from.m(), from.v(), step, BETA, BETA, (float) recipe.weightDecay());
        batches = new BatchSource(photos.training(), Degradations.parse(recipe.degradations()), recipe);
        validator = new Validator(photos.validation(), recipe.validation());
        flat.set(weights);
        flat.requireGradients();
    }

    /**
     * Trains until the recipe's steps are done, the time is up or {@code stop} says so, and saves the state.
     *
     * @param minutes of training in all, earlier runs included, or infinite; the learning rate falls with whichever
     *     of steps and time is used up faster
     */
    TrainingState run(double minutes, Path folder, BooleanSupplier stop, TrainingLog log) throws KintsugiException {
        CosineSchedule schedule = new CosineSchedule(recipe.learningRate());
        long began = System.nanoTime();
        double saved = secondsBefore;
        double loss = 0;
        long firstStep = step;
        log.began(recipe, weights.length, validator.psnrOfInput());
        try (ExecutorService ahead = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("batches").daemon().factory())) {
            Future<Batch> next = submit(ahead, step);
            while (true) {
                double seconds = secondsBefore + (System.nanoTime() - began) / 1e9;
                double fraction = Math.max((double) step / recipe.steps(), seconds / 60 / minutes);
                boolean over = fraction >= 1 || stop.getAsBoolean();
                if (over || seconds - saved > SAVE_SECONDS) {
                    saved = seconds;
                    state(seconds).write(folder);
                    log.validated(step, seconds, fraction, loss, validate());
                    if (over) {
                        return state(seconds);
                    }
                }
                Batch batch = take(next);
                next = submit(ahead, step + 1);
                double l = trainStep(batch, schedule.at(fraction));
                loss = step == firstStep ? l : 0.98 * loss + 0.02 * l;
                step++;
                log.stepped(step, fraction, loss, seconds, (step - firstStep) / (seconds - secondsBefore + 1e-9));
            }
        }
    }

    /** The averaged weights, which are the run's result. */
    studio.kintsugi.checkpoint.StateDict result() {
        return flat.stateDict(average);
    }

    /** PSNR of the averaged weights on the validation sets. */
    Map<String, Double> validate() {
        flat.set(average);
        try {
            return validator.psnr(network, manager);
        } finally {
            flat.set(weights);
        }
    }

    private double trainStep(Batch batch, double rate) {
        double loss;
        try (NDManager scope = manager.newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            Shape shape = new Shape(batch.count(), 3, batch.side(), batch.side());
            NDArray x = scope.create(batch.input(), shape);
            NDArray l = Losses.negativePsnr(network.forward(x), scope.create(batch.target(), shape));
            collector.backward(l);
            loss = l.getFloat();
        }
        float[] gradient = flat.takeGradients();
        AdamW.clip(gradient, recipe.clip());
        adam.step(weights, gradient, rate);
        flat.set(weights);
        // early on the average follows more closely, or it would remember the first weights for thousands of steps
        float keep = (float) Math.min(recipe.average(), (1.0 + step) / (10.0 + step));
        for (int i = 0; i < average.length; i++) {
            average[i] = keep * average[i] + (1 - keep) * weights[i];
        }
        return loss;
    }

    private TrainingState state(double seconds) {
        return new TrainingState(weights, average, adam.m(), adam.v(), step, seconds);
    }

    private Future<Batch> submit(ExecutorService ahead, long index) {
        return ahead.submit(() -> batches.batch(index));
    }

    private static Batch take(Future<Batch> future) throws KintsugiException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KintsugiException("Training was interrupted: start it again with --resume.", e);
        } catch (ExecutionException e) {
            throw new KintsugiException("A training batch could not be made: " + e.getCause().getMessage(), e);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
