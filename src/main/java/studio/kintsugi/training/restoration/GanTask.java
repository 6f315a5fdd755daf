package studio.kintsugi.training.restoration;

import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.NetworkFamilies;
import studio.kintsugi.models.errnet.ErrNetLosses;
import studio.kintsugi.models.registry.ImageNetwork;
import studio.kintsugi.models.registry.NetworkFamily;
import studio.kintsugi.models.registry.TrainableNetwork;
import studio.kintsugi.models.repsr.UNetDiscriminator;
import studio.kintsugi.models.vgg.Vgg;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.losses.AdversarialLoss;
import studio.kintsugi.nn.losses.Losses;
import studio.kintsugi.store.Directories;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.training.data.Batch;
import studio.kintsugi.training.data.PhotoFolder;
import studio.kintsugi.training.degradation.Degradations;
import studio.kintsugi.training.engine.Trainable;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.engine.TrainingTask;
import studio.kintsugi.training.features.FeatureModel;

/**
 * Pictures that look right rather than measure right, RepSR's GAN variant (arXiv 2205.05671, section 4.1): pixel loss,
 * perceptual loss and a discriminator. It trains a network as it ships, for whose weights to begin with {@code train
 * --model} names a model that was trained for PSNR.
 */
public final class GanTask implements TrainingTask {
    private final NDManager manager;
    private final ImageNetwork network;
    private final Parameters judge;
    private final Vgg features;
    private final PhotoFolder photos;
    private final BatchSource batches;
    private final Validator validator;
    private final Weights weights;

    /**
     * What each loss counts for.
     *
     * @param width of the discriminator
     */
    private record Weights(double pixel, double perceptual, double adversarial, int width) {
        public static Weights of(JsonObject settings) {
            return new Weights(number(settings, "pixel", 1), number(settings, "perceptual", 1),
                    number(settings, "adversarial", 0.1), (int) number(settings, "width", 32));
        }

        private static double number(JsonObject settings, String name, double otherwise) {
            return settings.has(name) ? settings.get(name).getAsDouble() : otherwise;
        }
    }

    private GanTask(TrainingRecipe recipe, NetworkFamily family, PhotoFolder photos, StateDict vgg,
            ComputeDevice device) {
        manager = device.newManager();
        this.photos = photos;
        weights = Weights.of(recipe.settings());
        SplittableRandom random = new SplittableRandom(recipe.seed());
        network = family.build(recipe.hyperParameters(), new Parameters(manager, fresh(recipe, family, random)));
        judge = new Parameters(manager, UNetDiscriminator.initialWeights(weights.width(), random));
        features = new Vgg(new Parameters(manager, vgg));
        batches = new BatchSource(photos.training(), Degradations.parse(recipe.degradations(), photos.training()), recipe);
        validator = new Validator(photos.validation(), recipe.validation());
    }

    private StateDict fresh(TrainingRecipe recipe, NetworkFamily family, SplittableRandom random) {
        StateDict trained = family.initialWeights(recipe.hyperParameters(), random);
        try (TrainableNetwork whole =
                family.buildForTraining(recipe.hyperParameters(), new Parameters(manager, trained))) {
            return whole.export(trained);
        }
    }

    /** The objective {@code "gan"}. */
    public static TrainingTask of(TrainingRecipe recipe, Path data, ComputeDevice device) throws KintsugiException {
        NetworkFamily family = NetworkFamilies.byId().get(recipe.architecture());
        if (family == null) {
            throw new KintsugiException("The recipe asks for an unknown architecture: " + recipe.architecture() + ".");
        }
        return new GanTask(recipe, family, PhotoFolder.read(data, recipe.scales()),
                FeatureModel.in(new ModelStore(Directories.data().resolve("models"))).weights(), device);
    }

    @Override
    public List<Trainable> turns() {
        return List.of(new Generator(), new Judge());
    }

    private final class Generator implements Trainable {
        @Override
        public Parameters parameters() {
            return network.parameters();
        }

        @Override
        public NDArray loss(List<NDArray> batch) {
            NDArray target = batch.get(1);
            NDArray made = network.forward(batch.get(0));
            NDArray logits = new UNetDiscriminator(judge).frozen().logits(made);
            return times(Losses.l1(made, target), weights.pixel())
                    .add(times(ErrNetLosses.perceptual(features, made, target), weights.perceptual()))
                    .add(times(AdversarialLoss.STANDARD.generator(null, logits), weights.adversarial()));
        }
    }

    private final class Judge implements Trainable {
        @Override
        public Parameters parameters() {
            return judge;
        }

        @Override
        public Set<String> buffers() {
            return UNetDiscriminator.buffers(judge);
        }

        @Override
        public NDArray loss(List<NDArray> batch) {
            NDArray made = network.forward(batch.get(0)).stopGradient();
            UNetDiscriminator discriminator = new UNetDiscriminator(judge);
            return AdversarialLoss.STANDARD.discriminator(discriminator.logits(batch.get(1)),
                    discriminator.logits(made));
        }
    }

    @Override
    public Batch batch(long step) {
        return batches.batch(step);
    }

    @Override
    public Map<String, Double> validate() {
        return validator.psnr(network, manager);
    }

    @Override
    public Map<String, Double> baseline() {
        return validator.psnrOfInput();
    }

    @Override
    public String trainedOn() {
        return photos.names() + " photographs";
    }

    @Override
    public int scale() {
        return network.scale();
    }

    @Override
    public int sizeMultiple() {
        return network.sizeMultiple();
    }

    @Override
    public int context() {
        return network.context();
    }

    @Override
    public void close() {
        network.close();
        judge.close();
        manager.close();
    }
}
