package studio.kintsugi.models.pruning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.nn.Parameters;

/**
 * Soft masks and hard removal for any network whose {@link ChannelGroup}s are known. Masks live in weights: to scale a
 * channel is to scale what reads it, so that the network itself knows nothing of masks. All masks are one vector,
 * group after group.
 */
public final class ChannelPruning {
    private final List<ChannelGroup> groups;
    private final int[] offsets;
    private final int size;

    public ChannelPruning(List<ChannelGroup> groups) {
        this.groups = List.copyOf(groups);
        offsets = new int[groups.size()];
        int at = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = at;
            at += groups.get(i).size();
        }
        size = at;
    }

    /** Number of masks. */
    public int size() {
        return size;
    }

    public List<ChannelGroup> groups() {
        return groups;
    }

    /** Index of a group's first mask. */
    public int offset(int group) {
        return offsets[group];
    }

    /**
     * The network's parameters as masks leave them, differentiable by both.
     *
     * @param masks ({@link #size()})
     * @param scope owns what is made
     */
    public Parameters masked(Parameters p, NDArray masks, NDManager scope) {
        Map<String, NDArray> changed = new LinkedHashMap<>();
        for (int g = 0; g < offsets.length; g++) {
            NDArray part = masks.get("{}:{}", offsets[g], offsets[g] + groups.get(g).size());
            part.attach(scope);
            switch (groups.get(g)) {
                case ChannelGroup.Branch b -> b.scales()
                        .forEach(t -> changed.put(t, current(changed, p, t, scope).mul(part)));
                case ChannelGroup.Channels c -> c.consumers().forEach(s -> {
                    NDArray tensor = current(changed, p, s.tensor(), scope);
                    changed.put(s.tensor(), tensor.mul(along(part, s, tensor.getShape(), scope)));
                });
            }
        }
        return p.overlaid(scope, changed);
    }

    private static NDArray current(Map<String, NDArray> changed, Parameters p, String name, NDManager scope) {
        NDArray known = changed.get(name);
        if (known != null) {
            return known;
        }
        return p.view(scope, name);
    }

    /** A group's masks as a factor for a tensor: ones wherever the slice does not reach. */
    private static NDArray along(NDArray part, ChannelGroup.Slice s, Shape shape, NDManager scope) {
        long n = shape.get(s.axis());
        long after = n - s.offset() - part.size();
        NDArray whole = part;
        if (s.offset() > 0) {
            whole = scope.ones(new Shape(s.offset())).concat(whole);
        }
        if (after > 0) {
            whole = whole.concat(scope.ones(new Shape(after)));
        }
        long[] broadcast = new long[shape.dimension()];
        Arrays.fill(broadcast, 1);
        broadcast[s.axis()] = n;
        return whole.reshape(broadcast);
    }

    /**
     * The weights with masks multiplied in and whatever is not kept cut out: the network is then the masked one to
     * within rounding, if all masks that are not kept are zero.
     *
     * @param kept for each mask; of each group of channels at least one
     */
    public StateDict removed(StateDict weights, float[] masks, boolean[] kept) {
        Map<String, TensorData> out = new LinkedHashMap<>(weights.tensors());
        Cuts cuts = new Cuts(weights);
        for (int g = 0; g < offsets.length; g++) {
            float[] part = Arrays.copyOfRange(masks, offsets[g], offsets[g] + groups.get(g).size());
            boolean[] keep = Arrays.copyOfRange(kept, offsets[g], offsets[g] + part.length);
            switch (groups.get(g)) {
                case ChannelGroup.Branch b -> {
                    if (keep[0]) {
                        b.scales().forEach(t -> out.computeIfPresent(t, (n, w) -> ChannelSlices.scaled(w, part[0])));
                    } else {
                        b.tensors().forEach(out::remove);
                    }
                }
                case ChannelGroup.Channels c -> {
                    c.consumers().forEach(s ->
                            out.computeIfPresent(s.tensor(), (n, w) -> ChannelSlices.scaled(w, s.axis(), s.offset(),
                                    part)));
                    c.producers().forEach(s -> cuts.keep(s, keep));
                    c.consumers().forEach(s -> cuts.keep(s, keep));
                }
            }
        }
        cuts.apply(out);
        return new StateDict(out);
    }

    /** What stays of each axis of each tensor, gathered from all groups before anything moves. */
    private static final class Cuts {
        private final StateDict weights;
        private final Map<String, Map<Integer, boolean[]>> kept = new LinkedHashMap<>();

        Cuts(StateDict weights) {
            this.weights = weights;
        }

        void keep(ChannelGroup.Slice s, boolean[] keep) {
            if (weights.has(s.tensor())) {
                boolean[] axis = kept.computeIfAbsent(s.tensor(), n -> new LinkedHashMap<>())
                        .computeIfAbsent(s.axis(), a -> all((int) weights.get(s.tensor()).shape()[a]));
                System.arraycopy(keep, 0, axis, s.offset(), keep.length);
            }
        }

        private static boolean[] all(int n) {
            boolean[] all = new boolean[n];
            Arrays.fill(all, true);
            return all;
        }

        void apply(Map<String, TensorData> tensors) {
            kept.forEach((tensor, axes) -> axes.forEach((axis, k) ->
                    tensors.computeIfPresent(tensor, (n, t) -> ChannelSlices.kept(t, axis, k))));
        }
    }

    /**
     * What is kept where masks above {@code threshold} stay. A group of channels keeps the largest of its masks, a
     * whole multiple of {@code multiple} of them (rounded to nearest), since processors work on so many at once.
     */
    public boolean[] kept(float[] masks, float threshold, int multiple) {
        boolean[] kept = new boolean[size];
        for (int g = 0; g < offsets.length; g++) {
            int from = offsets[g];
            if (groups.get(g) instanceof ChannelGroup.Branch) {
                kept[from] = masks[from] > threshold;
                continue;
            }
            int n = groups.get(g).size();
            Integer[] order = new Integer[n];
            int above = 0;
            for (int i = 0; i < n; i++) {
                order[i] = from + i;
                above += masks[from + i] > threshold ? 1 : 0;
            }
            Arrays.sort(order, (a, b) -> Float.compare(masks[b], masks[a]));
            int rounded = Math.clamp(Math.round((float) above / multiple) * (long) multiple, 1, n);
            int count = Math.max(rounded, Math.min(n, multiple));
            for (int i = 0; i < count; i++) {
                kept[order[i]] = true;
            }
        }
        return kept;
    }

    /**
     * As {@link #kept}, with the lowest threshold whose result costs at most {@code budget}, or the highest where none
     * does.
     *
     * @param cost of what is kept; never more where less is kept
     */
    public boolean[] within(float[] masks, int multiple, ToDoubleFunction<boolean[]> cost, double budget) {
        TreeSet<Float> values = new TreeSet<>();
        values.add(0f);
        for (float m : masks) {
            values.add(m);
        }
        Float[] thresholds = values.toArray(new Float[0]);
        int low = 0;
        int high = thresholds.length - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (cost.applyAsDouble(kept(masks, thresholds[middle], multiple)) <= budget) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return kept(masks, thresholds[low], multiple);
    }
}
