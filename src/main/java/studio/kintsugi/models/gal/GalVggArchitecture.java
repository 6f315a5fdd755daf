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

/** GAL's VGG-16 with batch normalisation, of any widths: pruning takes channels away. */
public final class GalVggArchitecture implements Architecture {
    @Override
    public String id() {
        return "gal-vgg";
    }

    @Override
    public Optional<Recognition> recognize(StateDict weights) {
        TensorNames names = new TensorNames(weights);
        if (!names.anyStarts("features.conv") || !names.anyStarts("features.norm")) {
            return Optional.empty();
        }
        boolean sparse = names.anyContains("mask");
        StateDictLayout layout = new StateDictLayout();
        List<Integer> widths = new ArrayList<>();
        int in = 3;
        for (int n : GalVgg.CONVOLUTIONS) {
            int out = names.size("features.conv" + n + ".weight", 0, in);
            layout.conv("features.conv" + n, out, in, 3).batchNorm("features.norm" + n, out);
            if (sparse) {
                layout.tensor("features.mask" + n + ".weight", out);
            }
            widths.add(out);
            in = out;
        }
        int hidden = names.size("classifier.linear1.weight", 0, 0);
        int classes = names.size("classifier.linear2.weight", 0, 10);
        layout.biased("classifier.linear1", hidden, in).batchNorm("classifier.norm1", hidden)
                .biased("classifier.linear2", classes, hidden);
        if (sparse) {
            layout.tensor("classifier.mask.weight", hidden);
        }
        return Optional.of(layout.compare(this, "GAL's VGG-16", List.of("classify"),
                HyperParameters.of(Map.of("widths", widths, "hidden", hidden, "sparse", sparse, "num_classes",
                classes)), weights));
    }
}
