package studio.kintsugi.models.clip;

import static studio.kintsugi.nn.Functional.conv2d;
import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import studio.kintsugi.nn.Parameters;

/** OpenAI's CLIP, with the names of its own weights. Both towers' results are not yet of length 1. */
public final class Clip {
    private static final float[] MEAN = {0.48145466f, 0.4578275f, 0.40821073f};
    private static final float[] DEVIATION = {0.26862954f, 0.26130258f, 0.27577711f};

    private final ClipConfig config;
    private final Parameters p;

    /** {@code p} stays its owner's. */
    public Clip(ClipConfig config, Parameters p) {
        this.config = config;
        this.p = p;
    }

    public ClipConfig config() {
        return config;
    }

    /**
     * Pictures as the image tower wants them.
     *
     * @param pictures (N, 3, S, S), sRGB 0–1
     */
    public static NDArray normalized(NDArray pictures) {
        NDManager scope = pictures.getManager();
        Shape channels = new Shape(1, 3, 1, 1);
        return pictures.sub(scope.create(MEAN, channels)).div(scope.create(DEVIATION, channels));
    }

    /**
     * The image tower.
     *
     * @param pictures (N, 3, S, S), {@link #normalized}, S as {@link ClipConfig#resolution()}
     * @return (N, embedding)
     */
    public NDArray pictures(NDArray pictures) {
        if (config.residual()) {
            return ResNet.forward(pictures, p, config.visionLayers(), config.visionHeads());
        }
        NDArray patches = conv2d(pictures, p.get("visual.conv1.weight"), null, config.patch(), 0, 1);
        Shape s = patches.getShape();
        NDArray x = patches.reshape(s.get(0), s.get(1), s.get(2) * s.get(3)).transpose(0, 2, 1);
        NDArray begin = pictures.getManager().zeros(new Shape(s.get(0), 1, s.get(1)))
                .add(p.get("visual.class_embedding"));
        x = NDArrays.concat(new NDList(begin, x), 1).add(p.get("visual.positional_embedding"));
        x = Transformer.blocks(Transformer.norm(x, p, "visual.ln_pre"), p, "visual.transformer.resblocks.",
                config.visionLayers().getFirst(), config.visionHeads(), null);
        return Transformer.norm(x.get(":,0"), p, "visual.ln_post").matMul(p.get("visual.proj"));
    }

    /**
     * The text tower. A text ends at its largest token.
     *
     * @param tokens (N, {@link ClipConfig#context()}), int64
     * @return (N, embedding)
     */
    public NDArray texts(NDArray tokens) {
        NDArray x = Embedding.embedding(tokens, p.get("token_embedding.weight"), SparseFormat.DENSE)
                .singletonOrThrow().add(p.get("positional_embedding"));
        x = Transformer.blocks(x, p, "transformer.resblocks.", config.textLayers(), config.textHeads(),
                causalMask(tokens.getManager()));
        x = Transformer.norm(x, p, "ln_final");
        long[] ends = tokens.argMax(1).toLongArray();
        NDList out = new NDList();
        for (int i = 0; i < ends.length; i++) {
            out.add(x.get("{},{}", i, ends[i]));
        }
        return NDArrays.stack(out).matMul(p.get("text_projection"));
    }

    /** Cosines times the learnt inverse temperature: (pictures, texts). */
    public NDArray logits(NDArray pictures, NDArray texts) {
        double scale = Math.exp(p.get("logit_scale").toFloatArray()[0]);
        return times(unit(pictures), scale).matMul(unit(texts).transpose());
    }

    /** Rows of length 1. */
    public static NDArray unit(NDArray x) {
        return x.div(x.square().sum(new int[] {1}, true).sqrt());
    }

    private NDArray causalMask(NDManager scope) {
        int n = config.context();
        float[] mask = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                mask[i * n + j] = Float.NEGATIVE_INFINITY;
            }
        }
        return scope.create(mask, new Shape(n, n));
    }
}
