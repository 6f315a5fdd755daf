package studio.kintsugi.models.nafnet;

import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.nn.Initialiser;

/** Fresh weights: convolutions uniform in ±1/√fan-in as PyTorch has them, beta and gamma zero. */
public final class NafNetInit {
    private final Initialiser init;

    private NafNetInit(RandomGenerator random) {
        init = new Initialiser(random);
    }

    /** Weights of a network that returns its input but for the ending's small random residual. */
    public static StateDict weights(NafNetConfig config, RandomGenerator random) {
        NafNetInit network = new NafNetInit(random);
        network.all(config);
        return network.init.weights();
    }

    private void all(NafNetConfig c) {
        int channels = c.width();
        init.conv("intro", channels, c.channels(), 3);
        init.conv("ending", c.channels(), channels, 3);
        int levels = c.encoders().size();
        for (int level = 0; level < levels; level++) {
            for (int i = 0; i < c.encoders().get(level); i++) {
                block("encoders." + level + "." + i, channels);
            }
            init.conv("downs." + level, 2 * channels, channels, 2);
            channels *= 2;
        }
        for (int i = 0; i < c.middle(); i++) {
            block("middle_blks." + i, channels);
        }
        for (int up = 0; up < levels; up++) {
            init.plainConv("ups." + up + ".0", 2 * channels, channels, 1);
            channels /= 2;
            for (int i = 0; i < c.decoders().get(up); i++) {
                block("decoders." + up + "." + i, channels);
            }
        }
    }

    private void block(String name, int c) {
        init.constant(name + ".beta", 0, 1, c, 1, 1);
        init.constant(name + ".gamma", 0, 1, c, 1, 1);
        init.conv(name + ".conv1", 2 * c, c, 1);
        init.conv(name + ".conv2", 2 * c, 1, 3);
        init.conv(name + ".conv3", c, c, 1);
        init.conv(name + ".sca.1", c, c, 1);
        init.conv(name + ".conv4", 2 * c, c, 1);
        init.conv(name + ".conv5", c, c, 1);
        for (String norm : new String[] {".norm1", ".norm2"}) {
            init.constant(name + norm + ".weight", 1, c);
            init.constant(name + norm + ".bias", 0, c);
        }
    }

}
