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
    private final ColorizeTask lessons;
    private final ComputeDevice device;

    private DrawingPruning(ColorizationArchitecture architecture, DrawingFolder drawings, ColorizeTask lessons,
            ComputeDevice device) {
        this.architecture = architecture;
        this.drawings = drawings;
        this.lessons = lessons;
        this.device = device;
    }

    /**
     * @param recipe with the hyper-parameters of the network to be pruned
     * @param data folder of drawings
     * @param cache where drawings are kept as networks get them
     * @param device where networks run
     * @throws KintsugiException where there are no drawings
     */
    public static DrawingPruning of(ColorizationArchitecture architecture, TrainingRecipe recipe, Path data,
            Path cache, ComputeDevice device) throws KintsugiException {
        DrawingFolder drawings = new DrawingFolder(data, cache, ColorizeTask.SIDE);
        return new DrawingPruning(architecture, drawings, ColorizeTask.tuning(recipe, drawings, null, device),
                device);
    }

    @Override
    public Pupil pupil(HyperParameters hyperParameters, Parameters parameters) {
        return new Painter(architecture.build(hyperParameters, parameters));
    }

    /** A network that colours. */
    private static final class Painter implements Pupil {
        private final ColorizationNetwork network;

        Painter(ColorizationNetwork network) {
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
        return lessons.batch(step);
    }

    @Override
    public Map<String, Double> psnr(Pupil pupil, NDManager manager) {
        ColorizationNetwork network = ((Painter) pupil).network;
        return lessons.psnr(network, manager);
    }

    @Override
    public Map<String, Double> psnrOfInput() {
        return lessons.baseline();
    }

    @Override
    public Picture example() {
        return lessons.example();
    }

    @Override
    public Picture made(Pupil pupil, NDManager manager) {
        return lessons.made(((Painter) pupil).network, manager);
    }

    @Override
    public TrainingTask tuning(TrainingRecipe recipe, StateDict weights) throws KintsugiException {
        return ColorizeTask.tuning(recipe, drawings, weights, device);
    }

    @Override
    public void close() {
        lessons.close();
    }
}
