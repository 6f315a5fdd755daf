package studio.kintsugi.training.restoration;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import studio.kintsugi.training.data.Batch;
import studio.kintsugi.training.data.Patch;
import studio.kintsugi.training.data.PhotoSet;
import studio.kintsugi.training.degradation.Degradation;
import studio.kintsugi.training.degradation.ToneAugmentation;
import studio.kintsugi.training.engine.TrainingRecipe;

/** Makes the batch of a step from photos; the same batch for the same seed and step. */
public final class BatchSource {
    private final PhotoSet photos;
    private final Degradation degradation;
    private final TrainingRecipe recipe;

    public BatchSource(PhotoSet photos, Degradation degradation, TrainingRecipe recipe) {
        this.photos = photos.atLeast(recipe.patches().side() + 2 * degradation.margin());
        this.degradation = degradation;
        this.recipe = recipe;
    }

    public Batch batch(long step) {
        RandomGenerator random = recipe.random(step);
        int margin = degradation.margin();
        List<Patch> inputs = new ArrayList<>();
        List<Patch> targets = new ArrayList<>();
        for (int i = 0; i < recipe.optimization().batch(); i++) {
            Patch clean = clean(recipe.patches().side() + 2 * margin, random);
            targets.add(clean.inner(margin));
            inputs.add(degradation.apply(clean.copy(), random).inner(margin / degradation.scale()));
        }
        return Batch.of(inputs, targets);
    }

    private Patch clean(int side, RandomGenerator random) {
        Patch patch = recipe.patches().evenly() ? photos.anywhere(side, random) : photos.draw(side, random);
        return recipe.patches().tones() ? ToneAugmentation.change(patch, random) : patch;
    }
}
