package studio.kintsugi.models.scft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.kintsugi.checkpoint.HyperParameters;

/**
 * Shape of a {@link Scft}.
 *
 * @param base channels at the first level; each further level has twice as many at half the size
 * @param levels of the encoders; 5 in the paper
 * @param grid level whose places attention is between, from 0; the deepest in the paper
 * @param fold side of the squares of pixels that are laid into channels first; 1 in the paper
 * @param width channels that the features of all levels are brought down to for attention; 0 to keep them all, as in
 *     the paper
 * @param blocks residual blocks after attention; 4 in the paper
 * @param hints whether the sketch comes with colour hints
 * @param palette whether attention also carries the reference's colours themselves, to which the decoder adds
 * @param scrambled whether attention takes places and channels as the unofficial code does that these weights were
 *     trained with
 * @param sketch channels of the sketch encoder's layers, two a level: as the levels have them, or less in a pruned
 *     network
 * @param reference likewise of the reference encoder's
 */
public record ScftConfig(int base, int levels, int grid, int fold, int width, int blocks, boolean hints,
        boolean palette, boolean scrambled, List<Integer> sketch, List<Integer> reference) {
    /** The hyper-parameter with {@link #sketch}; left out where that encoder was not pruned. */
    private static final String SKETCH = "sketch_channels";
    /** The hyper-parameter with {@link #reference}. */
    private static final String REFERENCE = "reference_channels";

    /** The paper's: 992 features at a sixteenth of the size. */
    public static final ScftConfig PAPER = new ScftConfig(16, 5, 4, 1, 0, 4, false, false, false);

    public ScftConfig {
        if (base < 1 || levels < 2 || grid < 1 || grid >= levels || fold < 1 || width < 0 || blocks < 0) {
            throw new IllegalArgumentException("impossible shape of an SCFT network");
        }
        sketch = List.copyOf(sketch);
        reference = List.copyOf(reference);
        if (sketch.size() != 2 * levels || reference.size() != 2 * levels) {
            throw new IllegalArgumentException("each layer of an encoder needs its number of channels");
        }
    }

    /** A network that was not pruned. */
    public ScftConfig(int base, int levels, int grid, int fold, int width, int blocks, boolean hints, boolean palette,
            boolean scrambled) {
        this(base, levels, grid, fold, width, blocks, hints, palette, scrambled, layers(base, levels),
                layers(base, levels));
    }

    private static List<Integer> layers(int base, int levels) {
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < 2 * levels; i++) {
            out.add(base << i / 2);
        }
        return out;
    }

    /** The same network with encoders of other widths. */
    ScftConfig withWidths(List<Integer> ofSketch, List<Integer> ofReference) {
        return new ScftConfig(base, levels, grid, fold, width, blocks, hints, palette, scrambled, ofSketch,
                ofReference);
    }

    /** Reads the hyper-parameters of a model card or a training recipe; what is not said is as in the paper. */
    public static ScftConfig of(HyperParameters h) {
        int levels = h.integer("levels", PAPER.levels);
        ScftConfig whole = new ScftConfig(h.integer("base", PAPER.base), levels, h.integer("grid", levels - 1),
                h.integer("fold", PAPER.fold), h.integer("width", PAPER.width), h.integer("blocks", PAPER.blocks),
                h.flag("hints"), h.flag("palette"),
                h.flag("scrambled"));
        return whole.withWidths(h.integers(SKETCH, whole.sketch), h.integers(REFERENCE, whole.reference));
    }

    /** As they stand in a model card. */
    public HyperParameters hyperParameters() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("base", base);
        out.put("levels", levels);
        out.put("grid", grid);
        out.put("fold", fold);
        out.put("width", width);
        out.put("blocks", blocks);
        out.put("hints", hints);
        out.put("palette", palette);
        out.put("scrambled", scrambled);
        List<Integer> whole = layers(base, levels);
        if (!sketch.equals(whole) || !reference.equals(whole)) {
            out.put(SKETCH, sketch);
            out.put(REFERENCE, reference);
        }
        return HyperParameters.of(out);
    }

    int sketchChannels() {
        return (hints ? 5 : 1) * fold * fold;
    }

    int referenceChannels() {
        return 3 * fold * fold;
    }

    int channels(int level) {
        return base << level;
    }

    /** Channels of all of an encoder's layers side by side. */
    static int gathered(List<Integer> layers) {
        return layers.stream().mapToInt(Integer::intValue).sum();
    }

    /** Channels that attention works on. */
    int features() {
        return width == 0 ? gathered(sketch) : width;
    }
}
