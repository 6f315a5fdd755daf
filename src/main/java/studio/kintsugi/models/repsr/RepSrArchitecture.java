package studio.kintsugi.models.repsr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.models.network.TrainableNetwork;
import studio.kintsugi.models.pruning.ChannelGroup;
import studio.kintsugi.models.registry.CardDefaults;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.models.registry.StateDictLayout;
import studio.kintsugi.models.registry.TensorNames;
import studio.kintsugi.models.registry.TrainableArchitecture;
import studio.kintsugi.nn.Parameters;

/**
 * RepSR of any size: trained with branches, run collapsed. A checkpoint is that of a collapsed network, whose layers
 * are numbered as in the only public code; pruned ones have layers of different widths.
 */
public final class RepSrArchitecture implements TrainableArchitecture {
    @Override
    public String id() {
        return "repsr";
    }

    @Override
    public ImageNetwork build(HyperParameters hyperParameters, Parameters parameters) {
        return new PlainSr(RepSrConfig.of(hyperParameters), parameters);
    }

    @Override
    public TrainableNetwork buildForTraining(HyperParameters hyperParameters, Parameters parameters) {
        return new TrainingRepSr(RepSrConfig.of(hyperParameters), parameters);
    }

    @Override
    public double macsPerPixel(HyperParameters hyperParameters) {
        return RepSrConfig.of(hyperParameters).macsPerPixel();
    }

    @Override
    public List<ChannelGroup> channelGroups(HyperParameters hyperParameters) {
        return RepSrGroups.of(RepSrConfig.of(hyperParameters));
    }

    @Override
    public StateDict initialWeights(HyperParameters hyperParameters, RandomGenerator random) {
        return RepSrInit.weights(RepSrConfig.of(hyperParameters), random);
    }

    @Override
    public CardDefaults cardDefaults(HyperParameters hyperParameters) {
        return CardDefaults.SAME_SIZE.withScale(RepSrConfig.of(hyperParameters).scale());
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
        return Optional.of(layout.compare(this, "RepSR M" + blocks + (pruned ? ", pruned" : "C" + channels) + ", ×"
                + scale, List.of("upscale"), HyperParameters.of(hyper), weights));
    }
}
