package studio.kintsugi.models.errnet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.pruning.ChannelGroup;
import studio.kintsugi.models.registry.NetworkFamily;
import studio.kintsugi.models.registry.RequiredModel;
import studio.kintsugi.nn.Initializer;
import studio.kintsugi.nn.Parameters;

/** ERRNet of any size, official and lite. */
public final class ErrNetFamily implements NetworkFamily {
    /** Convolutions of VGG-19. */
    private static final int DEPTH = 16;
    /** Those whose results are in the hypercolumn: conv1_1, conv2_1, conv3_1, conv4_1 and conv5_1. */
    private static final int[] FIRST_OF_LEVEL = {0, 2, 4, 8, 12};

    @Override
    public String id() {
        return "errnet";
    }

    @Override
    public ErrNet build(Map<String, Object> hyperParameters, Parameters parameters) {
        return new ErrNet(ErrNetConfig.of(hyperParameters), parameters);
    }

    /** VGG-19, where its features are part of the input. */
    @Override
    public Optional<RequiredModel> companion(Map<String, Object> hyperParameters) {
        ErrNetConfig config = ErrNetConfig.of(hyperParameters);
        return config.needsFeatures()
                ? Optional.of(new RequiredModel("VGG-19", "\"kintsugi models download vgg19\" gets it, or import torchvision's"
                        + " vgg19-dcbb9e9d.pth", (architecture, h) -> suits(config, architecture, h),
                        name -> name.startsWith("features.")))
                : Optional.empty();
    }

    private static boolean suits(ErrNetConfig config, String architecture, Map<String, Object> h) {
        if (!architecture.equals("vgg") || !(h.get("widths") instanceof List<?> widths) || widths.size() != DEPTH) {
            return false;
        }
        int channels = ErrNetConfig.COLORS;
        for (int i : FIRST_OF_LEVEL) {
            channels += widths.get(i) instanceof Number n ? n.intValue() : 0;
        }
        return channels == config.inputs();
    }

    @Override
    public double macsPerPixel(Map<String, Object> hyperParameters) {
        ErrNetConfig c = ErrNetConfig.of(hyperParameters);
        double n = c.features();
        int inside = c.widths().stream().mapToInt(Integer::intValue).sum();
        double squared = 9 + 9 / 4.0 + 16 / 4.0 + 9 + (c.pyramid() ? 2 : 0);
        double blocks = 2 * 9 * n * inside / 4.0;
        return (n * (c.inputs() + c.outputs()) + n * n * squared + blocks) / (c.fold() * c.fold());
    }

    @Override
    public List<ChannelGroup> prunable(Map<String, Object> hyperParameters) {
        return ErrNetGroups.of(ErrNetConfig.of(hyperParameters));
    }

    /** Convolutions as PyTorch draws them; a residual network leaves the picture as it is at first. */
    @Override
    public StateDict initialWeights(Map<String, Object> hyperParameters, RandomGenerator random) {
        ErrNetConfig c = ErrNetConfig.of(hyperParameters);
        int n = c.features();
        Initializer init = new Initializer(random).conv("conv1.conv2d", n, c.inputs(), 1).conv("conv2.conv2d", n, n, 3)
                .conv("conv3.conv2d", n, n, 3);
        for (int i = 0; i < c.blocks(); i++) {
            block(init, ErrNetConfig.block(i), c.widths().get(i), c);
        }
        init.conv("deconv1.conv2d", n, n, 4).conv("deconv2.conv2d", n, n, 3);
        if (c.pyramid()) {
            for (int i = 0; i < Generator.WINDOWS.size(); i++) {
                init.plainConv("pyramid_module.stages." + i + ".1", n / 4, n, 1);
            }
            init.conv("pyramid_module.bottleneck", n, n / 4 * Generator.WINDOWS.size() + n, 1);
        }
        if (c.residual()) {
            init.constant("deconv3.conv2d.weight", 0, c.outputs(), n, 1, 1).constant("deconv3.conv2d.bias", 0, c.outputs());
        } else {
            init.conv("deconv3.conv2d", c.outputs(), n, 1);
        }
        return init.weights();
    }

    private static void block(Initializer init, String name, int width, ErrNetConfig c) {
        if (width == 0) {
            return;
        }
        int n = c.features();
        init.conv(name + ".conv1.conv2d", width, n, 3).conv(name + ".conv2.conv2d", n, width, 3);
        if (c.squeeze() > 0) {
            int squeezed = n / c.squeeze();
            init.uniform(name + ".se_layer.fc.0.weight", 1 / Math.sqrt(n), squeezed, n)
                    .uniform(name + ".se_layer.fc.0.bias", 1 / Math.sqrt(n), squeezed)
                    .uniform(name + ".se_layer.fc.2.weight", 1 / Math.sqrt(squeezed), n, squeezed)
                    .uniform(name + ".se_layer.fc.2.bias", 1 / Math.sqrt(squeezed), n);
        }
    }
}
