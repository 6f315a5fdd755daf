package studio.kintsugi.models.nafnet;

import java.util.Collection;
import java.util.Map;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Shape of a NAFNet.
 *
 * @param channels of the picture, 3
 * @param width channels at full resolution; doubled at each level
 * @param encoders blocks at each level on the way down
 * @param middle blocks at the lowest level
 * @param decoders blocks at each level on the way up, lowest first
 * @param trainHeight height of the patches a TLC network was trained on, or 0 for statistics of the whole input
 * @param trainWidth likewise
 */
public record NafNetConfig(
        int channels,
        int width,
        List<Integer> encoders,
        int middle,
        List<Integer> decoders,
        int trainHeight,
        int trainWidth) {
    public NafNetConfig {
        encoders = List.copyOf(encoders);
        decoders = List.copyOf(decoders);
        if (encoders.size() != decoders.size()) {
            throw new IllegalArgumentException("as many levels up as down are needed");
        }
    }

    /** Reads the hyper-parameters of a model card or a training recipe. */
    public static NafNetConfig of(Map<String, Object> h) {
        int train = number(h.getOrDefault("train_size", 0));
        return new NafNetConfig(
                number(h.getOrDefault("img_channel", 3)),
                number(h.get("width")),
                numbers(h.get("enc_blk_nums")),
                number(h.get("middle_blk_num")),
                numbers(h.get("dec_blk_nums")),
                train,
                train);
    }

    /** Sides of the input are padded to multiples of this. */
    public int sizeMultiple() {
        return 1 << encoders.size();
    }

    public boolean isLocal() {
        return trainHeight > 0;
    }

    /** Number of blocks, in the order they are run in. */
    public int blocks() {
        return middle + IntStream.concat(ints(encoders), ints(decoders)).sum();
    }

    private static IntStream ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue);
    }

    private static int number(Object o) {
        if (o instanceof Number n) {
            return n.intValue();
        }
        throw new IllegalArgumentException("a number is missing among NAFNet's hyper-parameters");
    }

    private static List<Integer> numbers(Object o) {
        if (o instanceof Collection<?> c) {
            return c.stream().map(NafNetConfig::number).toList();
        }
        throw new IllegalArgumentException("a list is missing among NAFNet's hyper-parameters");
    }
}
