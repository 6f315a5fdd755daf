package studio.kintsugi.models.shape;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.SplittableRandom;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.models.clip.Vocabulary;
import studio.kintsugi.models.network.ShapeModel;
import studio.kintsugi.nn.Parameters;

/** A trained {@link ShapePrior} with its words. */
public final class ShapePriorModel implements ShapeModel {
    /** Places judged at once: a slice of memory, not of quality. */
    private static final int AT_ONCE = 16_384;
    /** Occupancies near the surface are unsure, which would be seen as fog. */
    private static final float SHARPNESS = 2;
    /** Logits beyond these say nothing more, and a field could hardly leave them again. */
    private static final float EMPTY = -9;
    private static final float SOLID = 2.5f;
    private static final float BRIGHT = 4;
    private static final double STRETCH = 0.08;

    private final Vocabulary words;
    private final Parameters parameters;
    private final ShapePrior prior;

    ShapePriorModel(NDManager parent, HyperParameters hyper, StateDict weights) {
        words = new Vocabulary(hyper.texts("words"));
        parameters = new Parameters(parent, weights);
        prior = new ShapePrior(parameters);
    }

    @Override
    public VoxelField field(String sentence, int side, long seed) {
        int places = side * side * side;
        float[] raw = new float[4 * places];
        SplittableRandom random = new SplittableRandom(seed);
        float[] stretch = new float[3];
        for (int a = 0; a < 3; a++) {
            stretch[a] = (float) random.nextDouble(1 - STRETCH, 1 + STRETCH);
        }
        try (NDManager scope = parameters.manager().newSubManager()) {
            NDArray code = prior.codes(scope.create(words.bags(List.of(sentence)), new Shape(1, words.size())));
            for (int from = 0; from < places; from += AT_ONCE) {
                int count = Math.min(AT_ONCE, places - from);
                try (NDManager inner = scope.newSubManager()) {
                    NDArray at = inner.create(corners(from, count, side, stretch), new Shape(1, count, 3));
                    code.attach(inner);
                    System.arraycopy(prior.matter(code, at).toFloatArray(), 0, raw, 4 * from, 4 * count);
                    code.attach(scope);
                }
            }
        }
        for (int i = 0; i < raw.length; i += 4) {
            raw[i] = Math.clamp(SHARPNESS * raw[i], EMPTY, SOLID);
            for (int c = 1; c < 4; c++) {
                raw[i + c] = Math.clamp(raw[i + c], -BRIGHT, BRIGHT);
            }
        }
        return VoxelField.of(raw);
    }

    private static float[] corners(int from, int count, int side, float[] stretch) {
        float[] out = new float[3 * count];
        float step = 2 * VoxelField.RADIUS / (side - 1);
        for (int i = 0; i < count; i++) {
            int corner = from + i;
            out[3 * i] = stretch[0] * (corner % side * step - VoxelField.RADIUS);
            out[3 * i + 1] = stretch[1] * (corner / side % side * step - VoxelField.RADIUS);
            out[3 * i + 2] = stretch[2] * (corner / (side * side) * step - VoxelField.RADIUS);
        }
        return out;
    }

    @Override
    public void close() {
        parameters.close();
    }
}
