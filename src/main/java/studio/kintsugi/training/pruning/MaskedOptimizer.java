package studio.kintsugi.training.pruning;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import studio.kintsugi.nn.optim.AdamW;
import studio.kintsugi.nn.optim.Fista;
import studio.kintsugi.nn.optim.Optimizer;
import studio.kintsugi.training.engine.Optimization;

/** AdamW for a network's weights, and FISTA for the masks that stand behind them in one vector. */
final class MaskedOptimizer implements Optimizer {
    private final AdamW adam;
    private final Sparsity sparsity;

    /**
     * How masks are pressed towards zero.
     *
     * @param rate FISTA's step length for a mask of cost 1; inversely as the cost for others, so that all feel the
     *     same pressure and move as their importance for each operation tells them
     * @param lambda weight of the sparsity now, for a mask of cost 1
     * @param costs what each mask's channel costs
     * @param enough whether so little is left that masks stay as they were
     */
    record Sparsity(float rate, DoubleSupplier lambda, float[] costs, Predicate<float[]> enough) {}

    /**
     * @param m state as AdamW has it; where the masks are, FISTA's last point
     * @param v likewise; where the masks are, FISTA's momentum
     */
    MaskedOptimizer(Optimization settings, float[] m, float[] v, long steps, Sparsity sparsity) {
        this.sparsity = sparsity;
        adam = new AdamW(m, v, steps, AdamW.BETA1, (float) settings.secondMoment(), (float) settings.weightDecay(),
                m.length - sparsity.costs().length);
    }

    @Override
    public void step(float[] w, float[] gradient, double rate) {
        adam.step(w, gradient, rate);
        int from = w.length - sparsity.costs().length;
        float[] masks = Arrays.copyOfRange(w, from, w.length);
        float[] slope = Arrays.copyOfRange(gradient, from, w.length);
        for (int i = 0; i < slope.length; i++) {
            slope[i] /= sparsity.costs()[i];
        }
        Fista fista = new Fista(Arrays.copyOfRange(m(), from, w.length), v()[from]);
        fista.step(masks, slope, sparsity.rate(), (float) sparsity.lambda().getAsDouble(), false);
        // steps this long would swing an important mask up and down: it never needs to be above 1
        for (int i = 0; i < masks.length; i++) {
            masks[i] = Math.min(masks[i], 1);
        }
        if (sparsity.enough().test(masks)) {
            return;
        }
        System.arraycopy(masks, 0, w, from, masks.length);
        System.arraycopy(fista.previous(), 0, m(), from, masks.length);
        Arrays.fill(v(), from, w.length, fista.alpha());
    }

    @Override
    public float[] m() {
        return adam.m();
    }

    @Override
    public float[] v() {
        return adam.v();
    }
}
