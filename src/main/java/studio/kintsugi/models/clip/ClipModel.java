package studio.kintsugi.models.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.network.PictureTextModel;
import studio.kintsugi.nn.Parameters;

/** OpenAI's CLIP with its tokenizer. Pictures are rendered smaller than it wants them, and enlarged. */
public final class ClipModel implements PictureTextModel {
    private static final int MOST_RENDERED = 112;

    private final Parameters parameters;
    private final Clip clip;
    private final ClipTokenizer tokenizer;
    private final int side;

    /**
     * From a stored model.
     *
     * @param weights by OpenAI's names or Hugging Face's
     * @param tokenizer closed with this
     */
    public ClipModel(NDManager parent, ClipConfig config, StateDict weights, ClipTokenizer tokenizer) {
        parameters = new Parameters(parent,
                HuggingFaceNames.areIn(weights) ? HuggingFaceNames.official(weights) : weights);
        clip = new Clip(config, parameters);
        side = Math.min(MOST_RENDERED, config.resolution());
        this.tokenizer = tokenizer;
    }

    @Override
    public int side() {
        return side;
    }

    @Override
    public NDArray pictures(NDArray pictures) {
        int wanted = clip.config().resolution();
        NDArray x = pictures;
        if (wanted != side) {
            NDArray enlarge = pictures.getManager().create(bilinear(side, wanted), new Shape(wanted, side));
            x = enlarge.matMul(x).matMul(enlarge.transpose());
        }
        return Clip.unit(clip.pictures(Clip.normalized(x)));
    }

    @Override
    public NDArray text(NDManager scope, String sentence) {
        int length = clip.config().context();
        return Clip.unit(clip.texts(scope.create(tokenizer.tokens(sentence, length), new Shape(1, length))));
    }

    @Override
    public boolean reads(String sentence) {
        return !sentence.isBlank();
    }

    @Override
    public NDManager manager() {
        return parameters.manager();
    }

    /** The matrix that enlarges a column linearly between pixel middles: (to, from). */
    private static float[] bilinear(int from, int to) {
        float[] out = new float[to * from];
        for (int i = 0; i < to; i++) {
            float at = Math.clamp((i + 0.5f) * from / to - 0.5f, 0f, from - 1f);
            int low = Math.min((int) at, from - 2);
            out[i * from + low] += 1 - (at - low);
            out[i * from + low + 1] += at - low;
        }
        return out;
    }

    @Override
    public void close() {
        parameters.close();
        tokenizer.close();
    }
}
