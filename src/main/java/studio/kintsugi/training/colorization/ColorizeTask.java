package studio.kintsugi.training.colorization;

import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.metrics.Metrics;
import studio.kintsugi.models.network.Colorization;
import studio.kintsugi.models.network.ColorizationNetwork;
import studio.kintsugi.models.network.ReferenceFeatures;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.models.registry.ColorizationArchitecture;
import studio.kintsugi.models.scft.PatchDiscriminator;
import studio.kintsugi.models.scft.ScftLosses;
import studio.kintsugi.models.vgg.Vgg;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.losses.Losses;
import studio.kintsugi.store.Directories;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.training.data.Batch;
import studio.kintsugi.training.engine.TaskSettings;
import studio.kintsugi.training.engine.Trainable;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.engine.TrainingTask;
import studio.kintsugi.training.features.FeatureModel;

/**
 * Learns to colour sketches after references from drawings that are their own references (arXiv 2005.05207, section
 * 3.3): L1 reconstruction, and whichever of the paper's other losses the recipe gives a weight.
 */
public final class ColorizeTask implements TrainingTask {
    static final String FIGURE = "PSNR, held-out drawings after their warped selves";

    /** Colours that differ by this much count as different. */
    private static final float DISTINCT = 0.25f;
    /** Drawings are larger than patches, and cut and shrunk. */
    public static final int SIDE = 384;
    private static final int VALIDATION_SAMPLES = 32;
    private static final int DISCRIMINATOR_BASE = 16;

    private final NDManager manager;
    private final TrainingRecipe recipe;
    private final DrawingFolder drawings;
    private final Weights weights;
    private final ColorizationNetwork network;
    private final Parameters discriminator;
    private final Vgg features;
    private final List<SelfReferenceSample> validation = new ArrayList<>();

    /** How much each loss counts, beside the reconstruction's 1. */
    private record Weights(double triplet, double margin, double adversarial, double perceptual, double style) {
        static Weights of(TaskSettings settings) {
            return new Weights(settings.number("triplet", 0), settings.number("margin", ScftLosses.MARGIN),
                    settings.number("adversarial", 0), settings.number("perceptual", 0), settings.number("style", 0));
        }

        boolean needFeatures() {
            return perceptual > 0 || style > 0;
        }
    }

    /** @param begin the network's weights; fresh ones where it is null */
    private ColorizeTask(TrainingRecipe recipe, DrawingFolder drawings, StateDict begin,
            Architectures architectures, ComputeDevice device) throws KintsugiException {
        manager = device.newManager();
        this.recipe = recipe;
        this.drawings = drawings;
        weights = Weights.of(recipe.settings());
        ColorizationArchitecture architecture = architecture(recipe, architectures);
        SplittableRandom random = new SplittableRandom(recipe.seed());
        StateDict fresh = architecture.initialWeights(recipe.hyperParameters(), random);
        network = architecture.build(recipe.hyperParameters(),
                new Parameters(manager, begin == null ? fresh : begin));
        if (recipe.patches().side() % network.sizeMultiple() != 0) {
            throw new IllegalArgumentException("\"patch\" must be a multiple of " + network.sizeMultiple());
        }
        discriminator = new Parameters(manager, PatchDiscriminator.initialWeights(DISCRIMINATOR_BASE, random));
        features = weights.needFeatures() ? new Vgg(new Parameters(manager,
                FeatureModel.in(new ModelStore(Directories.data().resolve("models")), architectures).weights())) : null;
        for (Picture drawing : drawings.heldOut(VALIDATION_SAMPLES)) {
            validation.add(SelfReferenceSample.validation(drawing, recipe.patches().side(),
                    new SplittableRandom(validation.size())));
        }
    }

    /** The objective {@code "colorize"}. */
    public static TrainingTask of(TrainingRecipe recipe, Path data, Architectures architectures, ComputeDevice device)
            throws KintsugiException {
        return new ColorizeTask(recipe, new DrawingFolder(data, Directories.cache().resolve("drawings"), SIDE), null,
                architectures, device);
    }

    /** Continues training from weights of the shape that the recipe names. */
    public static ColorizeTask tuning(TrainingRecipe recipe, DrawingFolder drawings, StateDict weights,
            Architectures architectures, ComputeDevice device) throws KintsugiException {
        return new ColorizeTask(recipe, drawings, weights, architectures, device);
    }

    /**
     * The networks' architecture of a recipe.
     *
     * @throws KintsugiException where there is none of that name that colours sketches
     */
    public static ColorizationArchitecture architecture(TrainingRecipe recipe, Architectures architectures)
            throws KintsugiException {
        String id = recipe.model().architecture();
        return architectures.find(id, ColorizationArchitecture.class)
                .orElseThrow(() -> new KintsugiException(Sentence.of(
                "The recipe asks for an architecture that can't learn to colour sketches: %s.", id)));
    }

    @Override
    public List<Trainable> trainables() {
        return weights.adversarial() > 0 ? List.of(new Generator(), new Discriminator()) : List.of(new Generator());
    }

    /** Parts of a batch: sketch, hints, reference, target, and for the triplet loss queries, negatives and weights. */
    private Colorization color(List<NDArray> batch, ReferenceFeatures memory) {
        return network.color(batch.get(0), network.takesHints() ? batch.get(1) : null, memory);
    }

    /** Learns to colour. */
    private final class Generator implements Trainable {
        @Override
        public Parameters parameters() {
            return network.parameters();
        }

        @Override
        public NDArray loss(List<NDArray> batch) {
            ReferenceFeatures memory = network.remember(batch.get(2));
            Colorization colored = color(batch, memory);
            NDArray target = batch.get(3);
            NDArray loss = Losses.l1(colored.picture(), target);
            if (weights.triplet() > 0) {
                NDArray queries = batch.get(4).matMul(colored.queries());
                NDArray each = ScftLosses.triplet(queries, memory.keys(), batch.get(5).matMul(memory.keys()),
                        weights.margin());
                NDArray counts = batch.get(6);
                loss = loss.add(times(each.mul(counts).sum().div(counts.sum().add(1)), weights.triplet()));
            }
            if (features != null) {
                List<NDArray> own = features.features(Vgg.normalized(colored.picture()), Vgg.FIRST_RELUS);
                List<NDArray> wanted = features.features(Vgg.normalized(target), Vgg.FIRST_RELUS);
                loss = loss.add(times(ScftLosses.perceptual(own, wanted), weights.perceptual()))
                        .add(times(ScftLosses.style(own.get(3), wanted.get(3)), weights.style()));
            }
            if (weights.adversarial() > 0) {
                NDArray logits = new PatchDiscriminator(frozen(discriminator, target.getManager()))
                        .logits(colored.picture(), batch.get(0));
                loss = loss.add(times(ScftLosses.Adversarial.HINGE.generator(logits), weights.adversarial()));
            }
            return loss;
        }
    }

    /** Learns to tell colourings from drawings, after the generator in each step. */
    private final class Discriminator implements Trainable {
        @Override
        public Parameters parameters() {
            return discriminator;
        }

        @Override
        public NDArray loss(List<NDArray> batch) {
            NDArray fake = color(batch, network.remember(batch.get(2))).picture().stopGradient();
            PatchDiscriminator d = new PatchDiscriminator(discriminator);
            return ScftLosses.Adversarial.HINGE.discriminator(d.logits(batch.get(3), batch.get(0)),
                    d.logits(fake, batch.get(0)));
        }
    }

    /** The same weights without gradients, so that the generator's step does not move the discriminator. */
    private static Parameters frozen(Parameters p, NDManager scope) {
        Map<String, NDArray> out = new LinkedHashMap<>();
        for (String name : p.names()) {
            NDArray still = p.get(name).stopGradient();
            still.attach(scope);
            out.put(name, still);
        }
        return p.overlaid(scope, out);
    }

    @Override
    public Batch batch(long step) {
        RandomGenerator random = recipe.random(step);
        List<SelfReferenceSample> samples = new ArrayList<>();
        for (int i = 0; i < recipe.optimization().batch(); i++) {
            samples.add(SelfReferenceSample.draw(drawings.draw(random), recipe.patches().side(), random));
        }
        return batch(samples, random);
    }

    private Batch batch(List<SelfReferenceSample> samples, RandomGenerator random) {
        int n = samples.size();
        int side = recipe.patches().side();
        int across = side / network.placeSize();
        int places = across * across;
        float[] queries = new float[n * places * places];
        float[] negatives = new float[n * places * places];
        float[] counts = new float[n * places];
        for (int i = 0; i < n; i++) {
            pairs(samples.get(i), across, random, i * places, queries, negatives, counts);
        }
        return new Batch(List.of(
                new Batch.Part(joined(samples.stream().map(s -> new float[][] {s.sketch()}).toList()), n, 1, side,
                        side),
                new Batch.Part(joined(samples.stream().map(SelfReferenceSample::hints).toList()), n, 4, side, side),
                new Batch.Part(joined(samples.stream().map(SelfReferenceSample::reference).toList()), n, 3, side, side),
                new Batch.Part(joined(samples.stream().map(SelfReferenceSample::target).toList()), n, 3, side, side),
                new Batch.Part(queries, n, places, places), new Batch.Part(negatives, n, places, places),
                new Batch.Part(counts, n, places)));
    }

    /**
     * For each place of the reference: the place of the sketch that it shows, another place of the reference, and how
     * much the two differ in colour, since places of one colour may well be taken for each other.
     */
    private static void pairs(SelfReferenceSample sample, int across, RandomGenerator random, int first,
            float[] queries, float[] negatives, float[] counts) {
        int places = across * across;
        float[][] colors = means(sample.reference(), sample.side(), across);
        for (int j = 0; j < places; j++) {
            double[] at = sample.warp().source((j % across + 0.5) / across, (j / across + 0.5) / across);
            int x = (int) Math.floor(at[0] * across);
            int y = (int) Math.floor(at[1] * across);
            int other = random.nextInt(places);
            negatives[(first + j) * places + other] = 1;
            if (x >= 0 && y >= 0 && x < across && y < across) {
                queries[(first + j) * places + y * across + x] = 1;
                float difference = 0;
                for (float[] c : colors) {
                    difference = Math.max(difference, Math.abs(c[j] - c[other]));
                }
                counts[first + j] = Math.min(1, difference / DISTINCT);
            }
        }
    }

    private static float[][] means(float[][] planes, int side, int across) {
        int cell = side / across;
        float[][] out = new float[planes.length][across * across];
        for (int c = 0; c < planes.length; c++) {
            for (int i = 0; i < side * side; i++) {
                out[c][i / side / cell * across + i % side / cell] += planes[c][i] / (cell * cell);
            }
        }
        return out;
    }

    private static float[] joined(List<float[][]> pictures) {
        return concatenated(pictures.stream().flatMap(Stream::of).toArray(float[][]::new));
    }

    /** Planes one after another. */
    private static float[] concatenated(float[]... planes) {
        int n = planes[0].length;
        float[] out = new float[planes.length * n];
        for (int i = 0; i < planes.length; i++) {
            System.arraycopy(planes[i], 0, out, i * n, n);
        }
        return out;
    }

    @Override
    public Map<String, Double> validate() {
        return psnr(network, manager);
    }

    /** Figures of a network on the task's held-out drawings. */
    public Map<String, Double> psnr(ColorizationNetwork candidate, NDManager parent) {
        double sum = 0;
        for (SelfReferenceSample sample : validation) {
            sum += Metrics.clampedPsnr(colored(candidate, sample, parent), concatenated(sample.target()));
        }
        return Map.of(FIGURE, sum / validation.size());
    }

    /** A network's result on {@link #example()}. */
    public Picture coloredExample(ColorizationNetwork candidate, NDManager parent) {
        int side = recipe.patches().side();
        return new Batch.Part(colored(candidate, validation.getFirst(), parent), 1, 3, side, side).picture();
    }

    /** Red, green and blue, not clamped, of a validation sample coloured without hints. */
    private float[] colored(ColorizationNetwork candidate, SelfReferenceSample sample, NDManager parent) {
        Shape mono = new Shape(1, 1, recipe.patches().side(), recipe.patches().side());
        Shape colors = new Shape(1, 3, recipe.patches().side(), recipe.patches().side());
        try (NDManager scope = parent.newSubManager()) {
            NDArray sketch = scope.create(sample.sketch(), mono);
            ReferenceFeatures memory = candidate.remember(scope.create(concatenated(sample.reference()), colors));
            return candidate.color(sketch, null, memory).picture().toFloatArray();
        }
    }

    /** The first of the held-out sketches. */
    public Picture example() {
        SelfReferenceSample sample = validation.getFirst();
        float[] sketch = sample.sketch();
        return Picture.of(sample.side(), sample.side(), new float[][] {sketch, sketch, sketch});
    }

    /** Of the sketches themselves. */
    @Override
    public Map<String, Double> baseline() {
        return Map.of(FIGURE, validation.stream().mapToDouble(e -> Metrics.clampedPsnr(
                concatenated(e.sketch(), e.sketch(), e.sketch()), concatenated(e.target())))
                .average().orElseThrow());
    }

    @Override
    public String trainedOn() {
        return drawings.size() + " drawings";
    }

    @Override
    public int sizeMultiple() {
        return network.sizeMultiple();
    }

    @Override
    public HyperParameters extraHyperParameters() {
        return HyperParameters.NONE.with("side", recipe.patches().side());
    }

    @Override
    public void close() {
        network.close();
        discriminator.close();
        manager.close();
    }
}
