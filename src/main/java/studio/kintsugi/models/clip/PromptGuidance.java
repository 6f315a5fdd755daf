package studio.kintsugi.models.clip;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import studio.kintsugi.compute.TensorMemory;
import studio.kintsugi.models.dreamfields.Guidance;
import studio.kintsugi.models.network.PictureTextModel;

/**
 * Judges pictures by their cosine with a prompt; a negative prompt counts against them by a third.
 */
public final class PromptGuidance implements Guidance {
    private static final float AGAINST = 1 / 3f;

    private final PictureTextModel model;
    private final NDManager manager;
    private final float[] prompt;
    private final float[] wanted;

    /**
     * @param model closed by its owner, after this
     * @param negative what shall not be seen, or blank
     */
    public PromptGuidance(PictureTextModel model, String prompt, String negative) {
        this.model = model;
        manager = model.manager().newSubManager();
        try (NDManager scope = manager.newSubManager()) {
            this.prompt = model.text(scope, prompt).toFloatArray();
            wanted = this.prompt.clone();
            if (!negative.isBlank() && model.reads(negative)) {
                float[] against = model.text(scope, negative).toFloatArray();
                for (int i = 0; i < wanted.length; i++) {
                    wanted[i] -= AGAINST * against[i];
                }
            }
        }
    }

    @Override
    public int side() {
        return model.side();
    }

    @Override
    public Judgment judge(float[] pictures, int count) {
        try (NDManager scope = manager.newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray x = TensorMemory.copyOf(pictures, new Shape(count, 3, side(), side()), scope);
            x.setRequiresGradient(true);
            NDArray features = model.pictures(x);
            NDArray towards = scope.create(wanted, new Shape(wanted.length, 1));
            NDArray loss = features.matMul(towards).mean().neg();
            collector.backward(loss);
            float[] cosines = features.matMul(scope.create(prompt, new Shape(prompt.length, 1))).toFloatArray();
            double[] out = new double[count];
            for (int i = 0; i < count; i++) {
                out[i] = cosines[i];
            }
            try (NDArray gradient = x.getGradient()) {
                return new Judgment(loss.getFloat(), gradient.toFloatArray(), out);
            }
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
