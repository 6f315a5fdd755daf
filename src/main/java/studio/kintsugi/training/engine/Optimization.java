package studio.kintsugi.training.engine;

/**
 * How a recipe's weights are moved.
 *
 * @param batch samples in a step
 * @param steps in a full run
 * @param learningRate at the start; falls to a thousandth along a cosine
 * @param weightDecay decoupled, per unit of the learning rate
 * @param clip longest gradient, as a Euclidean norm; 0 for any
 * @param average decay of the exponential moving average of the weights, which is a run's result
 * @param secondMoment decay of AdamW's second moments, β₂
 * @param muon whether matrices among the weights follow {@link studio.kintsugi.nn.optim.Muon}
 */
public record Optimization(int batch, int steps, double learningRate, double weightDecay, double clip, double average,
        double secondMoment, boolean muon) {
    /** β₂ where a recipe does not say, as in NAFNet's paper. */
    public static final double SECOND_MOMENT = 0.9;

    public Optimization withBatch(int other) {
        return new Optimization(other, steps, learningRate, weightDecay, clip, average, secondMoment, muon);
    }

    public Optimization withSteps(int other) {
        return new Optimization(batch, other, learningRate, weightDecay, clip, average, secondMoment, muon);
    }

    public Optimization withLearningRate(double other) {
        return new Optimization(batch, steps, other, weightDecay, clip, average, secondMoment, muon);
    }

    public Optimization withClip(double other) {
        return new Optimization(batch, steps, learningRate, weightDecay, other, average, secondMoment, muon);
    }

    public Optimization withAverage(double other) {
        return new Optimization(batch, steps, learningRate, weightDecay, clip, other, secondMoment, muon);
    }
}
