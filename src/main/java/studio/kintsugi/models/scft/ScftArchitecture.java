package studio.kintsugi.models.scft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.network.Colorization;
import studio.kintsugi.models.network.ColorizationNetwork;
import studio.kintsugi.models.pruning.ChannelGroup;
import studio.kintsugi.models.registry.ColorizationArchitecture;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.models.registry.StateDictLayout;
import studio.kintsugi.models.registry.TensorNames;
import studio.kintsugi.nn.Parameters;

/**
 * Colorization networks with the paper's attention: those of {@link Scft}, this project's own and those of the
 * unofficial code it takes its names from, and {@link Style2Paint}.
 */
public final class ScftArchitecture implements ColorizationArchitecture {
    private static final String GATHER = ".gather.weight";

    @Override
    public String id() {
        return "scft";
    }

    @Override
    public ColorizationNetwork build(HyperParameters hyperParameters, Parameters parameters) {
        return isStyle2Paint(hyperParameters) ? new Style2Paint(parameters)
                : new Scft(ScftConfig.of(hyperParameters), parameters);
    }

    @Override
    public StateDict initialWeights(HyperParameters hyperParameters, RandomGenerator random) {
        if (isStyle2Paint(hyperParameters)) {
            throw new IllegalArgumentException("Style2Paint is not trained here: leave out \"layout\"");
        }
        return Scft.initialWeights(ScftConfig.of(hyperParameters), random);
    }

    /** Of all layers for each pixel of the sketch, with one reference of its size. */
    @Override
    public double macsPerPixel(HyperParameters hyperParameters) {
        return isStyle2Paint(hyperParameters) ? Double.NaN : ScftCost.macs(ScftConfig.of(hyperParameters));
    }

    @Override
    public List<ChannelGroup> channelGroups(HyperParameters hyperParameters) {
        return isStyle2Paint(hyperParameters) ? List.of() : ScftGroups.of(ScftConfig.of(hyperParameters));
    }

    private static boolean isStyle2Paint(HyperParameters hyperParameters) {
        return Style2PaintLayout.NAME.equals(hyperParameters.text("layout", ""));
    }

    @Override
    public Optional<Recognition> recognize(StateDict weights) {
        TensorNames names = new TensorNames(weights);
        if (!names.anyStarts("encoder_sketch.") || !names.anyStarts("scft_module.")) {
            return Style2PaintLayout.recognize(this, weights);
        }
        ScftConfig c = config(names);
        return Optional.of(layout(c).compare(this, "SCFT, " + c.features() + " features", List.of("colorize"),
                c.hyperParameters(), weights));
    }

    private static ScftConfig config(TensorNames names) {
        int base = names.size("decoder.last_conv.weight", 1, ScftConfig.PAPER.base());
        int levels = Math.clamp(layers(names, "encoder_sketch") / 2, 2, 8);
        int grid = Math.clamp(layers(names, "decoder") / 2 - 1, 1, levels - 1);
        int fold = Math.max(1, (int) Math.sqrt(names.size("encoder_reference.layer1.main.0.weight", 1, 3) / 3.0));
        boolean hints = names.size("encoder_sketch.layer1.main.0.weight", 1, 1) == 5 * fold * fold;
        int width = names.size("encoder_sketch" + GATHER, 0, 0);
        ScftConfig plain = new ScftConfig(base, levels, grid, fold, width, names.count("res_model.main."), hints, false,
                false);
        int top = names.size("decoder.layer" + (2 * grid + 2) + ".main.0.weight", 1, 0);
        boolean palette = top == 2 * plain.features() + 3;
        // only the unofficial code, which scrambles, trains without a palette and leaves files without a card
        ScftConfig whole = new ScftConfig(base, levels, grid, fold, width, plain.blocks(), hints, palette, !palette);
        return width == 0 ? whole : whole.withWidths(widths(names, "encoder_sketch", whole.sketch()),
                widths(names, "encoder_reference", whole.reference()));
    }

    /** Channels of an encoder's layers, which pruning may have made fewer. */
    private static List<Integer> widths(TensorNames names, String encoder, List<Integer> otherwise) {
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < otherwise.size(); i++) {
            out.add(names.size(encoder + ".layer" + (i + 1) + ".main.0.weight", 0, otherwise.get(i)));
        }
        return out;
    }

    /** The highest number of a layer. */
    private static int layers(TensorNames names, String part) {
        return names.count(part + ".layer") - 1;
    }

    private static StateDictLayout layout(ScftConfig c) {
        int d = c.features();
        StateDictLayout layout = new StateDictLayout();
        encoder(layout, "encoder_sketch", c, c.sketchChannels(), c.sketch());
        encoder(layout, "encoder_reference", c, c.referenceChannels(), c.reference());
        for (String name : List.of("w_q", "w_k", "w_v")) {
            layout.biased("scft_module." + name, d, d);
        }
        for (int i = 0; i < c.blocks(); i++) {
            layout.plainConv("res_model.main." + i + ".main.0", d, d, 3)
                    .plainConv("res_model.main." + i + ".main.2", d, d, 3);
        }
        int top = 2 * c.grid() + 2;
        int inner = c.channels(c.grid());
        layer(layout, "decoder.layer" + top, inner, 2 * d + (c.palette() ? 3 : 0));
        layer(layout, "decoder.layer" + (top - 1), inner, inner + c.sketch().get(top - 2));
        for (int level = c.grid() - 1; level >= 0; level--) {
            int out = c.channels(level);
            layer(layout, "decoder.layer" + (2 * level + 2), out, c.channels(level + 1) + c.sketch()
                    .get(2 * level + 1));
            layer(layout, "decoder.layer" + (2 * level + 1), out, out + c.sketch().get(2 * level));
        }
        return layout.conv("decoder.last_conv", c.referenceChannels(), c.base(), 3);
    }

    private static void encoder(StateDictLayout layout, String encoder, ScftConfig c, int inputs,
            List<Integer> widths) {
        int in = inputs;
        for (int i = 0; i < widths.size(); i++) {
            layer(layout, encoder + ".layer" + (i + 1), widths.get(i), in);
            in = widths.get(i);
        }
        if (c.width() > 0) {
            layout.biased(encoder + ".gather", c.width(), ScftConfig.gathered(widths), 1, 1);
        }
    }

    private static void layer(StateDictLayout layout, String name, int out, int in) {
        layout.plainConv(name + ".main.0", out, in, 3);
    }
}
