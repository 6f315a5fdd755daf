package studio.kintsugi.experiments;

import static studio.kintsugi.nn.Functional.times;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.gal.GalVgg;
import studio.kintsugi.nn.Initializer;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.optim.Sgd;

/** Trains a small VGG with labels, and counts what it tells right. */
final class ClassifierTraining {
    static final int BATCH = 50;
    private static final int TEST_BATCH = 200;
    /** Channels of the thirteen convolutions: an eighth of the paper's. */
    private static final int[] WIDTHS = {8, 8, 16, 16, 32, 32, 32, 64, 64, 64, 64, 64, 64};
    private static final float MOMENTUM = 0.9f;
    private static final float DECAY = 5e-4f;

    private final Digits.Sets digits;
    private final ComputeDevice device;

    ClassifierTraining(Digits.Sets digits, ComputeDevice device) {
        this.digits = digits;
        this.device = device;
    }

    /** Fresh weights, with a mask of 1 for each channel. */
    static StateDict initialWeights(long seed) {
        Initializer init = new Initializer(new SplittableRandom(seed));
        int in = 3;
        for (int i = 0; i < WIDTHS.length; i++) {
            String n = Integer.toString(GalVgg.CONVOLUTIONS.get(i));
            // the variance that keeps networks with rectifiers alive (He et al., arXiv 1502.01852, equation 10)
            init.uniform("features.conv" + n + ".weight", Math.sqrt(6.0 / (in * 9)), WIDTHS[i], in, 3, 3)
                    .constant("features.conv" + n + ".bias", 0, WIDTHS[i])
                    .batchNorm("features.norm" + n, WIDTHS[i])
                    .constant("features.mask" + n + ".weight", 1, WIDTHS[i]);
            in = WIDTHS[i];
        }
        return init.uniform("classifier.linear1.weight", Math.sqrt(6.0 / in), in, in)
                .constant("classifier.linear1.bias", 0, in)
                .batchNorm("classifier.norm1", in).constant("classifier.mask.weight", 1, in)
                .uniform("classifier.linear2.weight", Math.sqrt(3.0 / in), Digits.CLASSES, in)
                .constant("classifier.linear2.bias", 0, Digits.CLASSES).weights();
    }

    /** Steps that see as many pictures as there are to learn from, with labels or without. */
    int epoch() {
        return digits.training().size() / BATCH;
    }

    /**
     * Cross-entropy against labels, by gradient descent with momentum.
     *
     * @param steps of {@link #BATCH} pictures
     * @param rate at first; it falls to 0 along a cosine
     * @param seed of the order of pictures
     */
    StateDict trained(StateDict start, int steps, double rate, long seed) {
        try (NDManager manager = device.newManager();
                Parameters p = new Parameters(manager, start)) {
            Sgd sgd = new Sgd(p, MOMENTUM, DECAY);
            GalVgg network = new GalVgg(p);
            List<Integer> order = digits.labeled().order(steps * BATCH, seed);
            SplittableRandom shifts = new SplittableRandom(seed);
            for (int i = 0; i < steps; i++) {
                List<Integer> batch = order.subList(i * BATCH, (i + 1) * BATCH);
                try (NDManager scope = manager.newSubManager();
                        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                    NDArray pictures = digits.labeled().shifted(scope, batch, shifts);
                    NDArray predicted = network.forward(pictures, true).logSoftmax(1);
                    NDArray right = predicted.mul(digits.labeled().oneHot(scope, batch)).sum();
                    collector.backward(times(right, -1.0 / BATCH));
                }
                sgd.step((float) fallen(rate, i, steps));
            }
            return p.stateDict();
        }
    }

    /** A learning rate that falls to 0 along a cosine. */
    static double fallen(double rate, int step, int steps) {
        return rate * 0.5 * (1 + Math.cos(Math.PI * step / steps));
    }

    /** Per cent of the test pictures classified correctly. */
    double accuracy(StateDict weights) {
        Digits test = digits.test();
        try (NDManager manager = device.newManager();
                Parameters p = new Parameters(manager, weights)) {
            int right = 0;
            for (int from = 0; from < test.size(); from += TEST_BATCH) {
                List<Integer> which =
                        IntStream.range(from, Math.min(test.size(), from + TEST_BATCH)).boxed().toList();
                try (NDManager scope = manager.newSubManager()) {
                    long[] predicted = new GalVgg(p).forward(test.pictures(scope, which), false).argMax(1)
                            .toLongArray();
                    for (int i = 0; i < predicted.length; i++) {
                        right += predicted[i] == test.label(from + i) ? 1 : 0;
                    }
                }
            }
            return 100.0 * right / test.size();
        }
    }
}
