package studio.kintsugi.models.vgg;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.registry.FeatureArchitecture;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.models.registry.StateDictLayout;
import studio.kintsugi.models.registry.TensorNames;

/**
 * Torchvision's VGG-16 and VGG-19, told by which layers of {@code features} are convolutions. The classifier may be
 * absent: only the features are used here.
 */
public final class VggArchitecture implements FeatureArchitecture {
    private static final List<Integer> CONVOLUTIONS_16 = List.of(0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28);
    static final List<Integer> CONVOLUTIONS_19 =
            List.of(0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28, 30, 32, 34);

    @Override
    public String id() {
        return "vgg";
    }

    @Override
    public List<Integer> widths(HyperParameters hyperParameters) {
        return hyperParameters.integers("widths");
    }

    @Override
    public Optional<Recognition> recognize(StateDict weights) {
        TensorNames names = new TensorNames(weights);
        if (!names.has("features.0.weight") || !names.has("features.2.weight")) {
            return Optional.empty();
        }
        List<Integer> convolutions = names.has("features.16.weight") ? CONVOLUTIONS_19 : CONVOLUTIONS_16;
        int depth = convolutions.size() + 3;
        StateDictLayout layout = new StateDictLayout();
        List<Integer> widths = new ArrayList<>();
        int in = 3;
        for (int index : convolutions) {
            int out = names.size("features." + index + ".weight", 0, in);
            layout.conv("features." + index, out, in, 3);
            widths.add(out);
            in = out;
        }
        if (names.anyStarts("classifier.")) {
            int hidden = names.size("classifier.0.weight", 0, 4096);
            layout.biased("classifier.0", hidden, in * 49L).biased("classifier.3", hidden, hidden)
                    .biased("classifier.6", names.size("classifier.6.weight", 0, 1000), hidden);
        }
        return Optional.of(layout.compare(this, "VGG-" + depth, List.of("features"),
                HyperParameters.of(Map.of("depth", depth, "widths", widths)), weights));
    }
}
