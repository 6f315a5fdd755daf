package studio.kintsugi.training.features;

import static studio.kintsugi.nn.Functional.globalMean;
import static studio.kintsugi.nn.Functional.pointwise;
import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.models.vgg.Vgg;
import studio.kintsugi.nn.Initializer;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.training.data.Batch;
import studio.kintsugi.training.data.Patch;
import studio.kintsugi.training.data.PhotoFolder;
import studio.kintsugi.training.data.PhotoSet;
import studio.kintsugi.training.engine.Trainable;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.engine.TrainingTask;

/**
 * A small VGG-19 learns features without labels: it classifies patches by the photo that each comes from, anywhere in
 * it, at any scale, mirrored or rotated (exemplars, after Dosovitskiy et al., arXiv 1406.6909). Deep features then say
 * what there is and hardly where, which is what losses for pairs that do not line up need. Each level has a head of
 * its own, or the deep ones would hardly learn in a short time (deep supervision, Lee et al., arXiv 1409.5185). Only
 * the features ship.
 */
public final class FeatureTask implements TrainingTask {
    private static final String HEAD = "head";
    private static final int CROPS = 4;
    /** Convolutions that end a level. */
    private static final int[] LAST_OF_LEVEL = {1, 3, 7, 11, 15};

    private final NDManager manager;
    private final TrainingRecipe recipe;
    private final List<PhotoSet> classes;
    private final Parameters p;
    private final Vgg vgg;

    private FeatureTask(TrainingRecipe recipe, List<PhotoSet> classes, List<Integer> widths, ComputeDevice device) {
        manager = device.newManager();
        this.recipe = recipe;
        this.classes = classes;
        SplittableRandom random = new SplittableRandom(recipe.seed());
        Map<String, TensorData> weights = new LinkedHashMap<>(Vgg.initialWeights(widths, random).tensors());
        Initializer heads = new Initializer(random);
        for (int level = 0; level < LAST_OF_LEVEL.length; level++) {
            heads.conv(HEAD + level, classes.size(), widths.get(LAST_OF_LEVEL[level]), 1);
        }
        weights.putAll(heads.weights().tensors());
        p = new Parameters(manager, new StateDict(weights));
        vgg = new Vgg(p);
    }

    /** The objective {@code "features"}. */
    public static FeatureTask of(TrainingRecipe recipe, Path data, Architectures architectures, ComputeDevice device)
            throws KintsugiException {
        Map<String, List<PhotoSet.Photo>> byName = new LinkedHashMap<>();
        PhotoSet photos = PhotoFolder.read(data, recipe.patches().scales()).training().atLeast(recipe.patches().side());
        photos.photos().forEach(photo -> byName.computeIfAbsent(photo.name(), n -> new ArrayList<>()).add(photo));
        if (byName.size() < 2) {
            throw new KintsugiException(Sentence.of("There are too few photos in %s: at least two of %s pixels a"
                    + " side are needed to tell them apart.", data, recipe.patches().side()));
        }
        return new FeatureTask(recipe, byName.values().stream().map(PhotoSet::new).toList(),
                recipe.hyperParameters().integers("widths"), device);
    }

    /** By level, logits of the photos, (N, photos, 1, 1), from patches (N, 3, H, W). */
    private List<NDArray> logits(NDArray x) {
        List<NDArray> out = new ArrayList<>();
        for (NDArray level : vgg.features(Vgg.normalized(x), Vgg.LEVEL_ENDS)) {
            String head = HEAD + out.size();
            out.add(pointwise(globalMean(level), p.get(head + ".weight"), p.get(head + ".bias")));
        }
        return out;
    }

    @Override
    public List<Trainable> trainables() {
        return List.of(new Trainable() {
            @Override
            public Parameters parameters() {
                return p;
            }

            /** Cross-entropy, the mean of the levels. */
            @Override
            public NDArray loss(List<NDArray> batch) {
                NDArray labels = batch.get(1);
                List<NDArray> logits = logits(batch.get(0));
                NDArray likelihood = logits.stream().map(l -> l.logSoftmax(1).mul(labels).sum())
                        .reduce(NDArray::add).orElseThrow();
                return times(likelihood, -1.0 / (logits.size() * labels.getShape().get(0)));
            }
        });
    }

    @Override
    public Batch batch(long step) {
        RandomGenerator random = recipe.random(step);
        List<Integer> classesShown = new ArrayList<>();
        for (int i = 0; i < recipe.optimization().batch(); i++) {
            classesShown.add(random.nextInt(classes.size()));
        }
        return batch(classesShown, random);
    }

    private Batch batch(List<Integer> classesShown, RandomGenerator random) {
        List<Patch> patches =
                classesShown.stream().map(c -> classes.get(c).draw(recipe.patches().side(), random)).toList();
        float[] labels = new float[classesShown.size() * classes.size()];
        for (int i = 0; i < classesShown.size(); i++) {
            labels[i * classes.size() + classesShown.get(i)] = 1;
        }
        return new Batch(List.of(Batch.Part.of(patches),
                new Batch.Part(labels, classesShown.size(), classes.size(), 1, 1)));
    }

    @Override
    public Map<String, Double> validate() {
        RandomGenerator random = new SplittableRandom(-recipe.seed());
        int correct = 0;
        for (int c = 0; c < classes.size(); c++) {
            List<Integer> same = java.util.Collections.nCopies(CROPS, c);
            try (NDManager scope = manager.newSubManager()) {
                for (long predicted : logits(batch(same, random).input().in(scope)).getLast().argMax(1).toLongArray()) {
                    correct += predicted == c ? 1 : 0;
                }
            }
        }
        return figure(100.0 * correct / (CROPS * classes.size()));
    }

    @Override
    public Map<String, Double> baseline() {
        return figure(100.0 / classes.size());
    }

    private static Map<String, Double> figure(double percent) {
        return Map.of("Other patches of the same photos classified correctly, %", percent);
    }

    @Override
    public String trainedOn() {
        return classes.size() + " photographs";
    }

    @Override
    public StateDict export(StateDict trained) {
        Map<String, TensorData> out = new LinkedHashMap<>(trained.tensors());
        out.keySet().removeIf(name -> name.startsWith(HEAD));
        return new StateDict(out);
    }

    @Override
    public void close() {
        p.close();
        manager.close();
    }
}
