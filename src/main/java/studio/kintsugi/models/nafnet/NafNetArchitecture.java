package studio.kintsugi.models.nafnet;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.network.TrainableNetwork;
import studio.kintsugi.models.pruning.ChannelGroup;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.models.registry.StateDictLayout;
import studio.kintsugi.models.registry.TensorNames;
import studio.kintsugi.models.registry.TrainableArchitecture;
import studio.kintsugi.nn.Parameters;

/**
 * NAFNet and NAFNetLocal of any width and depth: a restoration U-net whose blocks have simplified channel attention,
 * {@code sca}. NAFNet and NAFNetLocal have the same tensors, so {@code train_size} (TLC) is not among what is read off.
 * In a pruned one each half of a block has a width of its own, or is missing.
 */
public final class NafNetArchitecture extends UShapedArchitecture implements TrainableArchitecture {
    @Override
    public String id() {
        return "nafnet";
    }

    @Override
    public NafNet build(HyperParameters hyperParameters, Parameters parameters) {
        return new NafNet(NafNetConfig.of(hyperParameters), parameters);
    }

    /** TLC is for test time only: training takes its statistics from the whole patch. */
    @Override
    public TrainableNetwork buildForTraining(HyperParameters hyperParameters, Parameters parameters) {
        return TrainableNetwork.of(build(hyperParameters, parameters).with(Pooling.GLOBAL));
    }

    @Override
    public List<ChannelGroup> channelGroups(HyperParameters hyperParameters) {
        return NafNetGroups.of(NafNetConfig.of(hyperParameters));
    }

    @Override
    public StateDict initialWeights(HyperParameters hyperParameters, RandomGenerator random) {
        return NafNetInit.weights(NafNetConfig.of(hyperParameters), random);
    }

    @Override
    public Optional<Recognition> recognize(StateDict weights) {
        TensorNames names = new TensorNames(weights);
        if (!names.anyStarts("intro.") && !names.anyStarts("ending.") || !names.anyContains(".sca.1.")
                && names.anyContains(".se.")) {
            return Optional.empty();
        }
        RestorationShape shape = RestorationShape.of(names);
        HyperParameters hyper = shape.hyperParameters();
        NafNetConfig whole = NafNetConfig.of(hyper);
        List<Integer> attention = whole.places().stream()
                .map(p -> gated(names, p, ".beta", ".conv1.weight", ".conv3.weight")).toList();
        List<Integer> feedForward = whole.places().stream()
                .map(p -> gated(names, p, ".gamma", ".conv4.weight", ".conv5.weight")).toList();
        boolean pruned = !attention.equals(whole.attention()) || !feedForward.equals(whole.feedForward());
        if (pruned) {
            hyper = hyper.with(NafNetConfig.ATTENTION, attention).with(NafNetConfig.FEED_FORWARD, feedForward);
        }
        StateDictLayout layout = shape.layout((l, block, c, wide, feed) -> block(l, names, block, c));
        return Optional.of(layout.compare(this, "NAFNet, width " + shape.width() + (pruned ? ", pruned" : ""),
                List.of("denoise", "deblur"), hyper, weights));
    }

    /** Channels behind a half's gate, or 0 where all that tells of that half is missing. */
    private static int gated(TensorNames names, NafNetConfig.Place place, String scale, String expand, String squeeze) {
        String block = place.name();
        boolean there = names.has(block + scale) || names.has(block + expand) || names.has(block + squeeze);
        return there ? names.size(block + expand, 0, 2 * place.width()) / 2 : 0;
    }

    /** Figure 3d of the paper: gates halve the channels. */
    private static void block(StateDictLayout layout, TensorNames names, String prefix, int c) {
        NafNetConfig.Place place = new NafNetConfig.Place(prefix.substring(0, prefix.length() - 1), 0, c);
        int a = gated(names, place, ".beta", ".conv1.weight", ".conv3.weight");
        if (a > 0) {
            layout.biased(prefix + "norm1", c).tensor(prefix + "beta", 1, c, 1, 1)
                    .conv(prefix + "conv1", 2L * a, c, 1)
                    .conv(prefix + "conv2", 2L * a, 1, 3)
                    .conv(prefix + "sca.1", a, a, 1)
                    .conv(prefix + "conv3", c, a, 1);
        }
        int f = gated(names, place, ".gamma", ".conv4.weight", ".conv5.weight");
        if (f > 0) {
            layout.biased(prefix + "norm2", c).tensor(prefix + "gamma", 1, c, 1, 1)
                    .conv(prefix + "conv4", 2L * f, c, 1)
                    .conv(prefix + "conv5", c, f, 1);
        }
    }
}
