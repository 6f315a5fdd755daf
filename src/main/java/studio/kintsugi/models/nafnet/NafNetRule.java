package studio.kintsugi.models.nafnet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.Architecture;
import studio.kintsugi.models.Layout;
import studio.kintsugi.models.Names;
import studio.kintsugi.models.Recognition;

/**
 * Tells NAFNet: a restoration U-net whose blocks have simplified channel attention, {@code sca}. NAFNet and
 * NAFNetLocal have the same tensors, so {@code train_size} (TLC) is not among what is read off.
 */
public final class NafNetRule implements Architecture {
    @Override
    public String id() {
        return "nafnet";
    }

    @Override
    public Optional<Recognition> recognise(StateDict weights) {
        Names names = new Names(weights);
        if (!names.anyStarts("intro.") && !names.anyStarts("ending.") || !names.anyContains(".sca.1.")) {
            return Optional.empty();
        }
        RestorationShape shape = RestorationShape.of(names);
        Layout layout = shape.layout(NafNetRule::block);
        Map<String, Object> hyper = shape.hyperParameters();
        return Optional.of(layout.compare(id(), "NAFNet, width " + shape.width(), List.of("denoise", "deblur"), hyper,
                weights));
    }

    /** Figure 3d of the paper: gates halve the channels. */
    private static void block(Layout layout, String block, int c, int wide, int feed) {
        RestorationShape.ends(layout, block, c);
        layout.conv(block + "conv1", wide, c, 1)
                .conv(block + "conv2", wide, 1, 3)
                .conv(block + "sca.1", wide / 2, wide / 2, 1)
                .conv(block + "conv3", c, wide / 2, 1)
                .conv(block + "conv4", feed, c, 1)
                .conv(block + "conv5", c, feed / 2, 1);
    }
}
