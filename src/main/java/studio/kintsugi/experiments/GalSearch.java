package studio.kintsugi.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.gal.GalCost;
import studio.kintsugi.models.gal.GalDiscriminator;
import studio.kintsugi.models.gal.GalStep;
import studio.kintsugi.models.gal.GalVgg;
import studio.kintsugi.models.pruning.ChannelPruning;
import studio.kintsugi.nn.Parameters;

/**
 * GAL's search without labels: a copy with masks learns to answer as the whole network does, under a sparsity whose
 * weight grows until as little is left as was asked for. Then masked channels are removed, and the rest is trained
 * further to imitate the whole network (distillation), at a learning rate that falls to 0.
 */
final class GalSearch {
    private static final int BATCH = ClassifierTraining.BATCH;
    /**
     * Weight of the answers' error, in units of their variance, against the discriminator's verdict. Where both weigh
     * the same, the verdict leads the copy away from answers that it had right. All rates are divided by it, since it
     * multiplies what they are rates of.
     */
    private static final double MU = 30;
    /**
     * While masks move: slow, or weights would grow as fast as masks shrink, and no mask would tell what it is worth.
     */
    private static final double RATE = 0.001 / MU;
    /** After the cut, at first. */
    private static final double LAST_RATE = 0.05 / MU;
    private static final double MOMENTUM = 0.9;
    private static final double DECAY = 2e-4;
    /** FISTA's step length times the steps by which masks are found: with fewer, masks have as far to go. */
    private static final double MASK_WAY = 378 / MU;
    private static final double FIRST_LAMBDA = 5e-5 * MU;
    private static final double LAST_LAMBDA = 1e-2 * MU;
    /** Share of the steps by which masks are found. */
    private static final double FINDING = 0.35;

    private final Digits digits;
    private final ChannelPruning pruning;
    private final StateDict whole;
    private final double target;
    private final long seed;
    private final ComputeDevice device;
    private final SplittableRandom shifts;

    /**
     * @param digits to look at
     * @param pruning of the network
     * @param whole its weights
     * @param target multiply–accumulate operations to be left
     * @param seed of the order of pictures, their shifts and the discriminator's weights
     */
    GalSearch(Digits digits, ChannelPruning pruning, StateDict whole, double target, long seed,
            ComputeDevice device) {
        this.digits = digits;
        this.pruning = pruning;
        this.whole = whole;
        this.target = target;
        this.seed = seed;
        this.device = device;
        shifts = new SplittableRandom(seed);
    }

    /**
     * @param steps of {@link ClassifierTraining#BATCH} pictures, of both phases together
     * @return the pruned network, which costs no more than the target
     */
    StateDict run(int steps) {
        try (NDManager manager = device.newManager();
                Parameters teacher = new Parameters(manager, whole);
                Parameters discriminator = new Parameters(manager,
                        GalDiscriminator.initialWeights(Digits.CLASSES, new SplittableRandom(seed)))) {
            double unit = MU / variance(teacher, manager);
            List<Integer> order = digits.order(steps * BATCH, seed);
            int finding = (int) (FINDING * steps);
            Masked found = find(manager, teacher, discriminator, unit, order.subList(0, finding * BATCH));
            StateDict cut = pruning.removed(found.weights(), found.masks(),
                    pruning.within(found.masks(), 1, this::macs, target));
            return distilled(manager, teacher, discriminator, unit, cut,
                    order.subList(found.steps() * BATCH, order.size()));
        }
    }

    /** The copy's weights, its masks beside them, and how many steps it took. */
    private record Masked(StateDict weights, float[] masks, int steps) {}

    /** Presses masks until the target is reached; the step that goes below it is taken back. */
    private Masked find(NDManager manager, Parameters teacher, Parameters discriminator, double unit,
            List<Integer> order) {
        try (Parameters student = new Parameters(manager, whole)) {
            int steps = order.size() / BATCH;
            GalStep step = new GalStep(new GalVgg(teacher), new GalVgg(student), discriminator,
                    new GalStep.Settings(RATE, MOMENTUM, DECAY, 1, unit),
                    new GalStep.Pressure(MASK_WAY / steps, ones()));
            float[] masks = masks(student);
            int i = 0;
            while (i < steps) {
                double lambda = FIRST_LAMBDA * Math.pow(LAST_LAMBDA / FIRST_LAMBDA, (double) i / steps);
                try (NDManager scope = manager.newSubManager()) {
                    step.step(batch(scope, order, i), lambda, true, i == 0);
                }
                i++;
                float[] now = masks(student);
                if (macs(pruning.kept(now, 0, 1)) <= target) {
                    break;
                }
                masks = now;
            }
            return new Masked(GalVgg.unmasked(student.stateDict()), masks, i);
        }
    }

    /** Has a pruned network learn on from the whole one. */
    private StateDict distilled(NDManager manager, Parameters teacher, Parameters discriminator, double unit,
            StateDict cut, List<Integer> order) {
        try (Parameters student = new Parameters(manager, cut)) {
            GalStep step = new GalStep(new GalVgg(teacher), new GalVgg(student), discriminator,
                    new GalStep.Settings(LAST_RATE, MOMENTUM, DECAY, 0, unit));
            int steps = order.size() / BATCH;
            for (int i = 0; i < steps; i++) {
                try (NDManager scope = manager.newSubManager()) {
                    step.step(batch(scope, order, i), 0, false, false, ClassifierTraining.fallen(LAST_RATE, i, steps));
                }
            }
            return student.stateDict();
        }
    }

    private NDArray batch(NDManager scope, List<Integer> order, int step) {
        return digits.shifted(scope, order.subList(step * BATCH, (step + 1) * BATCH), shifts);
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
        return GalCost.of(pruning.removed(whole, ones(), kept)).macs();
    }

    /** All masks are pressed alike, as in the official code. */
    private float[] ones() {
        float[] ones = new float[pruning.size()];
        Arrays.fill(ones, 1);
        return ones;
    }
}
