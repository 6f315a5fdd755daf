package studio.kintsugi.training.engine;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.nn.optim.CosineSchedule;
import studio.kintsugi.training.data.Batch;

/** Runs a task's steps: a learning rate along a cosine, an average of the weights, a state that can be resumed. */
public final class Trainer implements AutoCloseable {
    private static final double SAVE_SECONDS = 120;
    /** Steps without a finite loss, one after another, that a run survives. */
    private static final int MOST_SKIPPED = 50;

    private final TrainingRecipe recipe;
    private final TrainingTask task;
    private final NDManager manager;
    private final List<Learner> learners = new ArrayList<>();
    private final double secondsBefore;
    private long step;

    /**
     * @param task closed by its owner, after this
     * @param state to resume, or null to begin
     */
    public Trainer(TrainingRecipe recipe, TrainingTask task, TrainingState state, ComputeDevice device) {
        manager = device.newManager();
        this.recipe = recipe;
        this.task = task;
        step = state == null ? 0 : state.step();
        secondsBefore = state == null ? 0 : state.seconds();
        List<Trainable> trainables = task.trainables();
        for (int i = 0; i < trainables.size(); i++) {
            learners.add(new Learner(trainables.get(i), recipe.optimization(),
                    state == null ? null : state.networks().get(i), step));
        }
    }

    /**
     * Trains until the recipe's steps are done, the time is up or {@code stop} says so, and saves the state.
     *
     * @param minutes of training in all, earlier runs included, or infinite; the learning rate falls with whichever
     *     of steps and time is used up faster
     */
    public TrainingState run(double minutes, Path folder, BooleanSupplier stop, TrainingLog log)
            throws KintsugiException {
        CosineSchedule schedule = new CosineSchedule(recipe.optimization().learningRate());
        long began = System.nanoTime();
        double saved = secondsBefore;
        double loss = Double.NaN;
        int skipped = 0;
        long firstStep = step;
        log.began(recipe, learners.getFirst().size(), task.baseline());
        try (ExecutorService ahead = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("batches").daemon().factory())) {
            Future<Batch> next = submit(ahead, step);
            while (true) {
                double seconds = secondsBefore + (System.nanoTime() - began) / 1e9;
                double fraction = Math.max((double) step / recipe.optimization().steps(), seconds / 60 / minutes);
                boolean over = fraction >= 1 || stop.getAsBoolean();
                task.progress(Math.min(1, fraction));
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
                double l = 0;
                for (int i = 0; i < learners.size(); i++) {
                    double own = learners.get(i).learn(batch, manager, schedule.at(fraction), step);
                    l = i == 0 ? own : l;
                }
                skipped = Double.isFinite(l) ? 0 : skipped + 1;
                if (skipped > MOST_SKIPPED) {
                    throw new KintsugiException(Sentence.of("Training diverged after %s steps: start again with a"
                            + " lower learning rate.", step));
                }
                if (skipped == 0) {
                    loss = Double.isNaN(loss) ? l : 0.98 * loss + 0.02 * l;
                }
                step++;
                log.stepped(step, fraction, loss, seconds, (step - firstStep) / (seconds - secondsBefore + 1e-9));
            }
        }
    }

    /** The averaged weights of the first network, as they ship. */
    public StateDict result() {
        return task.export(learners.getFirst().result());
    }

    /** Figures of the averaged weights. */
    public Map<String, Double> validate() {
        return learners.getFirst().validate(task);
    }

    private TrainingState state(double seconds) {
        return new TrainingState(learners.stream().map(Learner::state).toList(), step, seconds);
    }

    private Future<Batch> submit(ExecutorService ahead, long index) {
        return ahead.submit(() -> task.batch(index));
    }

    private static Batch take(Future<Batch> future) throws KintsugiException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KintsugiException(Sentence.of("Training was interrupted: start it again with --resume."), e);
        } catch (ExecutionException e) {
            throw new KintsugiException(Sentence.of("A training batch could not be made: %s",
                    e.getCause().getMessage()), e);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
