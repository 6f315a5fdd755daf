package studio.kintsugi.models.errnet;

import java.util.Collections;
import java.util.List;
import studio.kintsugi.checkpoint.HyperParameters;

/**
 * Shape of a generator.
 *
 * @param inputs channels of the first convolution
 * @param outputs channels of the last convolution
 * @param features channels in between
 * @param blocks residual blocks, at half size
 * @param squeeze channels per channel of the attention's bottleneck; 0 for no attention
 * @param pyramid whether pyramid pooling precedes the last convolution
 * @param residualScale what a block's result is multiplied with before it is added
 * @param fold side of the squares of pixels that are laid into channels first; 1 in the official network
 * @param residual whether the result is added to the picture, rather than being it
 * @param smooth whether what windows of the pyramid pooled goes over into that of their neighbours bilinearly. In the
 *     official network each window is as large as it is, which shows as squares where it is folded
 * @param widths channels between the two convolutions of each block: as many as features, or less in a pruned network;
 *     0 where a block was pruned away
 */
public record ErrNetConfig(int inputs, int outputs, int features, int blocks, int squeeze, boolean pyramid,
        float residualScale, int fold, boolean residual, boolean smooth, List<Integer> widths) {
    /** The hyper-parameter with {@link #widths}; left out where no block was pruned. */
    static final String WIDTHS = "block_channels";
    /** The hyper-parameter with {@link #smooth}; false where it is left out. */
    static final String SMOOTH = "smooth_pyramid";
    static final int COLORS = 3;

    public ErrNetConfig {
        widths = List.copyOf(widths);
        if (inputs < 1 || outputs != COLORS * fold * fold || features < 4 || widths.size() != blocks || squeeze < 0
                || fold < 1) {
            throw new IllegalArgumentException("impossible shape of an ERRNet");
        }
    }

    /** A network that was not pruned. */
    public ErrNetConfig(int inputs, int outputs, int features, int blocks, int squeeze, boolean pyramid,
            float residualScale, int fold, boolean residual, boolean smooth) {
        this(inputs, outputs, features, blocks, squeeze, pyramid, residualScale, fold, residual, smooth,
                Collections.nCopies(Math.max(0, blocks), features));
    }

    /** Reads the hyper-parameters of a model card or a training recipe. */
    public static ErrNetConfig of(HyperParameters h) {
        ErrNetConfig whole = new ErrNetConfig(h.integer("in_channels"), h.integer("out_channels"),
                h.integer("n_feats"), h.integer("n_resblocks"),
                h.integer("se_reduction", 0),
                h.flag("pyramid"), (float) h.real("res_scale"),
                h.integer("fold", 1), h.flag("residual"),
                h.flag(SMOOTH));
        return h.has(WIDTHS) ? whole.withWidths(h.integers(WIDTHS)) : whole;
    }

    /** The same network with blocks of other widths. */
    private ErrNetConfig withWidths(List<Integer> others) {
        return new ErrNetConfig(inputs, outputs, features, blocks, squeeze, pyramid, residualScale, fold, residual,
                smooth, others);
    }

    /** Name of a residual block in the state dict. */
    static String block(int i) {
        return "res_module." + i;
    }

    /** Whether VGG's features come in beside the picture. */
    boolean needsFeatures() {
        return inputs > COLORS * fold * fold;
    }
}
