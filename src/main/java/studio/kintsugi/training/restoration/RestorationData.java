package studio.kintsugi.training.restoration;

import ai.djl.ndarray.NDManager;
import java.util.Map;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.training.data.Batch;

/** What networks from picture to picture learn from: batches of inputs and targets, and fixed ones held out. */
interface RestorationData {
    /** Inputs (N, C, H, W) and targets (N, 3, scale · H, scale · W) of a step; the same for the same seed and step. */
    Batch batch(long step);

    /**
     * Mean PSNR in dB of a network's clamped results on the held-out pictures, by validation set.
     *
     * @param manager what each pass makes is freed in a scope below it
     */
    Map<String, Double> validate(ImageNetwork network, NDManager manager);

    /** The same of the inputs themselves; empty where they can't be compared. */
    Map<String, Double> baseline();

    /** The first held-out input. */
    Picture example();

    /** Number of different training pictures, in words. */
    String description();
}
