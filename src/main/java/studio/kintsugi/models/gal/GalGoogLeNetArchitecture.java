package studio.kintsugi.models.gal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.gal.GalGoogLeNet.Branch;
import studio.kintsugi.models.registry.Architecture;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.models.registry.StateDictLayout;
import studio.kintsugi.models.registry.TensorNames;

/** GAL's GoogLeNet; branches of its inceptions may be pruned away. */
public final class GalGoogLeNetArchitecture implements Architecture {
    @Override
    public String id() {
        return "gal-googlenet";
    }

    @Override
    public Optional<Recognition> recognize(StateDict weights) {
        TensorNames names = new TensorNames(weights);
        if (!names.anyStarts("pre_layers.") || !names.anyStarts("inception_")) {
            return Optional.empty();
        }
        boolean sparse = names.anyContains(".mask");
        int channels = names.size("pre_layers.0.weight", 0, 192);
        StateDictLayout layout = new StateDictLayout().conv("pre_layers.0", channels, 3, 3)
                .batchNorm("pre_layers.1", channels);
        Map<String, Object> kept = new LinkedHashMap<>();
        for (String inception : GalGoogLeNet.INCEPTIONS) {
            String prefix = "inception_" + inception + ".";
            List<String> here = new ArrayList<>();
            int out = 0;
            for (Branch b : GalGoogLeNet.BRANCHES) {
                if (names.anyStarts(prefix + b.name() + ".")) {
                    out += branch(names, layout, prefix, b, channels, sparse);
                    here.add(b.name());
                }
            }
            kept.put(inception, here);
            channels = out;
        }
        int classes = names.size("linear.weight", 0, 10);
        layout.biased("linear", classes, channels);
        return Optional.of(layout.compare(this, "GAL's GoogLeNet", List.of("classify"),
                HyperParameters.of(Map.of("branches", kept, "sparse", sparse, "num_classes", classes)), weights));
    }

    /** Returns the channels the branch gives. */
    private static int branch(TensorNames names, StateDictLayout layout, String prefix, Branch b, int channels,
            boolean sparse) {
        int in = channels;
        for (int i = 0; i < b.convolutions().size(); i++) {
            int number = b.convolutions().get(i);
            String branch = prefix + b.name() + ".";
            int out = names.size(branch + number + ".weight", 0, in);
            layout.conv(branch + number, out, in, b.kernels().get(i)).batchNorm(branch + (number + 1), out);
            in = out;
        }
        if (sparse) {
            layout.tensor(prefix + "mask" + b.mask() + ".weight", 1);
        }
        return in;
    }
}
