package studio.kintsugi.models.nafnet;

import java.util.List;
import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.nn.Initializer;

/** Fresh weights: convolutions uniform in ±1/√fan-in as PyTorch has them, beta and gamma zero. */
public final class NafNetInit {
    private final NafNetConfig config;
    private final Initializer init;

    private NafNetInit(NafNetConfig config, RandomGenerator random) {
        this.config = config;
        init = new Initializer(random);
    }

    /** Weights of a network that returns its input but for the ending's small random residual. */
    public static StateDict weights(NafNetConfig config, RandomGenerator random) {
        NafNetInit network = new NafNetInit(config, random);
        network.ends();
        network.blocks();
        return network.init.weights();
    }

    private void ends() {
        int channels = config.width();
        init.conv("intro", channels, config.channels() + config.guides(), 3);
        init.conv("ending", config.channels(), channels, 3);
        int levels = config.encoders().size();
        for (int level = 0; level < levels; level++) {
            init.conv("downs." + level, 2 * channels, channels, 2);
            channels *= 2;
        }
        for (int up = 0; up < levels; up++) {
            init.plainConv("ups." + up + ".0", 2 * channels, channels, 1);
            channels /= 2;
        }
    }

    private void blocks() {
        List<NafNetConfig.Place> places = config.places();
        for (int i = 0; i < places.size(); i++) {
            String name = places.get(i).name();
            int c = places.get(i).width();
            int a = config.attention().get(i);
            int f = config.feedForward().get(i);
            if (a > 0) {
                half(name, ".beta", ".norm1", c);
                init.conv(name + ".conv1", 2 * a, c, 1);
                init.conv(name + ".conv2", 2 * a, 1, 3);
                init.conv(name + ".conv3", c, a, 1);
                init.conv(name + ".sca.1", a, a, 1);
            }
            if (f > 0) {
                half(name, ".gamma", ".norm2", c);
                init.conv(name + ".conv4", 2 * f, c, 1);
                init.conv(name + ".conv5", c, f, 1);
            }
        }
    }

    private void half(String name, String scale, String norm, int c) {
        init.constant(name + scale, 0, 1, c, 1, 1);
        init.constant(name + norm + ".weight", 1, c);
        init.constant(name + norm + ".bias", 0, c);
    }
}
