package studio.kintsugi.models.nafnet;

import java.util.ArrayList;
import java.util.List;
import studio.kintsugi.models.pruning.ChannelGroup;
import studio.kintsugi.models.pruning.ChannelGroup.Slice;

/**
 * What depends on what in a NAFNet: channel k and channel k + w of a gate's input go together, and so does every
 * tensor up to the convolution that reads the gate's output. Each half of a block stands beside a skip connection.
 * Channels of the skip connections themselves stay: layer normalisation takes its statistics over all of them.
 */
final class NafNetGroups {
    private final List<ChannelGroup> out = new ArrayList<>();

    private NafNetGroups() {}

    static List<ChannelGroup> of(NafNetConfig c) {
        NafNetGroups groups = new NafNetGroups();
        List<NafNetConfig.Place> places = c.places();
        for (int i = 0; i < places.size(); i++) {
            String block = places.get(i).name();
            groups.attention(block, c.attention().get(i));
            groups.feedForward(block, c.feedForward().get(i));
        }
        return groups.out;
    }

    private void attention(String block, int w) {
        if (w > 0) {
            List<Slice> producers = new ArrayList<>();
            pairs(producers, block + ".conv1", w);
            pairs(producers, block + ".conv2", w);
            layer(producers, block + ".sca.1", 0);
            out.add(new ChannelGroup.Channels(block + " attention", w, producers,
                    List.of(new Slice(block + ".sca.1.weight", 1, 0), new Slice(block + ".conv3.weight", 1, 0))));
            branch(block, ".beta", ".norm1", ".conv1", ".conv2", ".sca.1", ".conv3");
        }
    }

    private void feedForward(String block, int w) {
        if (w > 0) {
            List<Slice> producers = new ArrayList<>();
            pairs(producers, block + ".conv4", w);
            out.add(new ChannelGroup.Channels(block + " feed-forward", w, producers,
                    List.of(new Slice(block + ".conv5.weight", 1, 0))));
            branch(block, ".gamma", ".norm2", ".conv4", ".conv5");
        }
    }

    /** The two halves that a gate multiplies. */
    private static void pairs(List<Slice> slices, String layer, int w) {
        layer(slices, layer, 0);
        layer(slices, layer, w);
    }

    private static void layer(List<Slice> slices, String layer, int offset) {
        slices.add(new Slice(layer + ".weight", 0, offset));
        slices.add(new Slice(layer + ".bias", 0, offset));
    }

    private void branch(String block, String scale, String... layers) {
        List<String> tensors = new ArrayList<>(List.of(block + scale));
        for (String layer : layers) {
            tensors.add(block + layer + ".weight");
            tensors.add(block + layer + ".bias");
        }
        out.add(new ChannelGroup.Branch(block + scale, tensors, List.of(block + scale)));
    }
}
