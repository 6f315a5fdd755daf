package studio.kintsugi.models.repsr;

import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.nn.Initializer;

/** Fresh weights of a {@link TrainingRepSr}: convolutions as PyTorch draws them, the same slope for every channel. */
public final class RepSrInit {
    private static final float SLOPE = 0.25f;

    private RepSrInit() {}

    public static StateDict weights(RepSrConfig config, RandomGenerator random) {
        int c = config.channels();
        Initializer init = new Initializer(random).conv(RepSrConfig.head(), c, config.colors(), 3)
                .constant(RepSrConfig.slope(-1), SLOPE, c);
        for (int i = 0; i < config.blocks(); i++) {
            for (String branch : new String[] {".branch1", ".branch2"}) {
                String name = RepSrConfig.block(i) + branch;
                init.conv(name + ".0", 2 * c, c, 3).batchNorm(name + ".1", 2 * c).conv(name + ".2", c, 2 * c, 1);
            }
            init.constant(RepSrConfig.slope(i), SLOPE, c);
        }
        return init.conv(config.tail(), config.colors() * config.scale() * config.scale(), c, 3).weights();
    }
}
