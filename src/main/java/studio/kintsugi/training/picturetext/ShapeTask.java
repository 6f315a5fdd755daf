package studio.kintsugi.training.picturetext;

import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.models.shape.ShapePrior;
import studio.kintsugi.models.shape.drawn.KindsFile;
import studio.kintsugi.models.shape.drawn.Mesh;
import studio.kintsugi.models.shape.drawn.Solid;
import studio.kintsugi.models.shape.look.Material;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.training.data.Batch;
import studio.kintsugi.training.engine.Trainable;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.engine.TrainingTask;

/**
 * Teaches a {@link ShapePrior} what the things look like that pictures are drawn of: binary cross-entropy of occupancy
 * at places near the surface and anywhere (arXiv 1812.03828, section 3.2), squared error of the colour inside.
 */
public final class ShapeTask implements TrainingTask {
    private static final long VALIDATION_SEED = 20211201;
    private static final int VALIDATION_PLACES = 4096;
    /** Every so many of the pairs that are held out. */
    private static final int VALIDATED = 4;
    private static final double COLOR_WEIGHT = 4;
    private static final float RIGHT_COLOR = 0.12f;

    private final NDManager manager;
    private final TrainingRecipe recipe;
    private final ObjectPictures objects;
    private final List<Furniture> models;
    private final List<Thing> drawn = new ArrayList<>();
    private final List<Thing> furniture = new ArrayList<>();
    private final Parameters parameters;
    private final ShapePrior prior;

    private record Thing(ObjectPictures.Item item, Solid solid) {}

    private ShapeTask(TrainingRecipe recipe, List<Furniture> models, ComputeDevice device) {
        manager = device.newManager();
        this.recipe = recipe;
        this.models = models;
        objects = new ObjectPictures(KindsFile.read(), models, false);
        for (ObjectPictures.Item item : objects.shapes()) {
            Solid solid = new Solid(item.mesh());
            if (!solid.isEmpty()) {
                (item.natural().isEmpty() ? furniture : drawn).add(new Thing(item, solid));
            }
        }
        parameters = new Parameters(manager,
                ShapePrior.initialWeights(objects.words().size(), new SplittableRandom(recipe.seed())));
        prior = new ShapePrior(parameters);
    }

    /**
     * The objective {@code "shape"}; the recipe's patch is the number of places in each thing.
     *
     * @param data folder with furniture libraries ({@code .sh3f}); kinds.txt alone is used where it has none
     */
    public static TrainingTask of(TrainingRecipe recipe, Path data, Architectures architectures, ComputeDevice device)
            throws KintsugiException {
        try {
            return new ShapeTask(recipe, Furniture.read(data), device);
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The furniture libraries in %s can't be read.", data), e);
        }
    }

    /**
     * Bags of words (N, words); places (N, P, 3); whether they are inside (N, P, 1); colours there (N, P, 3), and −1
     * outside.
     */
    @Override
    public Batch batch(long step) {
        SplittableRandom random = recipe.random(step);
        int n = recipe.optimization().batch();
        int places = recipe.patches().side();
        List<String> sentences = new ArrayList<>();
        Places out = new Places(n, places);
        for (int i = 0; i < n; i++) {
            List<Thing> from = furniture.isEmpty() || random.nextInt(20) < 13 ? drawn : furniture;
            Thing thing = from.get(random.nextInt(from.size()));
            ObjectPictures.Appearance look = objects.appearance(thing.item(), random);
            Caption caption = new Caption(thing.item().name(), thing.item().kind(),
                    random.nextInt(10) == 0 ? -1 : look.color(), look.material().ordinal());
            sentences.add(caption.sentence());
            for (int k = 0; k < places; k++) {
                out.add(i, k, thing.solid(), look, k % 2 == 0, random);
            }
        }
        return new Batch(List.of(new Batch.Part(objects.words().bags(sentences), n, objects.words().size()),
                new Batch.Part(out.at, n, places, 3), new Batch.Part(out.inside, n, places, 1),
                new Batch.Part(out.colors, n, places, 3)));
    }

    /** Places of several things and what is true there. */
    private static final class Places {
        private final int each;
        private final float[] at;
        private final float[] inside;
        private final float[] colors;

        Places(int things, int each) {
            this.each = each;
            at = new float[3 * things * each];
            inside = new float[things * each];
            colors = new float[3 * things * each];
        }

        void add(int thing, int k, Solid solid, ObjectPictures.Appearance look, boolean anywhere,
                SplittableRandom random) {
            int i = thing * each + k;
            solid.place(random, anywhere, at, 3 * i);
            float x = at[3 * i];
            float y = at[3 * i + 1];
            float z = at[3 * i + 2];
            inside[i] = solid.inside(x, y, z) ? 1 : 0;
            int rgb = inside[i] == 1 ? solid.color(x, y, z) : 0;
            for (int c = 0; c < 3; c++) {
                float value = (rgb >> (16 - 8 * c) & 255) / 255f;
                if (rgb == Mesh.MAIN) {
                    float white = look.material().white(x, y, z);
                    value = look.rgb()[c] * look.material().factor(x, y, z);
                    value = Math.clamp(value + white * (1 - value), 0, 1);
                }
                colors[3 * i + c] = inside[i] == 1 ? value : -1;
            }
        }
    }

    @Override
    public List<Trainable> trainables() {
        return List.of(new Trainable() {
            @Override
            public Parameters parameters() {
                return parameters;
            }

            @Override
            public NDArray loss(List<NDArray> batch) {
                NDArray matter = prior.matter(prior.codes(batch.get(0)), batch.get(1));
                NDArray logit = matter.get(":,:,0:1");
                NDArray inside = batch.get(2);
                // softplus without overflow, less the logit where the place is inside
                NDArray entropy = Activation.relu(logit).add(logit.abs().neg().exp().add(1).log())
                        .sub(logit.mul(inside)).mean();
                NDArray error = Activation.sigmoid(matter.get(":,:,1:4")).sub(batch.get(3)).square().mul(inside);
                return entropy.add(times(error.mean(), COLOR_WEIGHT));
            }
        });
    }

    @Override
    public Map<String, Double> validate() {
        SplittableRandom random = new SplittableRandom(VALIDATION_SEED);
        Map<String, Double> out = new LinkedHashMap<>();
        double overlap = 0;
        long right = 0;
        long colored = 0;
        List<ObjectPictures.Pair> pairs = objects.heldOutPairs();
        int measured = 0;
        for (int i = 0; i < pairs.size(); i += VALIDATED) {
            ObjectPictures.Pair pair = pairs.get(i);
            Thing thing = drawn.stream().filter(t -> t.item().kind() == pair.kind()).findFirst().orElse(null);
            if (thing == null) {
                continue;
            }
            measured++;
            Places places = new Places(1, VALIDATION_PLACES);
            ObjectPictures.Appearance look = new ObjectPictures.Appearance(pair.color().shade(random),
                    pair.color().ordinal(), Material.PLAIN);
            for (int k = 0; k < VALIDATION_PLACES; k++) {
                places.add(0, k, thing.solid(), look, true, random);
            }
            float[] matter = matter(pair.color().word() + " " + objects.kinds().get(pair.kind()), places.at);
            int both = 0;
            int either = 0;
            for (int k = 0; k < VALIDATION_PLACES; k++) {
                boolean said = matter[4 * k] > 0;
                boolean is = places.inside[k] == 1;
                both += said && is ? 1 : 0;
                either += said || is ? 1 : 0;
                if (is) {
                    colored++;
                    double worst = 0;
                    for (int c = 0; c < 3; c++) {
                        double value = 1 / (1 + Math.exp(-matter[4 * k + 1 + c]));
                        worst = Math.max(worst, Math.abs(value - places.colors[3 * k + c]));
                    }
                    right += worst < RIGHT_COLOR ? 1 : 0;
                }
            }
            overlap += either == 0 ? 1 : (double) both / either;
        }
        out.put("held-out colour and shape, volume's intersection over union, %", 100 * overlap / measured);
        out.put("held-out colour and shape, colours within " + RIGHT_COLOR + ", %", 100.0 * right / colored);
        return out;
    }

    private float[] matter(String sentence, float[] places) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray code = prior.codes(scope.create(objects.words().bags(List.of(sentence)),
                    new Shape(1, objects.words().size())));
            return prior.matter(code, scope.create(places, new Shape(1, places.length / 3, 3))).toFloatArray();
        }
    }

    @Override
    public Map<String, Double> baseline() {
        return Map.of();
    }

    @Override
    public HyperParameters extraHyperParameters() {
        return HyperParameters.of(Map.of("words", objects.words().known(), "kinds",
                drawn.stream().map(t -> t.item().name()).distinct().toList()));
    }

    @Override
    public String trainedOn() {
        return objects.kindsOfFile().size() + " kinds of object drawn from resources/objects/kinds.txt"
                + (models.isEmpty() ? "" : ", and " + furniture.size() + " models of Sweet Home 3D's libraries "
                + models.stream().map(m -> m.library() + " (" + m.license() + ")").distinct()
                        .collect(Collectors.joining(", ")));
    }

    @Override
    public void close() {
        parameters.close();
        manager.close();
    }
}
