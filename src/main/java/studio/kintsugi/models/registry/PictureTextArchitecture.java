package studio.kintsugi.models.registry;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.network.PictureTextModel;

/** Networks that put pictures and sentences into one space. */
public interface PictureTextArchitecture extends Architecture {
    /**
     * A model round stored weights.
     *
     * @param parent owns the tensors
     * @param files those of {@link #filesBeside()} that were stored with the weights
     * @throws IllegalArgumentException where hyper-parameters are missing or of the wrong kind
     * @throws IOException where one of the files can't be read
     */
    PictureTextModel load(NDManager parent, HyperParameters hyperParameters, StateDict weights, List<Path> files)
            throws IOException;

    /**
     * Multiplications that a picture takes in the image tower; empty where they are so few that rendering takes longer.
     *
     * @throws IllegalArgumentException where hyper-parameters are missing or of the wrong kind
     */
    default OptionalLong products(HyperParameters hyperParameters) {
        return OptionalLong.empty();
    }
}
