package studio.kintsugi.service.training;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.service.job.FailureSentences;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobControl;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.service.job.Lane;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.training.TrainingRun;
import studio.kintsugi.training.engine.TrainingLog;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.pruning.PruningReport;
import studio.kintsugi.training.pruning.PruningRun;
import studio.kintsugi.training.restoration.TeachingRun;

/**
 * Does training runs, one at a time, on a lane of its own; each leaves its model in the folder that the run names.
 * Where a job is cancelled, the run stops after the step that is being done, saves its state, and its result is what
 * was learnt so far; only pruning fails then, as long as it does not know what to remove.
 */
public final class TrainingJobs implements AutoCloseable {
    private static final FailureSentences SENTENCES = new FailureSentences(
            Sentence.of("There is not enough memory for this: close pictures, or use smaller photos."),
            Sentence.of("The model could not be made: try other pictures."));
    private static final int PRUNING_STAGES = 2;

    private final Lane lane;

    /**
     * @param runner gives the lane
     */
    public TrainingJobs(JobRunner runner) {
        this.lane = runner.lane("training");
    }

    /** What a job does. */
    interface Training<R> {
        /**
         * Makes a model.
         *
         * @param stop asked before each step
         */
        R run(BooleanSupplier stop, TrainingLog log) throws KintsugiException;
    }

    /**
     * Begins to train a model from a recipe.
     *
     * @param log is told of each step, on the job's thread
     * @return a job whose result is the model's card
     */
    public Job<TrainingProgress, ModelCard> train(TrainingRun run, TrainingLog log) {
        return start(run.device(), 1, run::run, log, JobListener.none());
    }

    /**
     * Begins to train a model further on pairs of pictures.
     *
     * @param log is told of each step, on the job's thread
     */
    public Job<TrainingProgress, TeachingRun.Result> teach(TeachingRun run, TrainingLog log) {
        return start(run.device(), 1, run::run, log, JobListener.none());
    }

    /**
     * Begins to make a faster variant of a model.
     *
     * @param log is told of each step, on the job's thread
     */
    public Job<TrainingProgress, PruningReport> prune(PruningRun run, TrainingLog log) {
        return start(run.device(), PRUNING_STAGES, run::run, log, JobListener.none());
    }

    /** As {@link #teach(TeachingRun, TrainingLog)}, for work around such a run. */
    <R> Job<TrainingProgress, R> teach(ComputeDevice device, Training<R> training,
            JobListener<TrainingProgress, R> listener) {
        return start(device, 1, training, TrainingLog.NONE, listener);
    }

    /** As {@link #prune(PruningRun, TrainingLog)}, for work around such a run. */
    <R> Job<TrainingProgress, R> prune(ComputeDevice device, Training<R> training,
            JobListener<TrainingProgress, R> listener) {
        return start(device, PRUNING_STAGES, training, TrainingLog.NONE, listener);
    }

    private <R> Job<TrainingProgress, R> start(ComputeDevice device, int stages, Training<R> training,
            TrainingLog log, JobListener<TrainingProgress, R> listener) {
        return lane.submit(control -> {
            device.prepare(fraction -> {});
            return training.run(control::isCancelled, new StageReports(stages, control, log));
        }, SENTENCES, listener);
    }

    /** Reports a run's steps as the job's progress, and passes them on. A new run begins a new stage. */
    private static final class StageReports implements TrainingLog {
        private final int stages;
        private final JobControl<TrainingProgress> control;
        private final TrainingLog next;
        private int stage;
        private OptionalDouble psnr = OptionalDouble.empty();

        StageReports(int stages, JobControl<TrainingProgress> control, TrainingLog next) {
            this.stages = stages;
            this.control = control;
            this.next = next;
        }

        @Override
        public void began(TrainingRecipe recipe, int parameters, Map<String, Double> baseline) {
            stage++;
            psnr = OptionalDouble.empty();
            control.beginPhase();
            next.began(recipe, parameters, baseline);
        }

        @Override
        public void stepped(long step, double fraction, double loss, double seconds, double rate) {
            control.report(fraction, new TrainingProgress(stage, stages, psnr));
            next.stepped(step, fraction, loss, seconds, rate);
        }

        @Override
        public void validated(long step, double seconds, double fraction, double loss, Map<String, Double> figures) {
            psnr = figures.values().stream().mapToDouble(Double::doubleValue).average();
            next.validated(step, seconds, fraction, loss, figures);
        }
    }

    @Override
    public void close() {
        lane.close();
    }
}
