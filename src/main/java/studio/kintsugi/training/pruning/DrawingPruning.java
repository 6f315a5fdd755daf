package studio.kintsugi.training.pruning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.models.network.ColorizationNetwork;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.models.registry.ColorizationArchitecture;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.training.colorization.ColorizeTask;
import studio.kintsugi.training.colorization.DrawingFolder;
import studio.kintsugi.training.data.Batch;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.engine.TrainingTask;

/** Networks that colour sketches after references, pruned on drawings that are their own references. */
public final class DrawingPruning implements PruningSubject {
    private final ColorizationArchitecture architecture;
    private final DrawingFolder drawings;
    private final ColorizeTask task;
    private final Architectures architectures;
    private final ComputeDevice device;

    private DrawingPruning(ColorizationArchitecture architecture, DrawingFolder drawings, ColorizeTask task,
            Architectures architectures, ComputeDevice device) {
        this.architecture = architecture;
        this.architectures = architectures;
        this.drawings = drawings;
        this.task = task;
        this.device = device;
    }

    /**
     * @param recipe with the hyper-parameters of the network to be pruned
     * @param data folder of drawings
     * @param cache cache of drawings as rasters
     * @param architectures that the recipe's is one of
     * @param device where networks run
     * @throws KintsugiException where there are no drawings
     */
    public static DrawingPruning of(TrainingRecipe recipe, Path data, Path cache, Architectures architectures,
            ComputeDevice device) throws KintsugiException {
        DrawingFolder drawings = new DrawingFolder(data, cache, ColorizeTask.SIDE);
        return new DrawingPruning(ColorizeTask.architecture(recipe, architectures), drawings,
                ColorizeTask.tuning(recipe, drawings, null, architectures, device), architectures, device);
    }

    @Override
    public Network network(HyperParameters hyperParameters, Parameters parameters) {
        return new SketchColorizer(architecture.build(hyperParameters, parameters));
    }

    /** A network that colours sketches. */
    private static final class SketchColorizer implements Network {
        private final ColorizationNetwork network;

        SketchColorizer(ColorizationNetwork network) {
            this.network = network;
        }

        /** From the sketch, which is grey, to colours. */
        @Override
        public NDArray changes(List<NDArray> batch) {
            NDArray hints = network.takesHints() ? batch.get(1) : null;
            return network.color(batch.get(0), hints, network.remember(batch.get(2))).picture().sub(batch.get(0));
        }

        @Override
        public int scale() {
            return 1;
        }

        @Override
        public int bytesPerPixel() {
            return network.bytesPerPixel();
        }

        @Override
        public void pass(int side, NDManager scope) {
            NDArray sketch = scope.ones(new Shape(1, 1, side, side));
            NDArray reference = scope.ones(new Shape(1, Picture.CHANNELS, side, side));
            network.color(sketch, null, network.remember(reference)).picture().toFloatArray();
        }

        @Override
        public void close() {
            network.close();
        }
    }

    @Override
    public Batch batch(long step) {
        return task.batch(step);
    }

    @Override
    public Map<String, Double> psnr(Network candidate, NDManager manager) {
        ColorizationNetwork network = ((SketchColorizer) candidate).network;
        return task.psnr(network, manager);
    }

    @Override
    public Map<String, Double> psnrOfInput() {
        return task.baseline();
    }

    @Override
    public Picture example() {
        return task.example();
    }

    @Override
    public Picture resultOnExample(Network candidate, NDManager manager) {
        return task.coloredExample(((SketchColorizer) candidate).network, manager);
    }

    @Override
    public TrainingTask tuning(TrainingRecipe recipe, StateDict weights) throws KintsugiException {
        return ColorizeTask.tuning(recipe, drawings, weights, architectures, device);
    }

    @Override
    public void close() {
        task.close();
    }
}
