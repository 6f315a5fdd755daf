package studio.kintsugi.training.classifiers;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.gal.Discriminator;
import studio.kintsugi.models.gal.GalCost;
import studio.kintsugi.models.gal.GalStep;
import studio.kintsugi.models.gal.GalVgg;
import studio.kintsugi.models.gal.Pruning;
import studio.kintsugi.nn.Parameters;

/**
 * GAL's search without labels: a copy with masks learns to answer as the whole network does, under a sparsity whose
 * weight grows until so little is left as was asked for. The step that goes below that is taken back, so that the cut is
 * no deeper than asked for, and from there on only weights learn.
 */
final class GalSearch {
    private static final int BATCH = ClassifierTraining.BATCH;
    /** While masks move: slow, or weights would grow as fast as masks shrink, and no mask would tell what it is worth. */
    private static final double RATE = 0.001;
    /** Once masks rest. */
    private static final double LAST_RATE = 0.01;
    private static final double MOMENTUM = 0.9;
    private static final double DECAY = 2e-4;
    private static final double MASK_RATE = 0.3;
    private static final double FIRST_LAMBDA = 5e-4;
    private static final double LAST_LAMBDA = 1e-2;

    private final Digits digits;
    private final Pruning pruning;
    private final StateDict whole;
    private final double target;

    /**
     * @param digits to look at
     * @param pruning of the network
     * @param whole its weights
     * @param target multiply–accumulate operations to be left
     */
    GalSearch(Digits digits, Pruning pruning, StateDict whole, double target) {
        this.digits = digits;
        this.pruning = pruning;
        this.whole = whole;
        this.target = target;
    }

    /** The copy's weights, and its masks beside them. */
    record Found(StateDict weights, float[] masks) {}

    /** @param steps at most */
    Found run(int steps, long seed) {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu());
                Parameters teacher = new Parameters(manager, whole);
                Parameters student = new Parameters(manager, whole);
                Parameters judge = new Parameters(manager,
                        Discriminator.initialWeights(Digits.CLASSES, new SplittableRandom(seed)))) {
            double unit = 1 / variance(teacher, manager);
            GalStep pressed = new GalStep(new GalVgg(teacher), new GalVgg(student), judge,
                    new GalStep.Settings(RATE, MOMENTUM, DECAY, 1, unit), new GalStep.Pressure(MASK_RATE, costs()));
            GalStep resting = new GalStep(new GalVgg(teacher), new GalVgg(student), judge,
                    new GalStep.Settings(LAST_RATE, MOMENTUM, DECAY, 1, unit));
            List<Integer> order = digits.order(steps * BATCH, seed);
            float[] masks = masks(student);
            boolean found = false;
            for (int i = 0; i < steps; i++) {
                double lambda = FIRST_LAMBDA * Math.pow(LAST_LAMBDA / FIRST_LAMBDA, (double) i / steps);
                try (NDManager scope = manager.newSubManager()) {
                    (found ? resting : pressed).step(digits.pictures(scope, order.subList(i * BATCH, (i + 1) * BATCH)),
                            lambda, !found, i == 0);
                }
                if (!found) {
                    float[] now = masks(student);
                    found = macs(pruning.kept(now, 0, 1)) <= target;
                    masks = found ? masks : now;
                    pressed.setMasks(masks);
                }
            }
            return new Found(GalVgg.unmasked(student.stateDict()), masks);
        }
    }

    /** Variance of the whole network's answers, in units of which the copy's errors are counted. */
    private double variance(Parameters teacher, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray answers = new GalVgg(teacher).forward(digits.pictures(scope, digits.order(BATCH, 1)), false);
            return answers.sub(answers.mean()).square().mean().getFloat();
        }
    }

    private static float[] masks(Parameters student) {
        return GalVgg.masks(student.stateDict());
    }

    /** What is left where so much is kept. */
    private double macs(boolean[] kept) {
        float[] ones = new float[kept.length];
        Arrays.fill(ones, 1);
        return GalCost.of(pruning.removed(whole, ones, kept)).macs();
    }

    /**
     * The square root of what each channel costs, 1 on average. In proportion to the costs themselves, the first layers
     * would be all but empty before any other lost much.
     */
    private float[] costs() {
        float[] costs = new float[pruning.size()];
        boolean[] kept = new boolean[costs.length];
        Arrays.fill(kept, true);
        double macs = GalCost.of(whole).macs();
        double sum = 0;
        for (int g = 0; g < pruning.groups().size(); g++) {
            int from = pruning.offset(g);
            int n = pruning.groups().get(g).size();
            kept[from] = false;
            double cost = macs - macs(kept);
            kept[from] = true;
            Arrays.fill(costs, from, from + n, (float) Math.sqrt(cost));
            sum += Math.sqrt(cost) * n;
        }
        for (int i = 0; i < costs.length; i++) {
            costs[i] *= (float) (costs.length / sum);
        }
        return costs;
    }
}
