package studio.kintsugi.models.errnet;

import java.util.ArrayList;
import java.util.List;
import studio.kintsugi.models.pruning.ChannelGroup;
import studio.kintsugi.models.pruning.ChannelGroup.Slice;

/**
 * What depends on what in ERRNet's generator: the channels between the two convolutions of a residual block, and all
 * that a block adds to what passes by it. Channels that pass by stay, since every block adds to them, and so does the
 * first block, by which such networks are told.
 */
final class ErrNetGroups {
    private ErrNetGroups() {}

    static List<ChannelGroup> of(ErrNetConfig c) {
        List<ChannelGroup> out = new ArrayList<>();
        for (int i = 0; i < c.blocks(); i++) {
            String block = ErrNetConfig.block(i);
            if (c.widths().get(i) > 0) {
                out.add(inside(block, c.widths().get(i)));
            }
            if (c.widths().get(i) > 0 && i > 0) {
                out.add(whole(block, c.squeeze() > 0));
            }
        }
        return out;
    }

    private static ChannelGroup inside(String block, int width) {
        return new ChannelGroup.Channels(block + " inside", width,
                List.of(new Slice(block + ".conv1.conv2d.weight", 0, 0), new Slice(block + ".conv1.conv2d.bias", 0, 0)),
                List.of(new Slice(block + ".conv2.conv2d.weight", 1, 0)));
    }

    private static ChannelGroup whole(String block, boolean attention) {
        List<String> tensors = new ArrayList<>();
        layer(tensors, block + ".conv1.conv2d");
        layer(tensors, block + ".conv2.conv2d");
        if (attention) {
            layer(tensors, block + ".se_layer.fc.0");
            layer(tensors, block + ".se_layer.fc.2");
        }
        return new ChannelGroup.Branch(block, tensors,
                List.of(block + ".conv2.conv2d.weight", block + ".conv2.conv2d.bias"));
    }

    private static void layer(List<String> tensors, String layer) {
        tensors.add(layer + ".weight");
        tensors.add(layer + ".bias");
    }
}
