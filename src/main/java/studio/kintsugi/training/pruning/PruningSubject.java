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

/** What pruning must know of a kind of networks: how to build and run one, and its training data. */
public interface PruningSubject extends AutoCloseable {
    /** A network of the kind, round parameters that exist and that it owns. */
    Network network(HyperParameters hyperParameters, Parameters parameters);

    /** A network that is run, timed or pruned. */
    interface Network extends AutoCloseable {
        /**
         * The difference between result and input.
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
    Map<String, Double> psnr(Network candidate, NDManager manager);

    /** The same of the inputs themselves. */
    Map<String, Double> psnrOfInput();

    /** One of the validation inputs. */
    Picture example();

    /** A network's result on {@link #example()}. */
    Picture resultOnExample(Network candidate, NDManager manager);

    /**
     * Continues to train a network on the subject.
     *
     * @param recipe with the network's hyper-parameters
     * @param weights as they ship
     */
    TrainingTask tuning(TrainingRecipe recipe, StateDict weights) throws KintsugiException;

    @Override
    default void close() {}
}
