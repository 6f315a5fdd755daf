package studio.kintsugi.models.gal;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.models.pruning.ChannelGroup;
import studio.kintsugi.models.pruning.ChannelPruning;
import studio.kintsugi.nn.Parameters;

/** VGG-16 with batch normalisation, of any widths; a mask scales each channel behind its rectifier. */
public final class GalVgg implements Classifier {
    /** Numbers of the convolutions; where one is left out, there is a pooling. */
    public static final List<Integer> CONVOLUTIONS = List.of(0, 1, 3, 4, 6, 7, 8, 10, 11, 12, 14, 15, 16);

    private final Parameters p;

    /** Borrows {@code parameters}. */
    public GalVgg(Parameters parameters) {
        this.p = parameters;
    }

    @Override
    public Parameters parameters() {
        return p;
    }

    @Override
    public NDArray forward(NDArray input, boolean batchStatistics) {
        ClassifierLayers layers = new ClassifierLayers(p, batchStatistics);
        NDArray x = input;
        int last = -1;
        for (int n : CONVOLUTIONS) {
            if (n > last + 1) {
                x = ClassifierLayers.maximum(x, 2, 2, 0);
            }
            x = ClassifierLayers.relu(layers.norm(layers.conv(x, "features.conv" + n, 1), "features.norm" + n));
            x = layers.masked(x, "features.mask" + n);
            last = n;
        }
        x = ClassifierLayers.pooled(x);
        x = ClassifierLayers.relu(layers.norm(layers.linear(x, "classifier.linear1"), "classifier.norm1"));
        return layers.linear(layers.masked(x, "classifier.mask"), "classifier.linear2");
    }

    /** What depends on what: a layer's channels, its mask and the layer that reads them. */
    public static List<ChannelGroup> groups(StateDict weights) {
        List<ChannelGroup> groups = new ArrayList<>();
        for (int i = 0; i < CONVOLUTIONS.size(); i++) {
            String n = Integer.toString(CONVOLUTIONS.get(i));
            String reader = i + 1 < CONVOLUTIONS.size() ? "features.conv" + CONVOLUTIONS.get(i + 1)
                    : "classifier.linear1";
            groups.add(group(weights, "features.conv" + n, "features.norm" + n, "features.mask" + n, reader));
        }
        groups.add(group(weights, "classifier.linear1", "classifier.norm1", "classifier.mask", "classifier.linear2"));
        return groups;
    }

    private static ChannelGroup group(StateDict weights, String layer, String norm, String mask, String reader) {
        List<ChannelGroup.Slice> producers = Stream.of(mask + ".weight", layer + ".weight", layer + ".bias",
                norm + ".weight",
                        norm + ".bias", norm + ".running_mean", norm + ".running_var")
                .map(name -> new ChannelGroup.Slice(name, 0, 0)).toList();
        return new ChannelGroup.Channels(layer, (int) weights.get(layer + ".weight").shape()[0], producers,
                List.of(new ChannelGroup.Slice(reader + ".weight", 1, 0)));
    }

    /** All masks in the order of the groups. */
    public static float[] masks(StateDict sparse) {
        ChannelPruning pruning = new ChannelPruning(groups(sparse));
        float[] out = new float[pruning.size()];
        for (int g = 0; g < pruning.groups().size(); g++) {
            float[] part = sparse.get(mask(pruning.groups().get(g))).toFloats();
            System.arraycopy(part, 0, out, pruning.offset(g), part.length);
        }
        return out;
    }

    /** The network without its masks. */
    public static StateDict unmasked(StateDict sparse) {
        Map<String, TensorData> out = new LinkedHashMap<>(sparse.tensors());
        groups(sparse).forEach(g -> out.remove(mask(g)));
        return new StateDict(out);
    }

    /** The mask of a group. */
    static String mask(ChannelGroup group) {
        return ((ChannelGroup.Channels) group).producers().getFirst().tensor();
    }
}
