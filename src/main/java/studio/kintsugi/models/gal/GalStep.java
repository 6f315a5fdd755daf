package studio.kintsugi.models.gal;

import static studio.kintsugi.nn.Functional.times;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import studio.kintsugi.nn.Functional;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.optim.Fista;
import studio.kintsugi.nn.optim.Sgd;

/**
 * The two alternating phases of the paper's algorithm 1 on a classifier, step by step as the official code takes them:
 * first the discriminator learns, then the network with its masks. Labels are not looked at.
 */
public final class GalStep {
    private final Classifier baseline;
    private final Classifier sparse;
    private final GalDiscriminator discriminator;
    private final Settings settings;
    private final Pressure pressure;
    private final Sgd ofDiscriminator;
    private final Sgd ofSparse;
    private final List<NDArray> masks;
    private final Fista fista;

    /**
     * The official code's options, with its defaults 0.01, 0.9, 2e-4, 0.6 and 1.
     *
     * @param rate learning rate of everything
     * @param momentum of all but masks
     * @param decay of weights, on all but masks
     * @param lambda weight of the masks' sparsity
     * @param mu weight of the difference between both networks' features
     */
    public record Settings(double rate, double momentum, double decay, double lambda, double mu) {}

    /**
     * How masks move where channels cost different amounts, unlike in the official code: pressed the harder the more
     * they cost, and with the largest of each layer at 1.
     *
     * @param rate FISTA's step length
     * @param costs of all masks, in their order
     */
    public record Pressure(double rate, float[] costs) {}

    /** The terms of one step's losses, before it. */
    public record Losses(double discriminator, double data, double generator, double sparsity) {}

    /**
     * As the official code has it: every mask counts the same, and moves at the rate of all else.
     *
     * @see #GalStep(Classifier, Classifier, Parameters, Settings, Pressure)
     */
    public GalStep(Classifier baseline, Classifier sparse, Parameters discriminator, Settings settings) {
        this(baseline, sparse, discriminator, settings, null);
    }

    /**
     * Borrows all it is given.
     *
     * @param baseline the whole network, which is frozen but for its running statistics
     * @param sparse the same with masks
     * @param discriminator parameters of a {@link GalDiscriminator} of so many features as there are classes
     * @param pressure on masks, or null for the official code's
     */
    public GalStep(Classifier baseline, Classifier sparse, Parameters discriminator, Settings settings,
            Pressure pressure) {
        this.baseline = baseline;
        this.sparse = sparse;
        this.discriminator = new GalDiscriminator(discriminator);
        this.settings = settings;
        this.pressure = pressure;
        ofDiscriminator = new Sgd(discriminator, (float) settings.momentum(), (float) settings.decay());
        ofSparse = new Sgd(sparse.parameters(), (float) settings.momentum(), (float) settings.decay());
        Parameters p = sparse.parameters();
        masks = p.names().stream().filter(n -> n.contains("mask")).map(p::get).toList();
        masks.forEach(m -> m.setRequiresGradient(true));
        fista = new Fista(new float[masks.stream().mapToInt(m -> (int) m.size()).sum()], 0);
    }

    /**
     * @param batch (N, 3, 32, 32); what is made on the way goes to its manager
     * @param lambda weight of the sparsity in this step, relative to the settings'
     * @param withMasks whether masks move too
     * @param restart whether FISTA's momentum begins anew
     */
    public Losses step(NDArray batch, double lambda, boolean withMasks, boolean restart) {
        return step(batch, lambda, withMasks, restart, settings.rate());
    }

    /** As {@link #step(NDArray, double, boolean, boolean)}, at another learning rate than the settings'. */
    public Losses step(NDArray batch, double lambda, boolean withMasks, boolean restart, double rate) {
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray wanted = baseline.forward(batch, true).stopGradient();
            NDArray given = sparse.forward(batch, true);
            NDArray discriminatorLoss =
                    GalLosses.discriminator(discriminator.apply(wanted), discriminator.apply(given.stopGradient()));
            collector.backward(discriminatorLoss);
            ofDiscriminator.step((float) rate);

            NDArray data = times(GalLosses.data(wanted, given), settings.mu());
            NDArray generator = GalLosses.generator(discriminator.frozen().apply(given));
            NDArray sparsity = sparsity(batch.getManager(), (float) (lambda * settings.lambda()));
            collector.backward(data.add(generator).add(sparsity));
            Losses losses = new Losses(discriminatorLoss.getFloat(), data.getFloat(), generator.getFloat(),
                    sparsity.getFloat());
            ofSparse.step((float) rate);
            moveMasks((float) (lambda * settings.lambda()), (float) rate, withMasks, restart);
            return losses;
        }
    }

    private NDArray sparsity(NDManager scope, float lambda) {
        NDArray sum = scope.create(0f);
        int at = 0;
        for (NDArray mask : masks) {
            NDArray view = Functional.seen(scope, mask);
            int n = (int) mask.size();
            if (pressure != null) {
                view = view.mul(scope.create(Arrays.copyOfRange(pressure.costs(), at, at + n)));
            }
            at += n;
            sum = sum.add(GalLosses.sparsity(view, lambda));
        }
        return sum;
    }

    private void moveMasks(float lambda, float rate, boolean move, boolean restart) {
        float[] x = concatenated(masks.stream().map(NDArray::toFloatArray).toList());
        float[] gradient = concatenated(masks.stream().map(Sgd::takeGradient).toList());
        if (!move || !Sgd.isFinite(gradient)) {
            return;
        }
        if (pressure == null) {
            fista.step(x, gradient, rate, lambda, restart);
        } else {
            fista.step(x, gradient, (float) pressure.rate(), lambda, restart);
            rescale(x);
        }
        setMasks(x);
    }

    /** Puts all masks, one after the other, in place of those there are. */
    public void setMasks(float[] x) {
        int at = 0;
        for (NDArray mask : masks) {
            int n = (int) mask.size();
            mask.set(FloatBuffer.wrap(x, at, n).slice());
            at += n;
        }
    }

    /**
     * Makes the largest mask of each layer 1. The normalisation behind the next layer takes a common factor out again,
     * so that masks could fall to nothing all together without any loss.
     */
    private void rescale(float[] x) {
        float[] previous = fista.previous();
        int at = 0;
        for (NDArray mask : masks) {
            int end = at + (int) mask.size();
            float largest = 0;
            for (int i = at; i < end; i++) {
                largest = Math.max(largest, x[i]);
            }
            for (int i = at; i < end; i++) {
                x[i] = largest > 0 ? x[i] / largest : previous[i];
                previous[i] = largest > 0 ? previous[i] / largest : previous[i];
            }
            at = end;
        }
    }

    private static float[] concatenated(List<float[]> parts) {
        float[] out = new float[parts.stream().mapToInt(p -> p.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, out, at, part.length);
            at += part.length;
        }
        return out;
    }
}
