package studio.kintsugi.models.errnet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.pruning.ChannelGroup;
import studio.kintsugi.models.registry.Architecture;
import studio.kintsugi.models.registry.FeatureArchitecture;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.models.registry.RequiredModel;
import studio.kintsugi.models.registry.StateDictLayout;
import studio.kintsugi.models.registry.TensorNames;
import studio.kintsugi.models.registry.TrainableArchitecture;
import studio.kintsugi.nn.Parameters;

/**
 * ERRNet's generator of any size, official and lite. Official files call it {@code icnn}: convolutions, residual blocks
 * with or without squeeze-and-excitation, some of which pruning may have made narrower or left out, and the pyramid
 * pooling that may follow. With 1475 input channels it takes VGG-19's hypercolumn beside the picture.
 */
public final class ErrNetArchitecture implements TrainableArchitecture {
    /** Convolutions of VGG-19. */
    private static final int DEPTH = 16;
    /** Those whose results are in the hypercolumn: conv1_1, conv2_1, conv3_1, conv4_1 and conv5_1. */
    private static final int[] FIRST_OF_LEVEL = {0, 2, 4, 8, 12};

    @Override
    public String id() {
        return "errnet";
    }

    @Override
    public ErrNet build(HyperParameters hyperParameters, Parameters parameters) {
        return new ErrNet(ErrNetConfig.of(hyperParameters), parameters);
    }

    /** VGG-19, where its features are part of the input. */
    @Override
    public Optional<RequiredModel> requiredModel(HyperParameters hyperParameters) {
        ErrNetConfig config = ErrNetConfig.of(hyperParameters);
        return config.needsFeatures()
                ? Optional.of(new RequiredModel("VGG-19",
                "\"kintsugi models download vgg19\" gets it, or import torchvision's"
                        + " vgg19-dcbb9e9d.pth", (architecture, h) -> suits(config, architecture, h),
                        name -> name.startsWith("features.")))
                : Optional.empty();
    }

    private static boolean suits(ErrNetConfig config, Architecture architecture, HyperParameters h) {
        if (!(architecture instanceof FeatureArchitecture features)) {
            return false;
        }
        List<Integer> widths = features.widths(h);
        if (widths.size() != DEPTH) {
            return false;
        }
        int channels = ErrNetConfig.COLORS;
        for (int i : FIRST_OF_LEVEL) {
            channels += widths.get(i);
        }
        return channels == config.inputs();
    }

    @Override
    public double macsPerPixel(HyperParameters hyperParameters) {
        ErrNetConfig c = ErrNetConfig.of(hyperParameters);
        double n = c.features();
        int inside = c.widths().stream().mapToInt(Integer::intValue).sum();
        double squared = 9 + 9 / 4.0 + 16 / 4.0 + 9 + (c.pyramid() ? 2 : 0);
        double blocks = 2 * 9 * n * inside / 4.0;
        return (n * (c.inputs() + c.outputs()) + n * n * squared + blocks) / (c.fold() * c.fold());
    }

    @Override
    public List<ChannelGroup> channelGroups(HyperParameters hyperParameters) {
        return ErrNetGroups.of(ErrNetConfig.of(hyperParameters));
    }

    @Override
    public StateDict initialWeights(HyperParameters hyperParameters, RandomGenerator random) {
        return ErrNetInit.weights(ErrNetConfig.of(hyperParameters), random);
    }

    @Override
    public Optional<Recognition> recognize(StateDict weights) {
        TensorNames names = new TensorNames(weights);
        if (!names.anyStarts("res_module.") || !names.anyStarts("deconv")) {
            return Optional.empty();
        }
        int in = names.size("conv1.conv2d.weight", 1, 3);
        int out = names.size("deconv3.conv2d.weight", 0, 3);
        int features = names.size("conv1.conv2d.weight", 0, names.size("deconv3.conv2d.weight", 1, 0));
        int blocks = names.count("res_module.");
        int squeezed = names.anyContains(".se_layer.") ? names.size("res_module.0.se_layer.fc.0.weight", 0, 1) : 0;
        boolean pyramid = names.anyStarts("pyramid_module.");

        StateDictLayout layout = new StateDictLayout().conv("conv1.conv2d", features, in,
                names.size("conv1.conv2d.weight", 2, 1))
                .conv("conv2.conv2d", features, features, 3).conv("conv3.conv2d", features, features, 3);
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            String block = ErrNetConfig.block(i) + ".";
            boolean pruned = !names.anyStarts(block);
            widths.add(pruned ? 0 : names.size(block + "conv1.conv2d.weight", 0, features));
            if (!pruned) {
                block(layout, block, features, widths.getLast(), squeezed);
            }
        }
        layout.conv("deconv1.conv2d", features, features, 4).conv("deconv2.conv2d", features, features, 3);
        if (pyramid) {
            pyramid(layout, features);
        }
        layout.conv("deconv3.conv2d", out, features, 1);

        Map<String, Object> hyper = new HashMap<>(Map.of("in_channels", in, "out_channels", out, "n_feats", features,
                "n_resblocks", blocks, "pyramid", pyramid, "res_scale", 0.1));
        int fold = (int) Math.sqrt(out / (double) ErrNetConfig.COLORS);
        if (fold > 1) {
            hyper.putAll(Map.of("fold", fold, "residual", true, "res_scale", 1.0, ErrNetConfig.SMOOTH, true));
        }
        if (squeezed > 0) {
            hyper.put("se_reduction", features / squeezed);
        }
        if (widths.stream().anyMatch(w -> w != features)) {
            hyper.put(ErrNetConfig.WIDTHS, widths);
        }
        return Optional.of(layout.compare(this, "ERRNet, " + features + " features, " + in + " input channels",
                List.of("dereflect"), HyperParameters.of(hyper), weights));
    }

    private static void block(StateDictLayout layout, String block, int features, int width, int squeezed) {
        layout.conv(block + "conv1.conv2d", width, features, 3).conv(block + "conv2.conv2d", features, width, 3);
        if (squeezed > 0) {
            layout.biased(block + "se_layer.fc.0", squeezed, features)
                    .biased(block + "se_layer.fc.2", features, squeezed);
        }
    }

    private static void pyramid(StateDictLayout layout, int features) {
        for (int stage = 0; stage < 4; stage++) {
            layout.plainConv("pyramid_module.stages." + stage + ".1", features / 4, features, 1);
        }
        layout.conv("pyramid_module.bottleneck", features, features / 4 * 4 + features, 1);
    }
}
