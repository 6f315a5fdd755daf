package studio.kintsugi.models.scft;

import java.util.LinkedHashMap;
import java.util.Map;

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
 */
public record ScftConfig(int base, int levels, int grid, int fold, int width, int blocks, boolean hints,
        boolean palette, boolean scrambled) {
    /** The paper's: 992 features at a sixteenth of the size. */
    public static final ScftConfig PAPER = new ScftConfig(16, 5, 4, 1, 0, 4, false, false, false);

    public ScftConfig {
        if (base < 1 || levels < 2 || grid < 1 || grid >= levels || fold < 1 || width < 0 || blocks < 0) {
            throw new IllegalArgumentException("impossible shape of an SCFT network");
        }
    }

    /** Reads the hyper-parameters of a model card or a training recipe; what is not said is as in the paper. */
    public static ScftConfig of(Map<String, Object> h) {
        int levels = number(h, "levels", PAPER.levels);
        return new ScftConfig(number(h, "base", PAPER.base), levels, number(h, "grid", levels - 1),
                number(h, "fold", PAPER.fold), number(h, "width", PAPER.width), number(h, "blocks", PAPER.blocks),
                Boolean.TRUE.equals(h.get("hints")), Boolean.TRUE.equals(h.get("palette")),
                Boolean.TRUE.equals(h.get("scrambled")));
    }

    /** As they stand in a model card. */
    public Map<String, Object> hyperParameters() {
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
        return out;
    }

    private static int number(Map<String, Object> h, String name, int otherwise) {
        return h.get(name) instanceof Number n ? n.intValue() : otherwise;
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

    /** Channels of all levels side by side, two layers of each. */
    int gathered() {
        return 2 * base * ((1 << levels) - 1);
    }

    /** Channels that attention works on. */
    int features() {
        return width == 0 ? gathered() : width;
    }
}
