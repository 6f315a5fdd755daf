package studio.kintsugi.training.pruning;

import java.util.Arrays;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.pruning.ChannelGroup;
import studio.kintsugi.models.pruning.ChannelPruning;
import studio.kintsugi.models.registry.Architecture;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.store.ModelCard;

/** A model that can be pruned, and what each part of it costs. */
public final class Prunable {
    /**
     * Channels are kept in such numbers, which the engine's convolutions work on at once. Others they fill up with
     * whatever lies in memory, times zero, and learning is lost where that is not a number.
     */
    private static final int MULTIPLE = 16;

    private final ModelCard card;
    private final Architecture architecture;
    private final StateDict weights;
    private final ChannelPruning pruning;
    private final double macs;

    /**
     * @throws KintsugiException where the architecture describes no channels that can be removed
     */
    public Prunable(ModelCard card, StateDict weights, Architectures architectures) throws KintsugiException {
        this.card = card;
        this.weights = weights;
        architecture = architectures.find(card.architecture())
                .filter(a -> !a.channelGroups(card.hyperParameters()).isEmpty())
                .orElseThrow(() -> new KintsugiException(Sentence.of("The model \"%s\" is a %s network, which can't"
                        + " be pruned: choose another model.", card.id(), card.architecture())));
        pruning = new ChannelPruning(architecture.channelGroups(card.hyperParameters()));
        macs = architecture.macsPerPixel(card.hyperParameters());
    }

    ModelCard card() {
        return card;
    }

    Architecture architecture() {
        return architecture;
    }

    StateDict weights() {
        return weights;
    }

    ChannelPruning pruning() {
        return pruning;
    }

    /** Multiply–accumulate operations for each pixel, whole. */
    public double macs() {
        return macs;
    }

    /** A pruned network: weights and the hyper-parameters that go with them. */
    public record Pruned(StateDict weights, HyperParameters hyperParameters) {}

    /** Folds masks in and cuts out what is not kept. */
    public Pruned removed(StateDict trained, float[] masks, boolean[] kept) {
        StateDict out = pruning.removed(trained, masks, kept);
        Recognition recognition = architecture.recognize(out).filter(Recognition::isExact)
                .orElseThrow(() -> new IllegalStateException("the pruned weights are not recognised as a network"));
        return new Pruned(out, with(recognition.hyperParameters()));
    }

    /** The model's hyper-parameters with others in their place. */
    HyperParameters with(HyperParameters others) {
        return card.hyperParameters().with(others);
    }

    /** The network with every group of channels cut to the same share of its width, the first ones kept. */
    Pruned thinned(double share) {
        float[] ones = new float[pruning.size()];
        Arrays.fill(ones, 1);
        float[] masks = ones.clone();
        for (int g = 0; g < pruning.groups().size(); g++) {
            int n = pruning.groups().get(g).size();
            for (int i = 0; i < n; i++) {
                boolean stays = pruning.groups().get(g) instanceof ChannelGroup.Branch || i < share * n;
                masks[pruning.offset(g) + i] = stays ? 1 : 0;
            }
        }
        return removed(weights, ones, pruning.kept(masks, 0, MULTIPLE));
    }

    /** Multiply–accumulate operations for each pixel of such a network. */
    public double macs(Pruned pruned) {
        return architecture.macsPerPixel(pruned.hyperParameters());
    }

    /** MACs for each pixel of what is left. */
    public double macs(boolean[] kept) {
        float[] ones = new float[kept.length];
        Arrays.fill(ones, 1);
        return macs(removed(weights, ones, kept));
    }

    /** What each mask's channel or branch costs, 1 on average over all channels. */
    float[] costs() {
        float[] costs = new float[pruning.size()];
        boolean[] kept = new boolean[costs.length];
        Arrays.fill(kept, true);
        double sum = 0;
        int channels = 0;
        for (int g = 0; g < pruning.groups().size(); g++) {
            int from = pruning.offset(g);
            int n = pruning.groups().get(g).size();
            kept[from] = false;
            double cost = macs - macs(kept);
            kept[from] = true;
            Arrays.fill(costs, from, from + n, (float) cost);
            if (pruning.groups().get(g) instanceof ChannelGroup.Channels) {
                sum += cost * n;
                channels += n;
            }
        }
        for (int i = 0; i < costs.length; i++) {
            costs[i] *= (float) (channels / sum);
        }
        return costs;
    }

    /** Whether what masks leave standing costs at most {@code target} of the whole. */
    boolean reached(float[] masks, double target) {
        return macs(pruning.kept(masks, 0, MULTIPLE)) <= target * macs;
    }

    /**
     * What to keep so that at most {@code target} of the MACs is left: the largest masks, and nothing that is zero.
     *
     * @throws KintsugiException where so much can't be removed
     */
    public boolean[] kept(float[] masks, double target) throws KintsugiException {
        boolean[] kept = pruning.within(masks, MULTIPLE, this::macs, target * macs);
        refuse(target, macs(kept));
        return kept;
    }

    /**
     * @param target share of the MACs to be left
     * @throws KintsugiException where so much can't be removed, whatever the masks
     */
    public void check(double target) throws KintsugiException {
        refuse(target, macs(pruning.kept(new float[pruning.size()], 0, MULTIPLE)));
    }

    private void refuse(double target, double left) throws KintsugiException {
        if (left > target * macs) {
            throw new KintsugiException(Sentence.of("No more than %.0f %% of this network can be removed: leave at"
                    + " least %.2f of it (--target-macs).", 100 * (1 - left / macs), left / macs + 0.005));
        }
    }
}
