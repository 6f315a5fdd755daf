package studio.kintsugi.service.restoration;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.store.ModelCard;

/** What the window and the command line ask for work. Thread-safe; every call returns at once. */
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
     * Queues a step on the worker of the service's device. {@link RunOptions#view()} is mended first.
     * The job's result is at full strength; blending by strength is {@link Blend}'s, and costs no second run.
     */
    Job run(Picture input, Step step, RunOptions options, JobListener listener);

    /**
     * A step's result at full strength as rows that are made when they are read, for pictures too large to be held.
     * Returns when the model is loaded.
     *
     * @param tile side of a tile in input pixels, or 0 to let the memory budget decide
     * @param progress heard on the worker's thread after each band
     * @throws KintsugiException where the model can't be run
     */
    StreamedPicture stream(Picture input, Step step, int tile, Consumer<Progress> progress) throws KintsugiException;

    /**
     * Loads the engine and a model in the background, so that the first job need not wait for them. Whatever fails is
     * left for that job to say.
     */
    default void warmUp(String model) {}

    /** Jobs that wait or run, in the order they will be done. */
    List<Job> jobs();

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
