package studio.kintsugi.training.restoration;

import ai.djl.ndarray.NDManager;
import java.util.Map;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.training.data.Batch;
import studio.kintsugi.training.data.PhotoFolder;
import studio.kintsugi.training.degradation.Degradations;
import studio.kintsugi.training.engine.TrainingRecipe;

/** Photos and what a recipe's {@link studio.kintsugi.training.degradation.Degradation}s make of them. */
public final class DegradedPhotos implements RestorationData {
    private final PhotoFolder photos;
    private final BatchSource batches;
    private final Validator validator;

    /**
     * @throws IllegalArgumentException where the recipe's degradations can't be used; says why
     */
    public DegradedPhotos(TrainingRecipe recipe, PhotoFolder photos) {
        if (recipe.restoration().degradations() == null) {
            throw new IllegalArgumentException("\"degradations\" are missing");
        }
        this.photos = photos;
        batches = new BatchSource(photos.training(),
                Degradations.parse(recipe.restoration().degradations(), photos.training()), recipe);
        validator = new Validator(photos.validation(), recipe.restoration().validation());
    }

    @Override
    public Batch batch(long step) {
        return batches.batch(step);
    }

    @Override
    public Map<String, Double> validate(ImageNetwork network, NDManager manager) {
        return validator.psnr(network, manager);
    }

    @Override
    public Map<String, Double> baseline() {
        return validator.psnrOfInput();
    }

    @Override
    public String description() {
        return photos.names() + " photographs";
    }

    @Override
    public Picture example() {
        return validator.example();
    }

    /** A network's result on {@link #example()}. */
    public Picture restoredExample(ImageNetwork network, NDManager manager) {
        return validator.restoredExample(network, manager);
    }
}
