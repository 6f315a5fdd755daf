package studio.kintsugi.models.pruning;

import java.util.List;

/** What can only be removed from a network together; each member has a mask. */
public sealed interface ChannelGroup {
    /** For people, as {@code middle_blks.0 gate 1}. */
    String name();

    /** Number of masks. */
    int size();

    /**
     * Where a tensor holds a group's channels: channel k at index {@code offset + k} of an axis.
     *
     * @param tensor name in the state dict
     * @param axis of the tensor
     * @param offset of channel 0
     */
    record Slice(String tensor, int axis, int offset) {}

    /**
     * Channels that several tensors share.
     *
     * @param producers slices that make the channels
     * @param consumers slices that read them: scaling these is the same as scaling the channels
     */
    record Channels(String name, int size, List<Slice> producers, List<Slice> consumers) implements ChannelGroup {
        public Channels {
            producers = List.copyOf(producers);
            consumers = List.copyOf(consumers);
        }
    }

    /**
     * A branch beside a skip connection, which is left where the branch is removed.
     *
     * @param tensors of the branch
     * @param scales those among them that scale all that the branch gives
     */
    record Branch(String name, List<String> tensors, List<String> scales) implements ChannelGroup {
        public Branch {
            tensors = List.copyOf(tensors);
            scales = List.copyOf(scales);
        }

        @Override
        public int size() {
            return 1;
        }
    }
}
