package studio.kintsugi.models.repsr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.registry.Architecture;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.models.registry.StateDictLayout;
import studio.kintsugi.models.registry.TensorNames;

/**
 * Tells a collapsed RepSR network, whose layers are numbered as in the only public code; pruned ones have layers of
 * different widths.
 */
public final class RepSrRule implements Architecture {
    @Override
    public String id() {
        return "repsr";
    }

    @Override
    public Optional<Recognition> recognize(StateDict weights) {
        TensorNames names = new TensorNames(weights);
        if (!names.has("M_block.0.weight")) {
            return Optional.empty();
        }
        int blocks = Math.max(1, (names.count("M_block.") - 3) / 2);
        int channels = names.size("M_block.0.weight", 0, 16);
        int colors = names.size("M_block.0.weight", 1, 3) == 1 ? 1 : 3;
        int outputs = names.size("M_block." + (2 + 2 * blocks) + ".weight", 0, 4 * colors);
        int scale = Math.max(1, (int) Math.sqrt(outputs / (double) colors));
        RepSrConfig config = new RepSrConfig(blocks, channels, scale, colors, 0);
        StateDictLayout layout = new StateDictLayout();
        List<Integer> widths = new ArrayList<>();
        int in = colors;
        for (int i = -1; i < blocks; i++) {
            String layer = i < 0 ? RepSrConfig.head() : RepSrConfig.block(i);
            int out = names.size(layer + ".weight", 0, channels);
            layout.conv(layer, out, in, 3).tensor(RepSrConfig.slope(i), out);
            widths.add(out);
            in = out;
        }
        layout.conv(config.tail(), (long) colors * scale * scale, in, 3);
        Map<String, Object> hyper = new LinkedHashMap<>();
        hyper.put("m_block", blocks);
        hyper.put("c_channel", channels);
        hyper.put("scale", scale);
        hyper.put("colors", colors);
        boolean pruned = !widths.equals(config.widths());
        if (pruned) {
            hyper.put(RepSrConfig.WIDTHS, widths);
        }
        return Optional.of(layout.compare(id(), "RepSR M" + blocks + (pruned ? ", pruned" : "C" + channels) + ", ×" + scale,
                List.of("upscale"), hyper, weights));
    }
}
