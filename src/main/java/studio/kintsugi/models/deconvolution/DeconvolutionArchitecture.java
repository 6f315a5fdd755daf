package studio.kintsugi.models.deconvolution;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.nafnet.NafNet;
import studio.kintsugi.models.nafnet.NafNetArchitecture;
import studio.kintsugi.models.nafnet.NafNetConfig;
import studio.kintsugi.models.nafnet.NafNetCost;
import studio.kintsugi.models.nafnet.NafNetInit;
import studio.kintsugi.models.network.TrainableNetwork;
import studio.kintsugi.models.pruning.ChannelGroup;
import studio.kintsugi.models.registry.CardDefaults;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.models.registry.TrainableArchitecture;
import studio.kintsugi.nn.Parameters;

/**
 * NAFNets that see the picture deconvolved as well: they are told by a first layer that also takes the guides. Their
 * hyper-parameters are NAFNet's.
 */
public final class DeconvolutionArchitecture implements TrainableArchitecture {
    private final NafNetArchitecture nafnet = new NafNetArchitecture();

    @Override
    public String id() {
        return "nafnet-deconvolution";
    }

    @Override
    public DeconvolvingNet build(HyperParameters hyperParameters, Parameters parameters) {
        return new DeconvolvingNet(new NafNet(config(hyperParameters), parameters));
    }

    /**
     * Goes on from a NAFNet of the same shape that sees the picture alone as well: it sees the guides from there on.
     */
    @Override
    public TrainableNetwork buildForTraining(HyperParameters hyperParameters, Parameters parameters) {
        return TrainableNetwork.of(build(hyperParameters, parameters),
                weights -> InputConvolution.seeing(weights, DeconvolvingNet.COLORS + Wiener.GUIDES));
    }

    private static NafNetConfig config(HyperParameters hyperParameters) {
        return NafNetConfig.of(hyperParameters).withGuides(Wiener.GUIDES);
    }

    @Override
    public List<ChannelGroup> channelGroups(HyperParameters hyperParameters) {
        return nafnet.channelGroups(hyperParameters);
    }

    @Override
    public double macsPerPixel(HyperParameters hyperParameters) {
        return NafNetCost.macs(config(hyperParameters), 1);
    }

    @Override
    public StateDict initialWeights(HyperParameters hyperParameters, RandomGenerator random) {
        return NafNetInit.weights(config(hyperParameters), random);
    }

    @Override
    public CardDefaults cardDefaults(HyperParameters hyperParameters) {
        return nafnet.cardDefaults(hyperParameters);
    }

    @Override
    public Optional<String> likelyTask(HyperParameters hyperParameters) {
        return Optional.of("deblur");
    }

    @Override
    public Optional<Recognition> recognize(StateDict weights) {
        if (InputConvolution.channels(weights) != DeconvolvingNet.COLORS + Wiener.GUIDES) {
            return Optional.empty();
        }
        StateDict plain = InputConvolution.seeing(weights, DeconvolvingNet.COLORS);
        return nafnet.recognize(plain).map(r -> new Recognition(this,
                r.title() + ", with deconvolution", List.of("deblur"), r.hyperParameters(), r.missing(),
                r.unexpected(), r.misshapen()));
    }
}
