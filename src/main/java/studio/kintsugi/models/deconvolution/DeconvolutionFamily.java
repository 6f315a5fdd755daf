package studio.kintsugi.models.deconvolution;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.nafnet.NafNet;
import studio.kintsugi.models.nafnet.NafNetConfig;
import studio.kintsugi.models.nafnet.NafNetCost;
import studio.kintsugi.models.nafnet.NafNetFamily;
import studio.kintsugi.models.nafnet.NafNetInit;
import studio.kintsugi.models.pruning.ChannelGroup;
import studio.kintsugi.models.registry.NetworkFamily;
import studio.kintsugi.models.registry.TrainableNetwork;
import studio.kintsugi.nn.Parameters;

/** NAFNets that see the picture deconvolved as well; hyper-parameters are NAFNet's. */
public final class DeconvolutionFamily implements NetworkFamily {
    private final NafNetFamily nafnet = new NafNetFamily();

    @Override
    public String id() {
        return DeconvolutionRule.ID;
    }

    @Override
    public DeconvolvingNet build(Map<String, Object> hyperParameters, Parameters parameters) {
        return new DeconvolvingNet(new NafNet(config(hyperParameters), parameters));
    }

    /** Goes on from a NAFNet of the same shape that sees the picture alone as well: it sees the guides from there on. */
    @Override
    public TrainableNetwork buildForTraining(Map<String, Object> hyperParameters, Parameters parameters) {
        return TrainableNetwork.of(build(hyperParameters, parameters),
                weights -> Intro.seeing(weights, DeconvolvingNet.COLORS + Wiener.GUIDES));
    }

    private static NafNetConfig config(Map<String, Object> hyperParameters) {
        return NafNetConfig.of(hyperParameters).withGuides(Wiener.GUIDES);
    }

    @Override
    public List<ChannelGroup> prunable(Map<String, Object> hyperParameters) {
        return nafnet.prunable(hyperParameters);
    }

    @Override
    public double macsPerPixel(Map<String, Object> hyperParameters) {
        return NafNetCost.macs(config(hyperParameters), 1);
    }

    @Override
    public StateDict initialWeights(Map<String, Object> hyperParameters, RandomGenerator random) {
        return NafNetInit.weights(config(hyperParameters), random);
    }
}
