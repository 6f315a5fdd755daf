package studio.kintsugi.models.nafnet;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.models.registry.StateDictLayout;
import studio.kintsugi.models.registry.TensorNames;

/** The U that NAFNet and Baseline share, read off a state dict; their blocks differ. */
record RestorationShape(int channels, int width, List<Integer> encoders, int middle, List<Integer> decoders,
        int depthwiseExpansion, int feedForwardExpansion) {
    private static final int MOST_LEVELS = 12;

    /** Adds the tensors of one block of {@code c} channels. */
    interface Block {
        /**
         * @param prefix of the block's tensors, with its dot
         * @param wide channels of the depthwise convolution
         * @param feed channels between the last two convolutions
         */
        void add(StateDictLayout layout, String prefix, int c, int wide, int feed);
    }

    static RestorationShape of(TensorNames names) {
        int width = names.size("intro.weight", 0, names.size("ending.weight", 1, 0));
        int levels = Math.min(MOST_LEVELS, Math.max(names.count("downs."), names.count("ups.")));
        // any block tells the expansions: all have the same
        String block = names.all().stream().filter(n -> n.endsWith(".conv1.weight")).findFirst().orElse("");
        String prefix = block.isEmpty() ? "" : block.substring(0, block.length() - "conv1.weight".length());
        int c = Math.max(1, names.size(prefix + "conv1.weight", 1, 1));
        return new RestorationShape(
                names.size("intro.weight", 1, names.size("ending.weight", 0, 3)),
                width,
                IntStream.range(0, levels).mapToObj(l -> names.count("encoders." + l + ".")).toList(),
                names.count("middle_blks."),
                IntStream.range(0, levels).mapToObj(l -> names.count("decoders." + l + ".")).toList(),
                names.size(prefix + "conv1.weight", 0, 2 * c) / c,
                names.size(prefix + "conv4.weight", 0, 2 * c) / c);
    }

    HyperParameters hyperParameters() {
        return HyperParameters.of(Map.of("img_channel", channels, "width", width, "enc_blk_nums", encoders,
                "middle_blk_num", middle,
                "dec_blk_nums", decoders, "dw_expand", depthwiseExpansion, "ffn_expand", feedForwardExpansion));
    }

    StateDictLayout layout(Block block) {
        StateDictLayout layout = new StateDictLayout().conv("intro", width, channels, 3)
                .conv("ending", channels, width, 3);
        int c = width;
        for (int level = 0; level < encoders.size(); level++) {
            blocks(layout, "encoders." + level + ".", encoders.get(level), c, block);
            layout.conv("downs." + level, 2L * c, c, 2);
            c *= 2;
        }
        blocks(layout, "middle_blks.", middle, c, block);
        for (int level = 0; level < decoders.size(); level++) {
            layout.plainConv("ups." + level + ".0", 2L * c, c, 1);
            c /= 2;
            blocks(layout, "decoders." + level + ".", decoders.get(level), c, block);
        }
        return layout;
    }

    private void blocks(StateDictLayout layout, String prefix, int n, int c, Block block) {
        for (int i = 0; i < n; i++) {
            block.add(layout, prefix + i + ".", c, c * depthwiseExpansion, c * feedForwardExpansion);
        }
    }

    /** What every block has, whatever is between: two normalisations and two scales for its residuals. */
    static void ends(StateDictLayout layout, String prefix, int c) {
        layout.biased(prefix + "norm1", c).biased(prefix + "norm2", c)
                .tensor(prefix + "beta", 1, c, 1, 1).tensor(prefix + "gamma", 1, c, 1, 1);
    }
}
