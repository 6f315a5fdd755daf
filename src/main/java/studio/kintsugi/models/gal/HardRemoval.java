package studio.kintsugi.models.gal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.models.pruning.ChannelGroup;
import studio.kintsugi.models.pruning.ChannelGroup.Slice;
import studio.kintsugi.models.pruning.ChannelPruning;
import studio.kintsugi.models.pruning.ChannelSlices;

/**
 * Cuts out of the official networks what their masks make zero (section 3.4), with the official code's rules and
 * names: a block or a branch goes where its mask is 0, a channel where its mask is not above 0, and of channels that
 * would all go the first stays. Masks that stay, stay beside what they scale.
 *
 * <p>Models of this application are pruned by {@link studio.kintsugi.models.pruning.ChannelPruning}. This is the
 * reference: tests compare what it leaves of the official weights with what the official code leaves.
 */
public final class HardRemoval {
    private static final Pattern BLOCK = Pattern.compile("layer(\\d)\\.(\\d+)\\.(.*)");

    private HardRemoval() {}

    /**
     * @param sparse ResNet, VGG, DenseNet or GoogLeNet with its masks
     * @throws IllegalArgumentException where it has no masks
     */
    public static StateDict of(StateDict sparse) {
        Set<String> names = sparse.names();
        if (names.stream().noneMatch(n -> n.contains("mask"))) {
            throw new IllegalArgumentException("there are no masks to go by");
        }
        if (names.stream().anyMatch(n -> n.startsWith("features."))) {
            return vgg(sparse);
        }
        if (names.stream().anyMatch(n -> n.startsWith("inception_"))) {
            return googLeNet(sparse);
        }
        return names.stream().anyMatch(n -> n.startsWith("dense1.")) ? denseNet(sparse) : resNet(sparse);
    }

    /**
     * Blocks are numbered anew; where the first of a stage that shrinks is gone, its shortcut keeps the number 0.
     */
    private static StateDict resNet(StateDict sparse) {
        Map<String, TensorData> out = new LinkedHashMap<>();
        Map<String, Integer> numbers = new LinkedHashMap<>();
        Map<String, Integer> next = new LinkedHashMap<>();
        sparse.tensors().forEach((name, t) -> {
            Matcher m = BLOCK.matcher(name);
            if (!m.matches()) {
                out.put(name, t);
                return;
            }
            String stage = "layer" + m.group(1) + ".";
            String block = stage + m.group(2);
            boolean gone = first(sparse, block + ".mask.weight") == 0;
            if (m.group(2).equals("0") && gone) {
                next.putIfAbsent(stage, m.group(1).equals("1") ? 0 : 1);
            }
            if (!gone) {
                int number = numbers.computeIfAbsent(block, b -> next.merge(stage, 1, Integer::sum) - 1);
                out.put(stage + number + "." + m.group(3), t);
            }
        });
        return new StateDict(out);
    }

    private static float first(StateDict weights, String mask) {
        return weights.get(mask).toFloats()[0];
    }

    private static StateDict vgg(StateDict sparse) {
        List<ChannelGroup> groups = GalVgg.groups(sparse);
        return cut(sparse, groups, groups.stream().map(g -> positive(sparse, GalVgg.mask(g))).toList());
    }

    /** Where a mask is above 0, or else its first channel. */
    private static boolean[] positive(StateDict sparse, String mask) {
        float[] values = sparse.get(mask).toFloats();
        boolean[] out = new boolean[values.length];
        boolean any = false;
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i] > 0;
            any |= out[i];
        }
        out[0] |= !any;
        return out;
    }

    /** Cuts without folding masks in. */
    private static StateDict cut(StateDict sparse, List<ChannelGroup> groups, List<boolean[]> kept) {
        ChannelPruning pruning = new ChannelPruning(groups);
        boolean[] all = new boolean[pruning.size()];
        for (int g = 0; g < groups.size(); g++) {
            System.arraycopy(kept.get(g), 0, all, pruning.offset(g), kept.get(g).length);
        }
        float[] ones = new float[all.length];
        Arrays.fill(ones, 1);
        return pruning.removed(sparse, ones, all);
    }

    /** Normalisation sees all channels, each convolution a selection of its own. */
    private static StateDict denseNet(StateDict sparse) {
        Map<String, TensorData> out = new LinkedHashMap<>(sparse.tensors());
        List<String> masks = sparse.names().stream().filter(n -> n.endsWith(".mask.weight")).toList();
        for (int i = 0; i < masks.size(); i++) {
            String mask = masks.get(i);
            String layer = mask.substring(0, mask.length() - ".mask.weight".length());
            boolean[] kept = positive(sparse, mask);
            out.computeIfPresent(mask, (n, t) -> ChannelSlices.kept(t, 0, kept));
            out.computeIfPresent(layer + ".conv1.weight", (n, t) -> ChannelSlices.kept(t, 1, kept));
            String indexes = GalDenseNet.indexes(i);
            out.put(indexes, indexes(sparse.tensors().get(indexes), kept));
        }
        return new StateDict(out);
    }

    private static TensorData indexes(TensorData before, boolean[] kept) {
        float[] all = before == null ? null : before.toFloats();
        float[] out = new float[kept.length];
        int n = 0;
        for (int i = 0; i < kept.length; i++) {
            if (kept[i]) {
                out[n++] = all == null ? i : all[i];
            }
        }
        return TensorData.ofFloats(Arrays.copyOf(out, n), n);
    }

    /** Whoever reads an inception's output reads less of it. */
    private static StateDict googLeNet(StateDict sparse) {
        List<ChannelGroup> groups = new ArrayList<>();
        List<boolean[]> kept = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        List<String> inceptions = GalGoogLeNet.INCEPTIONS;
        for (int i = 0; i < inceptions.size(); i++) {
            List<String> readers = i + 1 < inceptions.size()
                    ? readers("inception_" + inceptions.get(i + 1) + ".") : List.of("linear.weight");
            int offset = 0;
            for (GalGoogLeNet.Branch b : GalGoogLeNet.BRANCHES) {
                String prefix = "inception_" + inceptions.get(i) + ".";
                String last = prefix + b.name() + "." + b.convolutions().getLast() + ".weight";
                if (!sparse.has(last)) {
                    continue;
                }
                int width = (int) sparse.get(last).shape()[0];
                int at = offset;
                if (first(sparse, prefix + "mask" + b.mask() + ".weight") == 0) {
                    groups.add(new ChannelGroup.Channels(prefix + b.name(), width, List.of(),
                            readers.stream().map(r -> new Slice(r, 1, at)).toList()));
                    kept.add(new boolean[width]);
                    gone.add(prefix + b.name() + ".");
                    gone.add(prefix + "mask" + b.mask() + ".");
                }
                offset += width;
            }
        }
        Map<String, TensorData> out = new LinkedHashMap<>(sparse.tensors());
        out.keySet().removeIf(n -> gone.stream().anyMatch(n::startsWith));
        return cut(new StateDict(out), groups, kept);
    }

    /** The convolutions that read an inception's input. */
    private static List<String> readers(String inception) {
        return GalGoogLeNet.BRANCHES.stream()
                .map(b -> inception + b.name() + "." + b.convolutions().getFirst() + ".weight").toList();
    }
}
