package studio.kintsugi.models.nafnet;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.pruning.ChannelGroup;
import studio.kintsugi.models.registry.NetworkFamily;
import studio.kintsugi.models.registry.TrainableNetwork;
import studio.kintsugi.nn.Parameters;

/** NAFNet and NAFNetLocal of any width and depth. */
public final class NafNetFamily implements NetworkFamily {
    @Override
    public String id() {
        return "nafnet";
    }

    @Override
    public NafNet build(Map<String, Object> hyperParameters, Parameters parameters) {
        return new NafNet(NafNetConfig.of(hyperParameters), parameters);
    }

    /** TLC is for test time only: training takes its statistics from the whole patch. */
    @Override
    public TrainableNetwork buildForTraining(Map<String, Object> hyperParameters, Parameters parameters) {
        return TrainableNetwork.of(build(hyperParameters, parameters).with(Pooling.GLOBAL));
    }

    @Override
    public List<ChannelGroup> prunable(Map<String, Object> hyperParameters) {
        return NafNetGroups.of(NafNetConfig.of(hyperParameters));
    }

    @Override
    public double macsPerPixel(Map<String, Object> hyperParameters) {
        return NafNetCost.macs(NafNetConfig.of(hyperParameters), 1);
    }

    @Override
    public StateDict initialWeights(Map<String, Object> hyperParameters, RandomGenerator random) {
        return NafNetInit.weights(NafNetConfig.of(hyperParameters), random);
    }
}
