package studio.kintsugi.models.repsr;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.pruning.ChannelGroup;
import studio.kintsugi.models.registry.ImageNetwork;
import studio.kintsugi.models.registry.NetworkFamily;
import studio.kintsugi.models.registry.TrainableNetwork;
import studio.kintsugi.nn.Initializer;
import studio.kintsugi.nn.Parameters;

/** RepSR of any size: trained with branches, run collapsed. */
public final class RepSrFamily implements NetworkFamily {
    private static final float SLOPE = 0.25f;

    @Override
    public String id() {
        return "repsr";
    }

    @Override
    public ImageNetwork build(Map<String, Object> hyperParameters, Parameters parameters) {
        return new PlainSr(RepSrConfig.of(hyperParameters), parameters);
    }

    @Override
    public TrainableNetwork buildForTraining(Map<String, Object> hyperParameters, Parameters parameters) {
        return new TrainingRepSr(RepSrConfig.of(hyperParameters), parameters);
    }

    /** Of the collapsed network's convolutions, which is the one that is run. */
    @Override
    public double macsPerPixel(Map<String, Object> hyperParameters) {
        RepSrConfig c = RepSrConfig.of(hyperParameters);
        double macs = 9.0 * c.colors() * c.widths().getFirst();
        for (int i = 0; i < c.blocks(); i++) {
            macs += 9.0 * c.widths().get(i) * c.widths().get(i + 1);
        }
        return macs + 9.0 * c.widths().getLast() * c.colors() * c.scale() * c.scale();
    }

    @Override
    public List<ChannelGroup> prunable(Map<String, Object> hyperParameters) {
        return RepSrGroups.of(RepSrConfig.of(hyperParameters));
    }

    @Override
    public StateDict initialWeights(Map<String, Object> hyperParameters, RandomGenerator random) {
        RepSrConfig config = RepSrConfig.of(hyperParameters);
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
