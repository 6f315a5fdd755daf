package studio.kintsugi.training.restoration;

import ai.djl.ndarray.NDArray;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.network.TrainableNetwork;
import studio.kintsugi.models.registry.ImageArchitecture;
import studio.kintsugi.models.vgg.Vgg;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.training.data.PairFolder;
import studio.kintsugi.training.engine.TrainingRecipe;

/**
 * A network continues to learn from pairs of pictures, which may not line up (ERRNet, arXiv 1904.00637, section 3.3).
 */
public final class PairTask extends RestorationTask {
    public static final String FIGURE = "PSNR, held-out pairs";
    /** How far a hand moves a camera between two pictures, at most, in input pixels. */
    static final int MOST_SHIFT = 12;

    private final PairLoss loss;
    private final Vgg features;

    /**
     * @param recipe gives seed, batch and patch
     * @param weights as they ship
     * @param vgg of the network that losses take features from; null for a loss without
     */
    public PairTask(TrainingRecipe recipe, ImageArchitecture architecture, StateDict weights, PairFolder pairs,
            PairLoss loss, StateDict vgg, ComputeDevice device) {
        super(recipe, device,
                manager -> TrainableNetwork.of(
                        architecture.build(recipe.hyperParameters(), new Parameters(manager, weights))),
                scale -> new PairData(recipe, pairs, scale));
        this.loss = loss;
        features = vgg == null ? null : new Vgg(new Parameters(manager(), vgg));
    }

    @Override
    NDArray loss(NDArray prediction, NDArray target) {
        return loss.of(features, prediction, target);
    }
}
