package studio.kintsugi.models.gal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.registry.Architecture;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.models.registry.StateDictLayout;
import studio.kintsugi.models.registry.TensorNames;

/** GAL's ResNet-56 and its kin; blocks that were pruned away leave gaps in the numbering. */
public final class GalResNetArchitecture implements Architecture {
    private static final int[] WIDTHS = {16, 32, 64};

    @Override
    public String id() {
        return "gal-resnet";
    }

    @Override
    public Optional<Recognition> recognize(StateDict weights) {
        TensorNames names = new TensorNames(weights);
        if (!names.anyStarts("layer1.") && !names.anyStarts("layer2.") && !names.anyStarts("layer3.")
                || !names.anyStarts("fc.") || names.anyStarts("layer4.")) {
            return Optional.empty();
        }
        boolean sparse = names.anyContains(".mask.");
        int classes = names.size("fc.weight", 0, 10);
        StateDictLayout layout = new StateDictLayout().plainConv("conv1", 16, 3, 3).batchNorm("bn1", 16)
                .biased("fc", classes, 64);
        List<List<Integer>> kept = new ArrayList<>();
        int blocks = 0;
        for (int stage = 0; stage < 3; stage++) {
            List<Integer> here = new ArrayList<>();
            String prefix = "layer" + (stage + 1) + ".";
            int count = names.count(prefix);
            for (int i = 0; i < count; i++) {
                if (names.anyStarts(prefix + i + ".")) {
                    block(layout, prefix + i + ".", stage, i, sparse);
                    here.add(i);
                }
            }
            kept.add(here);
            blocks = Math.max(blocks, count);
        }
        boolean whole = kept.stream().allMatch(k -> k.size() == kept.getFirst().size())
                && kept.getFirst().size() == blocks;
        String title = whole ? "GAL's ResNet-" + (6 * blocks + 2) : "GAL's ResNet, pruned to "
                + kept.stream().mapToInt(List::size).sum() + " blocks";
        return Optional.of(layout.compare(this, title, List.of("classify"),
                HyperParameters.of(Map.of("depth", 6 * blocks + 2, "blocks", kept, "sparse", sparse, "num_classes",
                classes)), weights));
    }

    private static void block(StateDictLayout layout, String block, int stage, int index, boolean sparse) {
        int width = WIDTHS[stage];
        int in = index == 0 && stage > 0 ? WIDTHS[stage - 1] : width;
        layout.plainConv(block + "conv1", width, in, 3).batchNorm(block + "bn1", width)
                .plainConv(block + "conv2", width, width, 3).batchNorm(block + "bn2", width);
        if (sparse) {
            layout.tensor(block + "mask.weight", 1);
        }
    }
}
