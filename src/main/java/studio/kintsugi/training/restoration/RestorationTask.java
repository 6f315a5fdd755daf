package studio.kintsugi.training.restoration;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.Autocast;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.models.network.TrainableNetwork;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.models.registry.TrainableArchitecture;
import studio.kintsugi.nn.Functional;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.training.data.Batch;
import studio.kintsugi.training.engine.Trainable;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.engine.TrainingTask;

/**
 * A network from picture to picture learns from inputs and targets. Subclasses say with which loss, and which other
 * networks are optimised beside it.
 */
abstract class RestorationTask implements TrainingTask {
    private final NDManager manager;
    private final TrainableNetwork network;
    private final RestorationData data;
    private final boolean inBf16;

    /**
     * @param recipe with the setting {@code bf16} for a forward and backward pass in bfloat16 where the processor has
     *     it; weights and losses stay float32
     * @param device that trains
     * @param network built in the manager that it is given, which the task owns
     * @param data for a network of that scale
     */
    RestorationTask(TrainingRecipe recipe, ComputeDevice device, Function<NDManager, TrainableNetwork> network,
            IntFunction<? extends RestorationData> data) {
        manager = device.newManager();
        this.network = network.apply(manager);
        this.data = data.apply(this.network.scale());
        inBf16 = recipe.settings().flag("bf16") && !manager.getDevice().isGpu() && Autocast.isSupported();
    }

    /**
     * The networks' architecture of a recipe.
     *
     * @throws KintsugiException where there is none of that name that is trained from fresh weights
     */
    static TrainableArchitecture architecture(TrainingRecipe recipe, Architectures architectures)
            throws KintsugiException {
        String id = recipe.model().architecture();
        return architectures.find(id, TrainableArchitecture.class)
                .orElseThrow(() -> new KintsugiException(Sentence.of("The recipe asks for an architecture that can't"
                        + " be trained here: %s.", id)));
    }

    /**
     * The loss of the restoring network.
     *
     * @param prediction (N, 3, H, W), the network's result
     * @param target (N, 3, H, W), 0–1
     * @return a scalar
     */
    abstract NDArray loss(NDArray prediction, NDArray target);

    /** Owns every network of the task. */
    final NDManager manager() {
        return manager;
    }

    final TrainableNetwork network() {
        return network;
    }

    /** The first held-out input. */
    final Picture example() {
        return data.example();
    }

    @Override
    public List<Trainable> trainables() {
        return List.of(restorer());
    }

    /** The network that the run is for. */
    final Trainable restorer() {
        return new Trainable() {
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
                return RestorationTask.this.loss(prediction(batch.get(0)), batch.get(1));
            }
        };
    }

    private NDArray prediction(NDArray input) {
        return inBf16 ? Autocast.during(() -> Functional.float32(network.forwardTraining(input)))
                : network.forwardTraining(input);
    }

    @Override
    public void startFrom(StateDict weights, HyperParameters hyperParameters) {
        network.begin(weights);
    }

    @Override
    public Batch batch(long step) {
        return data.batch(step);
    }

    @Override
    public void progress(double fraction) {
        network.progress(fraction);
    }

    @Override
    public Map<String, Double> validate() {
        return data.validate(network, manager);
    }

    @Override
    public Map<String, Double> baseline() {
        return data.baseline();
    }

    @Override
    public String trainedOn() {
        return data.description();
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
