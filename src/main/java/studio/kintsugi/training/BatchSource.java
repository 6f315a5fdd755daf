package studio.kintsugi.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Makes the batch of a step from photos; the same batch for the same seed and step. */
final class BatchSource {
    private final PhotoSet photos;
    private final Degradation degradation;
    private final TrainingRecipe recipe;

    BatchSource(PhotoSet photos, Degradation degradation, TrainingRecipe recipe) {
        this.photos = photos.atLeast(recipe.patch() + 2 * degradation.margin());
        this.degradation = degradation;
        this.recipe = recipe;
    }

    Batch batch(long step) {
        SplittableRandom random = new SplittableRandom(recipe.seed() * 0x9E3779B97F4A7C15L + step);
        int margin = degradation.margin();
        List<Patch> inputs = new ArrayList<>();
        List<Patch> targets = new ArrayList<>();
        for (int i = 0; i < recipe.batch(); i++) {
            Patch clean = clean(recipe.patch() + 2 * margin, random);
            targets.add(clean.inner(margin));
            inputs.add(degradation.apply(clean.copy(), random).inner(margin / degradation.scale()));
        }
        return Batch.of(inputs, targets);
    }

    private Patch clean(int side, RandomGenerator random) {
        Patch patch = recipe.is("evenly") ? photos.anywhere(side, random) : photos.draw(side, random);
        return recipe.is("tones") ? Tones.change(patch, random) : patch;
    }
}
