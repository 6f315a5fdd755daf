package studio.kintsugi.experiments;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.registry.ImageArchitecture;
import studio.kintsugi.nn.optim.CosineSchedule;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;
import studio.kintsugi.training.data.Batch;
import studio.kintsugi.training.data.PairFolder;
import studio.kintsugi.training.data.Patch;
import studio.kintsugi.training.data.PhotoFolder;
import studio.kintsugi.training.data.PhotoSet;
import studio.kintsugi.training.degradation.Degradation;
import studio.kintsugi.training.degradation.Degradations;
import studio.kintsugi.training.engine.Learner;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.features.FeatureModel;
import studio.kintsugi.training.restoration.PairLoss;
import studio.kintsugi.training.restoration.PairTask;
import studio.kintsugi.training.restoration.TeachingRun;

/**
 * ERRNet's experiment on misaligned pairs (arXiv 1904.00637, section 4.3): a model is trained further on pairs whose
 * targets are shifted, once with each loss, and is measured on pairs that line up, of photos it has never seen.
 *
 * @param model to begin with each time
 * @param store where a network for features is looked for
 * @param photos folder of photos; reflections are added to them
 * @param shift at most, in pixels along each axis
 * @param patch side of the squares that are learnt from, pixels
 * @param steps with each loss
 */
public record AlignmentExperiment(StoredModel model, ModelStore store, Path photos, int shift, int patch, int steps,
        ComputeDevice device) {
    private static final int TRAINING_PAIRS = 24;
    private static final int HELD_OUT_PAIRS = 12;
    /** Largest side of a patch. */
    public static final int MOST_PATCH = 256;
    private static final int SIDE = MOST_PATCH;
    private static final double RATE = 1e-3;
    private static final int WARM_UP = 2;
    private static final double SCALE = 0.5;
    private static final String GLASS = """
            {"type": "reflection", "sigma": [1, 4], "strength": [0.1, 0.35], "ghost_shift": [2, 10],
             "ghost_strength": [0.1, 0.5], "dimming": [1.1, 1.3], "linear_light": 1}""";

    /**
     * A line of the table.
     *
     * @param loss in words
     * @param psnr on aligned truth, dB
     * @param secondsPerStep of training; NaN for no training
     */
    public record Row(String loss, double psnr, double secondsPerStep) {}

    /**
     * @param finished hears each line as it is there
     * @throws KintsugiException where photos or models can't be used
     */
    public List<Row> run(Consumer<Row> finished) throws KintsugiException {
        PhotoFolder folder = PhotoFolder.read(photos, List.of(SCALE));
        StateDict features = FeatureModel.in(store, BuiltInArchitectures.all()).weights();
        List<PairFolder.Pair> heldOut = pairs(folder.validation(), HELD_OUT_PAIRS, 0, 2);
        PairFolder shifted = new PairFolder(pairs(folder.training(), TRAINING_PAIRS, shift, 1), heldOut);
        PairFolder aligned = new PairFolder(pairs(folder.training(), TRAINING_PAIRS, 0, 1), heldOut);
        List<Row> rows = new ArrayList<>();
        add(rows, new Row("none: the model as it was", before(aligned), Double.NaN), finished);
        add(rows, learn("pixel loss, pairs that line up", aligned, PairLoss.PIXEL, features), finished);
        for (PairLoss loss : PairLoss.values()) {
            add(rows, learn(loss.title() + ", shifted pairs", shifted, loss, features), finished);
        }
        return rows;
    }

    private static void add(List<Row> rows, Row row, Consumer<Row> finished) {
        rows.add(row);
        finished.accept(row);
    }

    /** Photos behind glass and the same without, moved by up to {@code most} pixels along each axis. */
    private static List<PairFolder.Pair> pairs(PhotoSet photos, int count, int most, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Degradation glass = Degradations.parse(JsonParser.parseString(GLASS), photos);
        List<PairFolder.Pair> out = new ArrayList<>();
        int margin = glass.margin() + most;
        for (int i = 0; i < count; i++) {
            Patch clean = photos.draw(SIDE + 2 * margin, random);
            Patch seen = glass.apply(clean.copy(), random).inner(margin);
            int dx = most == 0 ? 0 : random.nextInt(-most, most + 1);
            int dy = most == 0 ? 0 : random.nextInt(-most, most + 1);
            out.add(new PairFolder.Pair(photo(seen, 0, 0), photo(clean, margin + dx, margin + dy)));
        }
        return out;
    }

    private static PhotoSet.Photo photo(Patch patch, int left, int top) {
        byte[] rgb = new byte[SIDE * SIDE * 3];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                for (int c = 0; c < 3; c++) {
                    float v = patch.planes()[c][(top + y) * patch.width() + left + x];
                    rgb[(y * SIDE + x) * 3 + c] = (byte) Math.round(Math.clamp(v, 0f, 1f) * 255);
                }
            }
        }
        return new PhotoSet.Photo("pair", SIDE, SIDE, rgb);
    }

    private double before(PairFolder pairs) throws KintsugiException {
        try (PairTask task = task(pairs, PairLoss.PIXEL, null)) {
            return figure(task.validate());
        }
    }

    private Row learn(String title, PairFolder pairs, PairLoss loss, StateDict features) throws KintsugiException {
        try (PairTask task = task(pairs, loss, features);
                NDManager manager = device.newManager()) {
            TrainingRecipe recipe = recipe();
            CosineSchedule schedule = new CosineSchedule(recipe.optimization().learningRate());
            Learner learner = new Learner(task.trainables().getFirst(), recipe.optimization(), null, 0);
            long nanos = 0;
            for (int step = 0; step < steps; step++) {
                Batch batch = task.batch(step);
                long began = System.nanoTime();
                learner.learn(batch, manager, schedule.at((double) step / steps), step);
                nanos += step < WARM_UP ? 0 : System.nanoTime() - began;
            }
            return new Row(title, figure(learner.validate(task)), nanos / 1e9 / Math.max(1, steps - WARM_UP));
        }
    }

    private static double figure(Map<String, Double> figures) {
        return figures.get(PairTask.FIGURE);
    }

    private PairTask task(PairFolder pairs, PairLoss loss, StateDict features) throws KintsugiException {
        ModelCard card = model.card();
        ImageArchitecture architecture = BuiltInArchitectures.all()
                .find(card.architecture(), ImageArchitecture.class).filter(a -> card.scale() == 1)
                .orElseThrow(() -> new KintsugiException("The experiment needs a model that keeps the size of"
                        + " pictures: \"" + card.id() + "\" does not."));
        return new PairTask(recipe(), architecture, model.weights(), pairs, loss, loss.needsFeatures() ? features
                : null, device);
    }

    private TrainingRecipe recipe() {
        return TeachingRun.recipe(model.card(), patch, RATE);
    }
}
