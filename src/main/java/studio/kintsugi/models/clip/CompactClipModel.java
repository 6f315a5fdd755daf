package studio.kintsugi.models.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.network.PictureTextModel;
import studio.kintsugi.nn.Parameters;

/** A trained {@link CompactClip} with its words. */
public final class CompactClipModel implements PictureTextModel {
    private final Vocabulary words;
    private final Parameters parameters;
    private final CompactClip clip;

    /**
     * From a stored model.
     *
     * @param hyper of the model's card, with its {@code words}
     * @throws IllegalArgumentException where these are missing
     */
    public CompactClipModel(NDManager parent, HyperParameters hyper, StateDict weights) {
        words = new Vocabulary(hyper.texts("words"));
        parameters = new Parameters(parent, weights);
        clip = new CompactClip(parameters);
    }

    @Override
    public int side() {
        return CompactClip.SIDE;
    }

    @Override
    public NDArray pictures(NDArray pictures) {
        return clip.pictures(pictures, false);
    }

    @Override
    public NDArray text(NDManager scope, String sentence) {
        return clip.texts(scope.create(words.bags(List.of(sentence)), new Shape(1, words.size())));
    }

    @Override
    public boolean reads(String sentence) {
        return !words.read(sentence).indices().isEmpty();
    }

    @Override
    public NDManager manager() {
        return parameters.manager();
    }

    @Override
    public void close() {
        parameters.close();
    }
}
