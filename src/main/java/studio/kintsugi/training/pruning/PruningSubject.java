package studio.kintsugi.training.pruning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.training.data.Batch;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.engine.TrainingTask;

/** What a kind of networks does and learns from, as far as pruning must know. */
public interface PruningSubject extends AutoCloseable {
    /** A network of the kind, round parameters that exist and that it owns. */
    Pupil pupil(HyperParameters hyperParameters, Parameters parameters);

    /** A network at work. */
    interface Pupil extends AutoCloseable {
        /**
         * What it changes in the pictures it is given.
         *
         * @param batch the parts of a {@link Batch} of this subject
         * @return (N, 3, H, W)
         */
        NDArray changes(List<NDArray> batch);

        /** Output pixels per input pixel along one side. */
        int scale();

        /** Bytes of working memory for each pixel of input, roughly. */
        int bytesPerPixel();

        /** One pass over a square of that side, to be timed; the first may take longer. */
        void pass(int side, NDManager scope);

        @Override
        void close();
    }

    /** As {@link TrainingTask#batch}, to find masks by. */
    Batch batch(long step);

    /** Figures of a network, dB by name. */
    Map<String, Double> psnr(Pupil pupil, NDManager manager);

    /** The same of doing nothing. */
    Map<String, Double> psnrOfInput();

    /** One of the pictures that networks are judged by, as they get it. */
    Picture example();

    /** What a network makes of {@link #example()}. */
    Picture made(Pupil pupil, NDManager manager);

    /**
     * Goes on training a network on the subject.
     *
     * @param recipe with the network's hyper-parameters
     * @param weights as they ship
     */
    TrainingTask tuning(TrainingRecipe recipe, StateDict weights) throws KintsugiException;

    @Override
    default void close() {}
}
