package studio.kintsugi.models.clip;

import static studio.kintsugi.nn.Functional.conv2d;
import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.nn.Initializer;
import studio.kintsugi.nn.Parameters;

/**
 * A picture-text model small enough to ship: CLIP's objective (arXiv 2103.00020, section 2.3) with convolutions in
 * place of its image tower and a bag of words in place of its transformer. Both towers end on the unit sphere.
 */
public final class CompactClip {
    /** Side of the pictures in pixels. */
    public static final int SIDE = 64;

    private static final String EMBEDDING = "token_embedding.weight";
    private static final float EPS = 1e-5f;
    private static final float KEEP = 0.95f;
    private static final List<Layer> LAYERS = List.of(new Layer(3, 32, 2), new Layer(32, 64, 2), new Layer(64, 128, 1),
            new Layer(128, 192, 2), new Layer(192, 192, 1), new Layer(192, 256, 2), new Layer(256, 256, 1));

    private final Parameters p;

    /** {@code p} stays its owner's. */
    public CompactClip(Parameters p) {
        this.p = p;
    }

    private record Layer(int in, int out, int stride) {}

    /**
     * Weights to begin with.
     *
     * @param words number of words
     * @param width of the embedding that pictures and texts share
     */
    public static StateDict initialWeights(int words, int width, SplittableRandom random) {
        Initializer init = new Initializer(random);
        for (int i = 0; i < LAYERS.size(); i++) {
            Layer l = LAYERS.get(i);
            // the bound of He et al. for units that let half through
            init.uniform("visual.conv" + i + ".weight", Math.sqrt(6.0 / (l.in() * 9)), l.out(), l.in(), 3, 3)
                    .batchNorm("visual.norm" + i, l.out());
        }
        int features = 2 * LAYERS.getLast().out();
        return init.uniform("visual.proj", 1 / Math.sqrt(features), features, width)
                .uniform(EMBEDDING, Math.sqrt(3.0), words, width)
                .constant("text.norm.weight", 1, width).constant("text.norm.bias", 0, width)
                .uniform("text.hidden.weight", Math.sqrt(6.0 / width), width, 2 * width)
                .constant("text.hidden.bias", 0, 2 * width)
                .uniform("text.out.weight", 0.3 / Math.sqrt(2.0 * width), 2 * width, width)
                .constant("logit_scale", (float) Math.log(1 / 0.07), 1).weights();
    }

    /**
     * Weights for other words: each word that both know keeps its row of the embedding.
     *
     * @param known the words of {@code weights}
     * @param fresh weights for {@code words}, whose rows the others take
     * @throws IllegalArgumentException where {@code weights} have no embedding of the known words
     */
    public static StateDict reworded(StateDict weights, Vocabulary known, StateDict fresh, Vocabulary words) {
        float[] from = weights.get(EMBEDDING).toFloats();
        TensorData to = fresh.get(EMBEDDING);
        int width = (int) to.shape()[1];
        if (from.length != known.size() * width) {
            throw new IllegalArgumentException(EMBEDDING + " is not of " + known.size() + " words");
        }
        float[] rows = to.toFloats();
        for (int i = 0; i < words.size(); i++) {
            int row = known.known().indexOf(words.known().get(i));
            if (row >= 0) {
                System.arraycopy(from, row * width, rows, i * width, width);
            }
        }
        Map<String, TensorData> out = new LinkedHashMap<>(weights.tensors());
        out.put(EMBEDDING, TensorData.ofFloats(rows, words.size(), width));
        return new StateDict(out);
    }

    /** Names of the running statistics. */
    public Set<String> buffers() {
        return p.names().stream().filter(n -> n.contains(".running_")).collect(Collectors.toSet());
    }

    /**
     * Where pictures lie.
     *
     * @param pictures (N, 3, 64, 64), sRGB 0–1
     * @param training whether to normalise by this batch's statistics, or by the running ones
     * @return (N, width), of length 1
     */
    public NDArray pictures(NDArray pictures, boolean training) {
        NDArray x = times(pictures, 2).sub(1);
        for (int i = 0; i < LAYERS.size(); i++) {
            Layer l = LAYERS.get(i);
            String norm = "visual.norm" + i;
            NDArray y = conv2d(x, p.get("visual.conv" + i + ".weight"), null, l.stride(), 1, 1);
            y = BatchNorm.batchNorm(y, p.get(norm + ".running_mean"), p.get(norm + ".running_var"),
                    p.get(norm + ".weight"), p.get(norm + ".bias"), 1, KEEP, EPS, training).singletonOrThrow();
            y = y.getNDArrayInternal().gelu();
            x = l.in() == l.out() ? x.add(y) : y;
        }
        Shape s = x.getShape();
        NDArray cells = x.reshape(s.get(0), s.get(1), s.get(2) * s.get(3));
        NDArray features = NDArrays.concat(new NDList(cells.mean(new int[] {2}), cells.max(new int[] {2})), 1);
        return normalized(features.matMul(p.get("visual.proj")));
    }

    /**
     * Where sentences lie.
     *
     * @param bags (N, words), see {@link Vocabulary#bags}
     * @return (N, width), of length 1
     */
    public NDArray texts(NDArray bags) {
        NDArray sum = bags.matMul(p.get(EMBEDDING));
        NDArray norm = p.get("text.norm.weight");
        NDArray x = LayerNorm.layerNorm(sum, norm.getShape(), norm, p.get("text.norm.bias"), EPS).singletonOrThrow();
        NDArray hidden = x.matMul(p.get("text.hidden.weight")).add(p.get("text.hidden.bias"))
                .getNDArrayInternal().gelu();
        return normalized(x.add(hidden.matMul(p.get("text.out.weight"))));
    }

    /** Cosines times the learnt inverse temperature: (pictures, texts). */
    public NDArray logits(NDArray pictures, NDArray texts) {
        NDArray one = pictures.getManager().ones(new Shape(1));
        NDArray scale = one.mul(p.get("logit_scale")).exp().minimum(times(one, 100));
        return pictures.matMul(texts.transpose()).mul(scale);
    }

    private static NDArray normalized(NDArray x) {
        return x.div(x.square().sum(new int[] {1}, true).add(1e-8f).sqrt());
    }
}
