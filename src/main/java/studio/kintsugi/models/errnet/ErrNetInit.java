package studio.kintsugi.models.errnet;

import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.nn.Initializer;

/**
 * Fresh weights of an {@link ErrNet}: convolutions as PyTorch draws them; a residual network leaves the picture as it
 * is at first.
 */
final class ErrNetInit {
    private ErrNetInit() {}

    static StateDict weights(ErrNetConfig c, RandomGenerator random) {
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
            init.constant("deconv3.conv2d.weight", 0, c.outputs(), n, 1, 1).constant("deconv3.conv2d.bias", 0,
                    c.outputs());
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
