package studio.kintsugi.training.restoration;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.NetworkFamilies;
import studio.kintsugi.models.registry.NetworkFamily;
import studio.kintsugi.models.registry.TrainableNetwork;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.losses.Losses;
import studio.kintsugi.training.data.Batch;
import studio.kintsugi.training.data.PhotoFolder;
import studio.kintsugi.training.degradation.Degradations;
import studio.kintsugi.training.engine.Trainable;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.engine.TrainingTask;

/** A network from picture to picture learns to undo what {@link studio.kintsugi.training.degradation.Degradation}s do to photos. */
public final class PictureTask implements TrainingTask {
    private final NDManager manager;
    private final TrainableNetwork network;
    private final BatchSource batches;
    private final Validator validator;
    private final PixelLoss loss;
    private final PhotoFolder photos;

    private PictureTask(TrainingRecipe recipe, Function<NDManager, TrainableNetwork> network, PhotoFolder photos,
            ComputeDevice device) {
        manager = device.newManager();
        this.photos = photos;
        this.loss = PixelLoss.named(recipe.loss());
        this.network = network.apply(manager);
        batches = new BatchSource(photos.training(), Degradations.parse(recipe.degradations(), photos.training()), recipe);
        validator = new Validator(photos.validation(), recipe.validation());
    }

    /** The objective {@code "picture"}. */
    public static PictureTask of(TrainingRecipe recipe, Path data, ComputeDevice device) throws KintsugiException {
        NetworkFamily family = NetworkFamilies.byId().get(recipe.architecture());
        if (family == null) {
            throw new KintsugiException("The recipe asks for an unknown architecture: " + recipe.architecture() + ".");
        }
        if (recipe.degradations() == null) {
            throw new KintsugiException("The recipe \"" + recipe.id() + "\" lacks \"degradations\".");
        }
        return new PictureTask(recipe, manager -> family.buildForTraining(recipe.hyperParameters(),
                new Parameters(manager, family.initialWeights(recipe.hyperParameters(),
                        new SplittableRandom(recipe.seed())))), PhotoFolder.read(data, recipe.scales()), device);
    }

    /** Goes on from weights as they ship. */
    public static PictureTask tuning(TrainingRecipe recipe, NetworkFamily family, StateDict weights, PhotoFolder photos,
            ComputeDevice device) {
        return new PictureTask(recipe, manager -> TrainableNetwork.of(
                family.build(recipe.hyperParameters(), new Parameters(manager, weights))), photos, device);
    }

    /** How a result is compared with its target. */
    private enum PixelLoss {
        PSNR {
            @Override
            NDArray of(NDArray prediction, NDArray target) {
                return Losses.negativePsnr(prediction, target);
            }
        },
        /** Hardly minds errors better than 38 dB. */
        CAPPED_PSNR {
            private static final float FLOOR = 1.5e-4f;

            @Override
            NDArray of(NDArray prediction, NDArray target) {
                return Losses.negativePsnr(prediction, target, FLOOR);
            }
        },
        L1 {
            @Override
            NDArray of(NDArray prediction, NDArray target) {
                return Losses.l1(prediction, target);
            }
        };

        abstract NDArray of(NDArray prediction, NDArray target);

        static PixelLoss named(String name) {
            for (PixelLoss l : values()) {
                if (l.name().equalsIgnoreCase(name)) {
                    return l;
                }
            }
            throw new IllegalArgumentException("unknown loss: " + name);
        }
    }

    @Override
    public List<Trainable> turns() {
        return List.of(new Trainable() {
            @Override
            public Parameters parameters() {
                return network.parameters();
            }

            @Override
            public Set<String> buffers() {
                return network.buffers();
            }

            @Override
            public NDArray loss(List<NDArray> batch) {
                return loss.of(network.forwardTraining(batch.get(0)), batch.get(1));
            }
        });
    }

    @Override
    public void begin(StateDict weights) {
        network.begin(weights);
    }

    @Override
    public Batch batch(long step) {
        return batches.batch(step);
    }

    @Override
    public void progress(double fraction) {
        network.progress(fraction);
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
    public StateDict export(StateDict trained) {
        return network.export(trained);
    }

    @Override
    public void close() {
        network.close();
        manager.close();
    }
}
