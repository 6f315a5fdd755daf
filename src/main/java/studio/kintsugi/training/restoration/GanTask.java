package studio.kintsugi.training.restoration;

import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.errnet.ErrNetLosses;
import studio.kintsugi.models.network.TrainableNetwork;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.models.registry.TrainableArchitecture;
import studio.kintsugi.models.repsr.UNetDiscriminator;
import studio.kintsugi.models.vgg.Vgg;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.losses.AdversarialLoss;
import studio.kintsugi.nn.losses.Losses;
import studio.kintsugi.store.Directories;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.training.data.PhotoFolder;
import studio.kintsugi.training.engine.TaskSettings;
import studio.kintsugi.training.engine.Trainable;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.engine.TrainingTask;
import studio.kintsugi.training.features.FeatureModel;

/**
 * Pictures that look right rather than measure right, RepSR's GAN variant (arXiv 2205.05671, section 4.1): pixel loss,
 * perceptual loss and a discriminator. It trains a network as it ships; {@code train --model} names the model to start
 * from, one that was trained for PSNR.
 */
public final class GanTask extends RestorationTask {
    private final Parameters discriminator;
    private final Vgg features;
    private final Weights weights;

    /**
     * How much each loss counts.
     *
     * @param width of the discriminator
     */
    private record Weights(double pixel, double perceptual, double adversarial, int width) {
        static Weights of(TaskSettings settings) {
            return new Weights(settings.number("pixel", 1), settings.number("perceptual", 1),
                    settings.number("adversarial", 0.1), (int) settings.number("width", 32));
        }
    }

    private GanTask(TrainingRecipe recipe, TrainableArchitecture architecture, PhotoFolder photos, StateDict vgg,
            SplittableRandom random, ComputeDevice device) {
        super(recipe, device, manager -> TrainableNetwork.of(architecture.build(recipe.hyperParameters(),
                new Parameters(manager, fresh(recipe, architecture, random, manager)))),
                scale -> new DegradedPhotos(recipe, photos));
        weights = Weights.of(recipe.settings());
        discriminator = new Parameters(manager(), UNetDiscriminator.initialWeights(weights.width(), random));
        features = new Vgg(new Parameters(manager(), vgg));
    }

    private static StateDict fresh(TrainingRecipe recipe, TrainableArchitecture architecture, SplittableRandom random,
            NDManager manager) {
        StateDict trained = architecture.initialWeights(recipe.hyperParameters(), random);
        try (TrainableNetwork whole =
                architecture.buildForTraining(recipe.hyperParameters(), new Parameters(manager, trained))) {
            return whole.export(trained);
        }
    }

    /** The objective {@code "gan"}. */
    public static TrainingTask of(TrainingRecipe recipe, Path data, Architectures architectures, ComputeDevice device)
            throws KintsugiException {
        return new GanTask(recipe, architecture(recipe, architectures),
                PhotoFolder.read(data, recipe.patches().scales()),
                FeatureModel.in(new ModelStore(Directories.data().resolve("models")), architectures).weights(),
                new SplittableRandom(recipe.seed()), device);
    }

    @Override
    public List<Trainable> trainables() {
        return List.of(restorer(), new Discriminator());
    }

    @Override
    NDArray loss(NDArray prediction, NDArray target) {
        NDArray logits = new UNetDiscriminator(discriminator).frozen().logits(prediction);
        return times(Losses.l1(prediction, target), weights.pixel())
                .add(times(ErrNetLosses.perceptual(features, prediction, target), weights.perceptual()))
                .add(times(AdversarialLoss.STANDARD.generator(null, logits), weights.adversarial()));
    }

    /** Learns to tell the network's pictures from photos, after the network in each step. */
    private final class Discriminator implements Trainable {
        @Override
        public Parameters parameters() {
            return discriminator;
        }

        @Override
        public Set<String> buffers() {
            return UNetDiscriminator.buffers(discriminator);
        }

        @Override
        public NDArray loss(List<NDArray> batch) {
            NDArray fake = network().forward(batch.get(0)).stopGradient();
            UNetDiscriminator network = new UNetDiscriminator(discriminator);
            return AdversarialLoss.STANDARD.discriminator(network.logits(batch.get(1)), network.logits(fake));
        }
    }
}
