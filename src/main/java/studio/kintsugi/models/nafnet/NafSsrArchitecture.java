package studio.kintsugi.models.nafnet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.registry.Architecture;
import studio.kintsugi.models.registry.CardDefaults;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.models.registry.StateDictLayout;
import studio.kintsugi.models.registry.TensorNames;
import studio.kintsugi.nn.Parameters;

/** NAFSSR: NAFNet's blocks in a row, each followed by attention across the two views, {@code fusion}. */
public final class NafSsrArchitecture implements Architecture {
    private static final int COLORS = 3;
    /** NAFNet's blocks double the channels for the depthwise convolution and between the last two. */
    private static final int EXPANSION = 2;

    @Override
    public String id() {
        return "nafssr";
    }

    /** A network round weights that exist; owns {@code parameters} from here on. */
    public NafSsr build(HyperParameters hyperParameters, Parameters parameters) {
        return new NafSsr(parameters, hyperParameters.integer("scale"), hyperParameters.integer("num_blks"));
    }

    @Override
    public CardDefaults cardDefaults(HyperParameters hyperParameters) {
        return CardDefaults.SAME_SIZE.withScale(hyperParameters.integer("scale"));
    }

    @Override
    public Optional<Recognition> recognize(StateDict weights) {
        TensorNames names = new TensorNames(weights);
        if (!names.anyStarts("body.") || !names.anyContains(".fusion.")) {
            return Optional.empty();
        }
        int width = names.size("intro.weight", 0, names.size("up.0.weight", 1, 0));
        int blocks = names.count("body.");
        int scale = Math.max(1, (int) Math.sqrt(names.size("up.0.weight", 0, 4 * COLORS) / (double) COLORS));
        StateDictLayout layout = new StateDictLayout().conv("intro", width, COLORS, 3)
                .conv("up.0", (long) COLORS * scale * scale, width, 3);
        for (int i = 0; i < blocks; i++) {
            String module = "body." + i + ".module.";
            block(layout, module + "blk.", width);
            fusion(layout, module + "fusion.", width);
        }
        return Optional.of(layout.compare(this, "NAFSSR, width " + width + ", ×" + scale, List.of("stereo-upscale"),
                HyperParameters.of(Map.of("width", width, "num_blks", blocks, "scale", scale)), weights));
    }

    /** NAFNet's, as published. */
    private static void block(StateDictLayout layout, String name, int c) {
        int wide = EXPANSION * c;
        RestorationShape.ends(layout, name, c);
        layout.conv(name + "conv1", wide, c, 1).conv(name + "conv2", wide, 1, 3)
                .conv(name + "sca.1", wide / 2, wide / 2, 1).conv(name + "conv3", c, wide / 2, 1)
                .conv(name + "conv4", wide, c, 1).conv(name + "conv5", c, wide / 2, 1);
    }

    /** Section 3.3 of arXiv 2204.08714: each view is normalised and projected twice, and its residual is scaled. */
    private static void fusion(StateDictLayout layout, String name, int c) {
        for (String view : List.of("l", "r")) {
            layout.biased(name + "norm_" + view, c).conv(name + view + "_proj1", c, c, 1)
                    .conv(name + view + "_proj2", c, c, 1);
        }
        layout.tensor(name + "beta", 1, c, 1, 1).tensor(name + "gamma", 1, c, 1, 1);
    }
}
