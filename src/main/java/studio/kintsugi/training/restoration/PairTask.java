package studio.kintsugi.training.restoration;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.metrics.Metrics;
import studio.kintsugi.models.registry.ImageNetwork;
import studio.kintsugi.models.registry.NetworkFamily;
import studio.kintsugi.models.vgg.Vgg;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.training.data.Alignment;
import studio.kintsugi.training.data.Batch;
import studio.kintsugi.training.data.PairFolder;
import studio.kintsugi.training.data.Patch;
import studio.kintsugi.training.data.PhotoSet;
import studio.kintsugi.training.engine.Trainable;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.engine.TrainingTask;

/** A network goes on learning from pairs of pictures, which may not line up. */
public final class PairTask implements TrainingTask {
    public static final String FIGURE = "PSNR, held-out pairs";
    /** What hands shift a camera by, at most, in input pixels. */
    static final int MOST_SHIFT = 12;

    private static final int VALIDATION_SIDE = 384;

    private final NDManager manager;
    private final TrainingRecipe recipe;
    private final PairFolder pairs;
    private final PairLoss loss;
    private final ImageNetwork network;
    private final Vgg features;
    private final List<Batch> validation = new ArrayList<>();

    /**
     * @param recipe gives seed, batch and patch
     * @param weights as they ship
     * @param vgg of the network that losses take features from; null for a loss without
     */
    public PairTask(TrainingRecipe recipe, NetworkFamily family, StateDict weights, PairFolder pairs, PairLoss loss,
            StateDict vgg, ComputeDevice device) {
        manager = device.newManager();
        this.recipe = recipe;
        this.pairs = pairs;
        this.loss = loss;
        network = family.build(recipe.hyperParameters(), new Parameters(manager, weights));
        features = vgg == null ? null : new Vgg(new Parameters(manager, vgg));
        for (PairFolder.Pair pair : pairs.validation()) {
            validation.add(lined(pair));
        }
    }

    /** What the model gets of a pair it does not learn from. */
    Picture example() {
        return validation.getFirst().input().picture();
    }

    /** The middle of a pair, the target moved so that it lines up as well as whole pixels allow. */
    private Batch lined(PairFolder.Pair pair) {
        int scale = network.scale();
        Alignment shift = scale == 1 ? Alignment.between(pair.input(), pair.target(), MOST_SHIFT) : new Alignment(0, 0);
        int side = Math.min(VALIDATION_SIDE,
                Math.min(pair.input().width(), pair.input().height()) - 2 * (int) Math.ceil(shift.length()));
        int x = (pair.input().width() - side) / 2;
        int y = (pair.input().height() - side) / 2;
        return Batch.of(List.of(PhotoSet.cut(pair.input(), x, y, side, 0)),
                List.of(PhotoSet.cut(pair.target(), x * scale + shift.x(), y * scale + shift.y(), side * scale, 0)));
    }

    @Override
    public List<Trainable> turns() {
        return List.of(new Trainable() {
            @Override
            public Parameters parameters() {
                return network.parameters();
            }

            @Override
            public NDArray loss(List<NDArray> batch) {
                return loss.of(features, network.forward(batch.get(0)), batch.get(1));
            }
        });
    }

    @Override
    public Batch batch(long step) {
        SplittableRandom random = new SplittableRandom(recipe.seed() * 0x9E3779B97F4A7C15L + step);
        int scale = network.scale();
        List<Patch> inputs = new ArrayList<>();
        List<Patch> targets = new ArrayList<>();
        for (int i = 0; i < recipe.batch(); i++) {
            PairFolder.Pair pair = pairs.training().get(random.nextInt(pairs.training().size()));
            int x = random.nextInt(pair.input().width() - recipe.patch() + 1);
            int y = random.nextInt(pair.input().height() - recipe.patch() + 1);
            int symmetry = random.nextInt(8);
            inputs.add(PhotoSet.cut(pair.input(), x, y, recipe.patch(), symmetry));
            targets.add(PhotoSet.cut(pair.target(), x * scale, y * scale, recipe.patch() * scale, symmetry));
        }
        return Batch.of(inputs, targets);
    }

    @Override
    public Map<String, Double> validate() {
        double sum = 0;
        for (Batch batch : validation) {
            try (NDManager scope = manager.newSubManager()) {
                float[] result = network.forward(batch.input().in(scope)).toFloatArray();
                sum += Metrics.clampedPsnr(result, batch.target().values());
            }
        }
        return Map.of(FIGURE, sum / validation.size());
    }

    @Override
    public Map<String, Double> baseline() {
        return network.scale() > 1 ? Map.of() : Map.of(FIGURE, validation.stream()
                .mapToDouble(b -> Metrics.clampedPsnr(b.input().values(), b.target().values())).average().orElseThrow());
    }

    @Override
    public String trainedOn() {
        return pairs.training().size() + " pairs";
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
        manager.close();
    }
}
