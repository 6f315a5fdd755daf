package studio.kintsugi.service.restoration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.compute.Precision;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.RowSource;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.store.ModelCard;

/** What the window and the command line ask for work on pictures. Thread-safe; every call returns at once. */
public interface InferenceService extends AutoCloseable {
    /** Cards of the models that serve a tool, the default one first. */
    List<ModelCard> models(String tool);

    /**
     * The card of a model by its id or its folder, whatever it serves.
     *
     * @throws KintsugiException where the folder holds no model
     */
    Optional<ModelCard> model(String idOrFolder) throws KintsugiException;

    /**
     * Queues a step on the lane of the service's device. {@link RunOptions#view()} is restored first.
     * The job's result is at full strength; blending by strength is {@link Blend}'s, and costs no second run.
     */
    Job<RestorationProgress, RestoredPicture> run(Picture input, Step step, RunOptions options,
            JobListener<RestorationProgress, RestoredPicture> listener);

    /**
     * Queues a step whose result, at full strength, is made row by row while it is read, for pictures too large to be
     * held.
     *
     * @param tile side of a tile in input pixels, or 0 to let the memory budget decide
     * @param reader reads the rows, each once and in order, on a thread of its own; its result is the job's
     */
    <R> Job<RestorationProgress, R> stream(Picture input, Step step, int tile, RowReader<R> reader,
            JobListener<RestorationProgress, R> listener);

    /**
     * Queues a step whose result, at full strength, is written to a file while it is made.
     *
     * @param tile side of a tile in input pixels, or 0 to let the memory budget decide
     * @param file in the format that its ending says, {@link PictureWriter}
     * @return a job whose result is the size of the picture written
     */
    default Job<RestorationProgress, Region> write(Picture input, Step step, int tile, Path file,
            JobListener<RestorationProgress, Region> listener) {
        return stream(input, step, tile, rows -> {
            PictureWriter.write(rows, file, WriteOptions.DEFAULT);
            return Region.of(rows.width(), rows.height());
        }, listener);
    }

    /** Reads a picture row by row. */
    interface RowReader<R> {
        R read(RowSource rows) throws Exception;
    }

    /**
     * Loads the engine and a model in the background, so that the first job need not wait for them. Whatever fails is
     * left for that job to say.
     */
    default void warmUp(String model) {}

    /** What the convolutions of a model's last run were computed in; empty where it has not run. */
    default Optional<Precision> precision(String model) {
        return Optional.empty();
    }

    /** Jobs that wait or run, in the order they will be done. */
    List<Job<?, ?>> jobs();

    /** Seconds a picture of this size should take with this model on this device, from what was measured so far. */
    double expectedSeconds(ModelCard model, long pixels);

    /** Whether {@link #expectedSeconds} stands on a run on this machine, rather than on an estimate. */
    default boolean isMeasured(ModelCard model) {
        return false;
    }

    /** Cancels what runs and frees the device. */
    @Override
    void close();
}
