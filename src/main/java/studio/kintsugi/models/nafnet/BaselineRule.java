package studio.kintsugi.models.nafnet;

import java.util.List;
import java.util.Optional;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.registry.Architecture;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.models.registry.StateDictLayout;
import studio.kintsugi.models.registry.TensorNames;

/** Tells the paper's Baseline: NAFNet's U-net with GELU and squeeze-and-excitation, {@code se}. */
public final class BaselineRule implements Architecture {
    @Override
    public String id() {
        return "baseline";
    }

    @Override
    public Optional<Recognition> recognize(StateDict weights) {
        TensorNames names = new TensorNames(weights);
        if (!names.anyStarts("intro.") && !names.anyStarts("ending.") || !names.anyContains(".se.1.")) {
            return Optional.empty();
        }
        RestorationShape shape = RestorationShape.of(names);
        return Optional.of(shape.layout(BaselineRule::block).compare(id(), "Baseline, width " + shape.width(),
                List.of("denoise", "deblur"), shape.hyperParameters(), weights));
    }

    /** Figure 3c of the paper. */
    private static void block(StateDictLayout layout, String block, int c, int wide, int feed) {
        RestorationShape.ends(layout, block, c);
        layout.conv(block + "conv1", wide, c, 1)
                .conv(block + "conv2", wide, 1, 3)
                .conv(block + "se.1", wide / 2, wide, 1)
                .conv(block + "se.3", wide, wide / 2, 1)
                .conv(block + "conv3", c, wide, 1)
                .conv(block + "conv4", feed, c, 1)
                .conv(block + "conv5", c, feed, 1);
    }
}
