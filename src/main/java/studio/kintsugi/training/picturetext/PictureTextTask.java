package studio.kintsugi.training.picturetext;

import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.compute.TensorMemory;
import studio.kintsugi.models.clip.CompactClip;
import studio.kintsugi.models.clip.Vocabulary;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.models.shape.drawn.KindsFile;
import studio.kintsugi.models.shape.look.NamedColor;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.training.data.Batch;
import studio.kintsugi.training.engine.TaskSettings;
import studio.kintsugi.training.engine.Trainable;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.engine.TrainingTask;

/**
 * Teaches a {@link CompactClip} which pictures and sentences belong together.
 *
 * <p>Besides CLIP's symmetric loss over the batch, sentences with another colour or another thing are held against each
 * picture, and it must be classified among all kinds, colours and materials. Each batch is seen twice, the
 * second time moved along the gradient that the first left on its pictures ("free" adversarial training, Shafahi et
 * al., arXiv 1904.12843): gradients of the tower then draw shapes rather than noise. Models that only
 * score pictures, and whose gradients are not used, can do without, by the recipe's setting {@code once}.
 */
public final class PictureTextTask implements TrainingTask {
    private static final int EMBEDDING = 256;
    private static final float HIDDEN = -1e4f;
    private static final long VALIDATION_SEED = 20211201;
    private static final int VALIDATION_BATCH = 68;
    private static final int SHAPES = 12;

    private final NDManager manager;
    private final TrainingRecipe recipe;
    private final Settings settings;
    private final ObjectPictures objects;
    private final List<Furniture> models;
    private final Parameters parameters;
    private final CompactClip clip;
    private final float[] names;
    private final int nameCount;
    private final List<float[]> validationPairs = new ArrayList<>();
    private final List<float[]> validationFurniture = new ArrayList<>();
    private Batch twice;
    private long twiceOf = -1;
    private volatile float reach;
    /** Kinds whose held-out pairs were all classified correctly at the last validation. */
    private volatile List<String> good = List.of();

    /**
     * @param others whether to learn from objects that models without it never see
     * @param once whether to see each batch once and as it is
     */
    private record Settings(boolean others, boolean once) {
        static Settings of(TaskSettings settings) {
            return new Settings(settings.flag("others"), settings.flag("once"));
        }
    }

    private PictureTextTask(TrainingRecipe recipe, List<Furniture> models, ComputeDevice device) {
        manager = device.newManager();
        this.recipe = recipe;
        this.models = models;
        settings = Settings.of(recipe.settings());
        objects = new ObjectPictures(
                settings.others() ? KindsFile.reshaped(SHAPES, recipe.seed()) : KindsFile.read(), models,
                settings.others());
        parameters = new Parameters(manager, CompactClip.initialWeights(objects.words().size(), EMBEDDING,
                new SplittableRandom(recipe.seed())));
        clip = new CompactClip(parameters);
        List<String> all = new ArrayList<>(objects.kinds());
        all.addAll(ObjectPictures.colors());
        all.addAll(ObjectPictures.materials());
        names = objects.words().bags(all);
        nameCount = all.size();
        SplittableRandom random = new SplittableRandom(VALIDATION_SEED);
        objects.heldOutPairs().forEach(p -> validationPairs.add(objects.validationPicture(p, random)));
        objects.heldOutFurniture().forEach(f -> validationFurniture.add(objects.validationPicture(f, random)));
    }

    /**
     * The objective {@code "picture-text"}.
     *
     * @param data folder with furniture libraries ({@code .sh3f}); kinds.txt alone is used where it has none
     */
    public static TrainingTask of(TrainingRecipe recipe, Path data, Architectures architectures, ComputeDevice device)
            throws KintsugiException {
        try {
            return new PictureTextTask(recipe, Furniture.read(data), device);
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The furniture libraries in %s can't be read.", data), e);
        }
    }

    /**
     * Pictures (N, 3, 64, 64); bags of captions (M, words), the first N of them true, then those of the names of all
     * kinds, colours and materials; what is added to logits so that captions that are also true do not count (N, M);
     * which kind, colour and material (N, names), zero where that is not known; how far pictures are moved (N).
     */
    @Override
    public Batch batch(long step) {
        if (settings.once()) {
            return unmoved(draw(generator(step)));
        }
        long index = step / 2;
        if (index != twiceOf) {
            twice = draw(generator(index));
            twiceOf = index;
        }
        return step % 2 == 1 ? twice : unmoved(twice);
    }

    private SplittableRandom generator(long index) {
        return recipe.random(index);
    }

    private Batch unmoved(Batch batch) {
        List<Batch.Part> parts = new ArrayList<>(batch.parts());
        parts.set(4, new Batch.Part(new float[recipe.optimization().batch()], recipe.optimization().batch()));
        return new Batch(parts);
    }

    private Batch draw(SplittableRandom random) {
        int n = recipe.optimization().batch();
        int pixels = 3 * CompactClip.SIDE * CompactClip.SIDE;
        float[] pictures = new float[n * pixels];
        List<ObjectPictures.Sample> samples = new ArrayList<>();
        List<Caption> captions = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            ObjectPictures.Sample s = objects.sample(random);
            System.arraycopy(s.pixels(), 0, pictures, i * pixels, pixels);
            samples.add(s);
            captions.add(Caption.of(s, objects.kinds().get(s.item().kind()), random));
        }
        for (int i = 0; i < n; i++) {
            captions.add(captions.get(i).recolored(random));
        }
        for (int i = 0; i < n; i++) {
            int other = random.nextInt(objects.kinds().size());
            captions.add(captions.get(i).ofKind(objects.kinds().get(other), other));
        }
        int m = captions.size();
        float[] mask = new float[n * m];
        float[] labels = new float[n * nameCount];
        float[] radii = new float[n];
        int kinds = objects.kinds().size();
        for (int i = 0; i < n; i++) {
            ObjectPictures.Sample s = samples.get(i);
            for (int j = 0; j < m; j++) {
                mask[i * m + j] = j != i && captions.get(j).mayBeTrueOf(s) ? HIDDEN : 0;
            }
            labels[i * nameCount + s.item().kind()] = 1;
            if (s.color() >= 0) {
                labels[i * nameCount + kinds + s.color()] = 1;
            }
            if (s.material() > 0) {
                labels[i * nameCount + kinds + NamedColor.values().length + s.material() - 1] = 1;
            }
            radii[i] = random.nextFloat() * 1.5f;
        }
        float[] said = objects.words().bags(captions.stream().map(Caption::sentence).toList());
        float[] bags = Arrays.copyOf(said, said.length + names.length);
        System.arraycopy(names, 0, bags, said.length, names.length);
        return new Batch(List.of(
                new Batch.Part(pictures, n, 3, CompactClip.SIDE, CompactClip.SIDE),
                new Batch.Part(bags, m + nameCount, objects.words().size()),
                new Batch.Part(mask, n, m),
                new Batch.Part(labels, n, nameCount),
                new Batch.Part(radii, n)));
    }

    /** From a model that may know other words: those that it lacks are learnt from the beginning. */
    @Override
    public void startFrom(StateDict weights, HyperParameters hyperParameters) {
        parameters.set(CompactClip.reworded(weights, new Vocabulary(hyperParameters.texts("words")),
                parameters.stateDict(), objects.words()));
    }

    /** Pictures are moved farther and farther during the first quarter, so that names are learnt first. */
    @Override
    public void progress(double fraction) {
        reach = (float) Math.min(1, 4 * fraction);
    }

    @Override
    public List<Trainable> trainables() {
        return List.of(new Contrast());
    }

    /** The only network. */
    private final class Contrast implements Trainable {
        /** Gradients of the last batch's pictures, each of length 1; null before the first. */
        private float[] direction;

        @Override
        public Parameters parameters() {
            return parameters;
        }

        @Override
        public Set<String> buffers() {
            return clip.buffers();
        }

        @Override
        public NDArray loss(List<NDArray> batch) {
            NDArray pictures = batch.get(0);
            NDArray mask = batch.get(2);
            long n = mask.getShape().get(0);
            long m = mask.getShape().get(1);
            pictures.setRequiresGradient(true);
            NDArray x = pictures;
            if (direction != null && direction.length == pictures.size()) {
                NDArray away = pictures.getManager().create(direction, pictures.getShape());
                x = pictures.add(away.mul(batch.get(4).mul(reach).reshape(n, 1, 1, 1)));
            }
            NDArray texts = clip.texts(batch.get(1));
            NDArray logits = clip.logits(clip.pictures(x, true), texts);
            NDArray said = logits.get(":,:{}", m).add(mask);
            NDArray own = pictures.getManager().eye((int) n, (int) m, 0, pictures.getDataType());
            NDArray square = logits.get(":,:{}", n).add(mask.get(":,:{}", n)).transpose();
            NDArray loss = crossEntropy(said, own)
                    .add(times(crossEntropy(square, own.get(":,:{}", n)), 0.5));
            long kinds = objects.kinds().size();
            long colors = NamedColor.values().length;
            NDArray labels = batch.get(3);
            loss = loss.add(named(logits, labels, m, 0, kinds))
                    .add(times(named(logits, labels, m, kinds, kinds + colors), 0.5))
                    .add(times(named(logits, labels, m, kinds + colors, nameCount), 0.5));
            return loss;
        }

        private NDArray named(NDArray logits, NDArray labels, long m, long from, long to) {
            return crossEntropy(logits.get(":,{}:{}", m + from, m + to), labels.get(":,{}:{}", from, to));
        }

        @Override
        public void afterBackward(List<NDArray> batch) {
            int n = (int) batch.get(0).getShape().get(0);
            try (NDArray gradient = batch.get(0).getGradient()) {
                direction = gradient.toFloatArray();
            }
            int pixels = direction.length / n;
            for (int i = 0; i < n; i++) {
                double square = 1e-20;
                for (int k = i * pixels; k < (i + 1) * pixels; k++) {
                    square += (double) direction[k] * direction[k];
                }
                float scale = (float) (1 / Math.sqrt(square));
                for (int k = i * pixels; k < (i + 1) * pixels; k++) {
                    direction[k] *= scale;
                }
            }
        }
    }

    /** Mean over the rows; rows of {@code target} that are zero add nothing. */
    private static NDArray crossEntropy(NDArray logits, NDArray target) {
        return times(logits.logSoftmax(1).mul(target).sum(), -1.0 / logits.getShape().get(0));
    }

    @Override
    public Map<String, Double> validate() {
        Map<String, Double> out = new LinkedHashMap<>();
        List<ObjectPictures.Pair> pairs = objects.heldOutPairs();
        int[] byRank = new int[6];
        int color = 0;
        int kind = 0;
        Map<String, Boolean> alwaysRight = new LinkedHashMap<>();
        List<int[]> best = nearest(validationPairs, pairs.stream().map(this::sentence).toList());
        for (int i = 0; i < pairs.size(); i++) {
            byRank[rank(best.get(i), i)]++;
            ObjectPictures.Pair first = pairs.get(best.get(i)[0]);
            color += first.color() == pairs.get(i).color() ? 1 : 0;
            boolean right = first.kind() == pairs.get(i).kind();
            kind += right ? 1 : 0;
            alwaysRight.merge(objects.kinds().get(pairs.get(i).kind()), right, Boolean::logicalAnd);
        }
        good = alwaysRight.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
        double all = pairs.size() / 100.0;
        out.put("held-out colour and shape, top 1 of " + pairs.size() + ", %", byRank[0] / all);
        out.put("held-out colour and shape, top 5, %", (pairs.size() - byRank[5]) / all);
        out.put("held-out colour and shape, colour right, %", color / all);
        out.put("held-out colour and shape, shape right, %", kind / all);
        if (!validationFurniture.isEmpty()) {
            List<String> called = objects.heldOutFurniture().stream().map(ObjectPictures.Item::name).toList();
            List<int[]> ranks = nearest(validationFurniture, called);
            int among = 0;
            for (int i = 0; i < called.size(); i++) {
                among += rank(ranks.get(i), i) < 5 ? 1 : 0;
            }
            out.put("held-out furniture, top 5 of " + called.size() + " names, %", 100.0 * among / called.size());
        }
        return out;
    }

    private String sentence(ObjectPictures.Pair pair) {
        return pair.color().word() + " " + objects.kinds().get(pair.kind());
    }

    private static int rank(int[] best, int wanted) {
        for (int r = 0; r < 5 && r < best.length; r++) {
            if (best[r] == wanted) {
                return r;
            }
        }
        return 5;
    }

    /** Indices of the five sentences nearest to each picture. */
    private List<int[]> nearest(List<float[]> pictures, List<String> sentences) {
        List<int[]> out = new ArrayList<>();
        try (NDManager scope = manager.newSubManager()) {
            NDArray texts = clip.texts(scope.create(objects.words().bags(sentences),
                    new Shape(sentences.size(), objects.words().size())));
            for (int from = 0; from < pictures.size(); from += VALIDATION_BATCH) {
                List<float[]> some = pictures.subList(from, Math.min(pictures.size(), from + VALIDATION_BATCH));
                try (NDManager inner = scope.newSubManager()) {
                    float[] cosines = cosines(some, texts, inner);
                    for (int i = 0; i < some.size(); i++) {
                        out.add(largest(Arrays.copyOfRange(cosines, i * sentences.size(), (i + 1) * sentences.size())));
                    }
                }
            }
        }
        return out;
    }

    private float[] cosines(List<float[]> pictures, NDArray texts, NDManager scope) {
        int pixels = pictures.getFirst().length;
        float[] values = new float[pictures.size() * pixels];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(pictures.get(i), 0, values, i * pixels, pixels);
        }
        NDArray x = TensorMemory.copyOf(values,
                new Shape(pictures.size(), 3, CompactClip.SIDE, CompactClip.SIDE), scope);
        return clip.pictures(x, false).matMul(texts.transpose()).toFloatArray();
    }

    private static int[] largest(float[] values) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Float.compare(values[b], values[a]));
        return Arrays.stream(order).limit(5).mapToInt(Integer::intValue).toArray();
    }

    @Override
    public Map<String, Double> baseline() {
        return Map.of();
    }

    @Override
    public HyperParameters extraHyperParameters() {
        return HyperParameters.of(Map.of("words", objects.words().known(), "kinds", objects.kindsOfFile(),
                "good", good, "colours", ObjectPictures.colors(), "materials", ObjectPictures.materials()));
    }

    @Override
    public String trainedOn() {
        String libraries = models.stream().map(m -> m.library() + " (" + m.license() + ")").distinct()
                .collect(Collectors.joining(", "));
        return objects.kindsOfFile().size() + " kinds of object drawn from resources/objects/kinds.txt"
                + (settings.others() ? ", each in " + SHAPES + " shapes other than the written one" : "")
                + (models.isEmpty() ? "" : ", and " + objects.models() + " models of Sweet Home 3D's libraries "
                + libraries);
    }

    @Override
    public void close() {
        parameters.close();
        manager.close();
    }
}
