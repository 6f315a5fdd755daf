package studio.kintsugi.models.repsr;

import java.util.Map;

/**
 * Shape of a RepSR network.
 *
 * @param blocks M in the paper's M4C16 … M16C64
 * @param channels C
 * @param scale 2, 3 or 4
 * @param colors 3 for RGB, or 1 for luma alone, beside which chroma is enlarged bicubically
 * @param freezeAt how much of a training run (0–1) has passed when population statistics replace those of the batch;
 *     above 1 for never
 */
public record RepSrConfig(int blocks, int channels, int scale, int colors, double freezeAt) {
    public RepSrConfig {
        if (blocks < 1 || channels < 1 || scale < 1 || colors != 1 && colors != 3) {
            throw new IllegalArgumentException("impossible shape of a RepSR network");
        }
    }

    /** Reads the hyper-parameters of a model card or a training recipe. */
    public static RepSrConfig of(Map<String, Object> h) {
        return new RepSrConfig(number(h, "m_block").intValue(), number(h, "c_channel").intValue(),
                number(h, "scale").intValue(), number(h, "colors").intValue(),
                h.get("freeze_at") instanceof Number n ? n.doubleValue() : 0.5);
    }

    private static Number number(Map<String, Object> h, String name) {
        if (h.get(name) instanceof Number n) {
            return n;
        }
        throw new IllegalArgumentException("the hyper-parameter \"" + name + "\" is missing");
    }

    /** Place of block {@code i} in the official sequence: convolution, slope, block, slope, block, …, convolution. */
    static String block(int i) {
        return "M_block." + (2 + 2 * i);
    }

    /** Slopes after the first convolution ({@code i} = -1) and after block {@code i}. */
    static String slope(int i) {
        return "M_block." + (3 + 2 * i) + ".weight";
    }

    static String head() {
        return "M_block.0";
    }

    String tail() {
        return "M_block." + (2 + 2 * blocks);
    }
}
