package studio.kintsugi.training.pruning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.models.registry.ImageArchitecture;
import studio.kintsugi.nn.Functional;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.training.data.Batch;
import studio.kintsugi.training.data.PhotoFolder;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.engine.TrainingTask;
import studio.kintsugi.training.restoration.DegradedPhotos;
import studio.kintsugi.training.restoration.PictureTask;

/** Networks from picture to picture, which undo what a recipe does to photos. */
final class PicturePruning implements PruningSubject {
    private final ImageArchitecture architecture;
    private final PhotoFolder photos;
    private final ComputeDevice device;
    private final DegradedPhotos data;

    PicturePruning(ImageArchitecture architecture, TrainingRecipe recipe, PhotoFolder photos, ComputeDevice device) {
        this.architecture = architecture;
        this.photos = photos;
        this.device = device;
        data = new DegradedPhotos(recipe, photos);
    }

    @Override
    public Network network(HyperParameters hyperParameters, Parameters parameters) {
        return new RestorationNetwork(architecture.build(hyperParameters, parameters));
    }

    /** A network from picture to picture. */
    private static final class RestorationNetwork implements Network {
        private final ImageNetwork network;
        private NDArray sample;
        private ImageNetwork calibrated;

        RestorationNetwork(ImageNetwork network) {
            this.network = network;
        }

        @Override
        public NDArray changes(List<NDArray> batch) {
            NDArray x = batch.getFirst();
            NDArray colors = x.get(":,:{}", Picture.CHANNELS);
            NDArray base = scale() == 1 ? colors : Functional.resized(
                    colors, x.getShape().get(2) * scale(), x.getShape().get(3) * scale(), true);
            return network.forward(x).sub(base);
        }

        @Override
        public int scale() {
            return network.scale();
        }

        @Override
        public int bytesPerPixel() {
            return network.bytesPerPixel();
        }

        @Override
        public void pass(int side, NDManager scope) {
            if (calibrated == null) {
                NDManager own = network.parameters().manager();
                sample = own.randomUniform(0, 1, new Shape(1, Picture.CHANNELS, side, side));
                calibrated = network.calibrated(sample, own, () -> false);
            }
            NDArray x = sample.duplicate();
            x.attach(scope);
            calibrated.forward(x).toFloatArray();
        }

        @Override
        public void close() {
            network.close();
        }
    }

    @Override
    public Batch batch(long step) {
        return data.batch(step);
    }

    @Override
    public Map<String, Double> psnr(Network candidate, NDManager manager) {
        return data.validate(((RestorationNetwork) candidate).network, manager);
    }

    @Override
    public Map<String, Double> psnrOfInput() {
        return data.baseline();
    }

    @Override
    public Picture example() {
        return data.example();
    }

    @Override
    public Picture resultOnExample(Network candidate, NDManager manager) {
        return data.restoredExample(((RestorationNetwork) candidate).network, manager);
    }

    @Override
    public TrainingTask tuning(TrainingRecipe recipe, StateDict weights) {
        return PictureTask.tuning(recipe, architecture, weights, photos, device);
    }
}
