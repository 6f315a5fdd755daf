package studio.kintsugi.training.restoration;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.Function;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.network.TrainableNetwork;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.models.registry.ImageArchitecture;
import studio.kintsugi.models.registry.TrainableArchitecture;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.training.data.PhotoFolder;
import studio.kintsugi.training.engine.TrainingRecipe;

/** A network learns to undo what degradations do to photos, compared with the photos pixel by pixel. */
public final class PictureTask extends RestorationTask {
    private final PixelLoss loss;

    private PictureTask(TrainingRecipe recipe, Function<NDManager, TrainableNetwork> network, PhotoFolder photos,
            ComputeDevice device) {
        super(recipe, device, network, scale -> new DegradedPhotos(recipe, photos));
        loss = PixelLoss.named(recipe.restoration().loss());
    }

    /** The objective {@code "picture"}. */
    public static PictureTask of(TrainingRecipe recipe, Path data, Architectures architectures, ComputeDevice device)
            throws KintsugiException {
        TrainableArchitecture architecture = architecture(recipe, architectures);
        return new PictureTask(recipe, manager -> architecture.buildForTraining(recipe.hyperParameters(),
                new Parameters(manager, architecture.initialWeights(recipe.hyperParameters(),
                        new SplittableRandom(recipe.seed())))),
                PhotoFolder.read(data, recipe.patches().scales()), device);
    }

    /** Continues training from weights as they ship. */
    public static PictureTask tuning(TrainingRecipe recipe, ImageArchitecture architecture, StateDict weights,
            PhotoFolder photos, ComputeDevice device) {
        return new PictureTask(recipe, manager -> TrainableNetwork.of(
                architecture.build(recipe.hyperParameters(), new Parameters(manager, weights))), photos, device);
    }

    @Override
    NDArray loss(NDArray prediction, NDArray target) {
        return loss.of(prediction, target);
    }
}
