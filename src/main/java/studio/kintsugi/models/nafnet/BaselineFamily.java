package studio.kintsugi.models.nafnet;

import java.util.Map;
import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.registry.ImageNetwork;
import studio.kintsugi.models.registry.NetworkFamily;
import studio.kintsugi.nn.Parameters;

/** The paper's baseline and BaselineLocal, which run but are not trained here. */
public final class BaselineFamily implements NetworkFamily {
    @Override
    public String id() {
        return "baseline";
    }

    @Override
    public ImageNetwork build(Map<String, Object> hyperParameters, Parameters parameters) {
        return new NafNet(NafNetConfig.of(hyperParameters), parameters, NafBlock.BASELINE);
    }

    @Override
    public double macsPerPixel(Map<String, Object> hyperParameters) {
        return NafNetCost.macs(NafNetConfig.of(hyperParameters), 1);
    }

    @Override
    public StateDict initialWeights(Map<String, Object> hyperParameters, RandomGenerator random) {
        throw new IllegalArgumentException("the baseline is not trained here: choose nafnet");
    }
}
