package studio.kintsugi.models.nafnet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.models.registry.CardDefaults;
import studio.kintsugi.models.registry.LocalPooling;

/**
 * Shape of a NAFNet.
 *
 * @param channels of the picture, 3
 * @param guides channels that the network sees besides the picture's: what else is known of each pixel; 0 in the paper
 * @param width channels at full resolution; doubled at each level
 * @param encoders blocks at each level on the way down
 * @param middle blocks at the lowest level
 * @param decoders blocks at each level on the way up, lowest first
 * @param trainHeight height of the patches a TLC network was trained on, or 0 for statistics of the whole input
 * @param trainWidth likewise
 * @param attention channels behind the gate of each block's first half, in the order the blocks are run in; 0 where
 *     that half was pruned away
 * @param feedForward likewise of each block's second half
 */
public record NafNetConfig(
        int channels,
        int guides,
        int width,
        List<Integer> encoders,
        int middle,
        List<Integer> decoders,
        int trainHeight,
        int trainWidth,
        List<Integer> attention,
        List<Integer> feedForward) {
    private static final String TRAIN_SIZE = "train_size";
    /** The hyper-parameter with {@link #attention}; left out where all blocks are as wide as their level. */
    static final String ATTENTION = "attention_channels";
    /** The hyper-parameter with {@link #feedForward}. */
    static final String FEED_FORWARD = "feed_forward_channels";

    public NafNetConfig {
        encoders = List.copyOf(encoders);
        decoders = List.copyOf(decoders);
        if (encoders.size() != decoders.size()) {
            throw new IllegalArgumentException("as many levels up as down are needed");
        }
        int blocks = middle + sum(encoders) + sum(decoders);
        attention = List.copyOf(attention);
        feedForward = List.copyOf(feedForward);
        if (attention.size() != blocks || feedForward.size() != blocks) {
            throw new IllegalArgumentException("each block needs its two numbers of channels");
        }
    }

    /** A network that was not pruned. */
    public NafNetConfig(int channels, int width, List<Integer> encoders, int middle, List<Integer> decoders,
            int trainHeight, int trainWidth) {
        this(channels, 0, width, encoders, middle, decoders, trainHeight, trainWidth,
                levelWidths(width, encoders, middle, decoders), levelWidths(width, encoders, middle, decoders));
    }

    /**
     * Reads the hyper-parameters of a model card or a training recipe.
     *
     * @throws IllegalArgumentException where one is missing or of the wrong kind
     */
    public static NafNetConfig of(HyperParameters h) {
        int train = h.integer(TRAIN_SIZE, 0);
        NafNetConfig whole = new NafNetConfig(
                h.integer("img_channel", 3),
                h.integer("width"),
                h.integers("enc_blk_nums"),
                h.integer("middle_blk_num"),
                h.integers("dec_blk_nums"),
                train,
                train);
        return h.has(ATTENTION)
                ? whole.withWidths(h.integers(ATTENTION), h.integers(FEED_FORWARD)) : whole;
    }

    /** The same network with blocks of other widths. */
    NafNetConfig withWidths(List<Integer> attentionWidths, List<Integer> feedForwardWidths) {
        return new NafNetConfig(channels, guides, width, encoders, middle, decoders, trainHeight, trainWidth,
                attentionWidths, feedForwardWidths);
    }

    /** The same network that also sees {@code count} channels beside the picture's. */
    public NafNetConfig withGuides(int count) {
        return new NafNetConfig(channels, count, width, encoders, middle, decoders, trainHeight, trainWidth,
                attention, feedForward);
    }

    /** Sides of the input are padded to multiples of this. */
    public int sizeMultiple() {
        return 1 << encoders.size();
    }

    CardDefaults cardDefaults() {
        return CardDefaults.SAME_SIZE.withSizeMultiple(sizeMultiple());
    }

    /** The hyper-parameters with the side of the training patches, as {@link LocalPooling#pooled} wants them. */
    static HyperParameters pooled(HyperParameters h, Integer trainSize) {
        return h.with(TRAIN_SIZE, trainSize != null ? trainSize : h.integer(TRAIN_SIZE, 0));
    }

    public boolean isLocal() {
        return trainHeight > 0;
    }

    /** Number of blocks, in the order they are run in. */
    public int blocks() {
        return attention.size();
    }

    /**
     * A block of the network.
     *
     * @param name in the state dict
     * @param level 0 at full resolution
     * @param width channels that the block takes and gives
     */
    public record Place(String name, int level, int width) {}

    /** Every block, in the order they are run in. */
    public List<Place> places() {
        return places(width, encoders, middle, decoders);
    }

    private static List<Place> places(int width, List<Integer> encoders, int middle, List<Integer> decoders) {
        List<Place> out = new ArrayList<>();
        int levels = encoders.size();
        for (int level = 0; level < levels; level++) {
            add(out, "encoders." + level + ".", encoders.get(level), level, width);
        }
        add(out, "middle_blks.", middle, levels, width);
        for (int up = 0; up < levels; up++) {
            add(out, "decoders." + up + ".", decoders.get(up), levels - 1 - up, width);
        }
        return Collections.unmodifiableList(out);
    }

    private static void add(List<Place> out, String prefix, int blocks, int level, int width) {
        for (int i = 0; i < blocks; i++) {
            out.add(new Place(prefix + i, level, width << level));
        }
    }

    private static List<Integer> levelWidths(int width, List<Integer> encoders, int middle, List<Integer> decoders) {
        return places(width, encoders, middle, decoders).stream().map(Place::width).toList();
    }

    private static int sum(List<Integer> list) {
        return list.stream().flatMapToInt(IntStream::of).sum();
    }
}
