package studio.kintsugi.models.repsr;

import java.util.Collections;
import java.util.List;
import studio.kintsugi.checkpoint.HyperParameters;

/**
 * Shape of a RepSR network.
 *
 * @param blocks M in the paper's M4C16 … M16C64
 * @param channels C
 * @param scale 2, 3 or 4
 * @param colors 3 for RGB, or 1 for luma alone, beside which chroma is enlarged bicubically
 * @param freezeAt how much of a training run (0–1) has passed when population statistics replace those of the batch;
 *     above 1 for never
 * @param widths channels behind the first convolution and behind each block: C, or less in a pruned network
 */
public record RepSrConfig(int blocks, int channels, int scale, int colors, double freezeAt, List<Integer> widths) {
    /** The hyper-parameter with {@link #widths}; left out where all are alike. */
    static final String WIDTHS = "channels";

    public RepSrConfig {
        widths = List.copyOf(widths);
        if (blocks < 1 || channels < 1 || scale < 1 || colors != 1 && colors != 3
                || widths.size() != blocks + 1) {
            throw new IllegalArgumentException("impossible shape of a RepSR network");
        }
    }

    /** A network that was not pruned. */
    public RepSrConfig(int blocks, int channels, int scale, int colors, double freezeAt) {
        this(blocks, channels, scale, colors, freezeAt, Collections.nCopies(Math.max(0, blocks) + 1, channels));
    }

    /** Reads the hyper-parameters of a model card or a training recipe. */
    public static RepSrConfig of(HyperParameters h) {
        RepSrConfig whole = new RepSrConfig(h.integer("m_block"), h.integer("c_channel"),
                h.integer("scale"), h.integer("colors"),
                h.real("freeze_at", 0.5));
        return h.has(WIDTHS) ? whole.withWidths(h.integers(WIDTHS)) : whole;
    }

    /** The same network with layers of other widths. */
    RepSrConfig withWidths(List<Integer> others) {
        return new RepSrConfig(blocks, channels, scale, colors, freezeAt, others);
    }

    /** Multiply–accumulate operations of the collapsed network, which is the one that is run, per input pixel. */
    public double macsPerPixel() {
        double macs = 9.0 * colors() * widths().getFirst();
        for (int i = 0; i < blocks(); i++) {
            macs += 9.0 * widths().get(i) * widths().get(i + 1);
        }
        return macs + 9.0 * widths().getLast() * colors() * scale() * scale();
    }

    /** Name of the layer that reads the channels of {@code widths.get(i)}. */
    String reader(int i) {
        return i < blocks ? block(i) : tail();
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
