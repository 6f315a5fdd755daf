package studio.kintsugi.models.errnet;

import java.util.Map;

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
 */
public record ErrNetConfig(int inputs, int outputs, int features, int blocks, int squeeze, boolean pyramid,
        float residualScale, int fold, boolean residual) {
    static final int COLORS = 3;

    public ErrNetConfig {
        if (inputs < 1 || outputs != COLORS * fold * fold || features < 4 || blocks < 0 || squeeze < 0 || fold < 1) {
            throw new IllegalArgumentException("impossible shape of an ERRNet");
        }
    }

    /** Reads the hyper-parameters of a model card or a training recipe. */
    public static ErrNetConfig of(Map<String, Object> h) {
        return new ErrNetConfig(number(h, "in_channels").intValue(), number(h, "out_channels").intValue(),
                number(h, "n_feats").intValue(), number(h, "n_resblocks").intValue(),
                h.get("se_reduction") instanceof Number n ? n.intValue() : 0,
                Boolean.TRUE.equals(h.get("pyramid")), number(h, "res_scale").floatValue(),
                h.get("fold") instanceof Number n ? n.intValue() : 1, Boolean.TRUE.equals(h.get("residual")));
    }

    /** Whether VGG's features come in beside the picture. */
    boolean needsFeatures() {
        return inputs > COLORS * fold * fold;
    }

    private static Number number(Map<String, Object> h, String name) {
        if (h.get(name) instanceof Number n) {
            return n;
        }
        throw new IllegalArgumentException("the hyper-parameter \"" + name + "\" is missing");
    }
}
