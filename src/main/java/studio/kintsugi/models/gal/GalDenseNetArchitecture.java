package studio.kintsugi.models.gal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.registry.Architecture;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.models.registry.StateDictLayout;
import studio.kintsugi.models.registry.TensorNames;

/**
 * GAL's DenseNet-40 and its kin. In a pruned one each convolution takes a selection of the channels that its
 * batch normalisation sees. The teacher calls its classifier {@code linear}, the others {@code fc}.
 */
public final class GalDenseNetArchitecture implements Architecture {
    private static final int STAGES = 3;

    @Override
    public String id() {
        return "gal-densenet";
    }

    @Override
    public Optional<Recognition> recognize(StateDict weights) {
        TensorNames names = new TensorNames(weights);
        if (!names.anyStarts("dense1.") || !names.anyStarts("trans1.")) {
            return Optional.empty();
        }
        boolean sparse = names.anyContains(".mask.");
        int channels = names.size("conv1.weight", 0, 24);
        int growth = names.size("dense1.0.conv1.weight", 0, 12);
        int blocks = names.count("dense1.");
        StateDictLayout layout = new StateDictLayout().plainConv("conv1", channels, 3, 3);
        int layer = 0;
        for (int stage = 1; stage <= STAGES; stage++) {
            for (int i = 0; i < blocks; i++) {
                selected(names, layout, "dense" + stage + "." + i, channels, growth, 3, sparse, layer++);
                channels += growth;
            }
            if (stage < STAGES) {
                int out = names.size("trans" + stage + ".conv1.weight", 0, channels);
                selected(names, layout, "trans" + stage, channels, out, 1, sparse, layer++);
                channels = out;
            }
        }
        String classifier = names.anyStarts("linear.") ? "linear" : "fc";
        int classes = names.size(classifier + ".weight", 0, 10);
        layout.batchNorm("bn", channels).biased(classifier, classes, channels);
        int depth = STAGES * blocks + STAGES + 1;
        return Optional.of(layout.compare(this, "GAL's DenseNet-" + depth, List.of("classify"),
                HyperParameters.of(Map.of("depth", depth, "growthRate", growth, "sparse", sparse, "classifier",
                classifier,
                        "num_classes", classes)), weights));
    }

    private static void selected(
            TensorNames names, StateDictLayout layout, String block, int channels, int out, int kernel, boolean sparse,
            int number) {
        int in = Math.min(channels, names.size(block + ".conv1.weight", 1, channels));
        if (in < channels || names.has(GalDenseNet.indexes(number))) {
            layout.tensor(GalDenseNet.indexes(number), in);
        }
        layout.batchNorm(block + ".bn1", channels).plainConv(block + ".conv1", out, in, kernel);
        if (sparse) {
            layout.tensor(block + ".mask.weight", in);
        }
    }
}
