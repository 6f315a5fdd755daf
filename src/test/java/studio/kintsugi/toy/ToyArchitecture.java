package studio.kintsugi.toy;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.models.pruning.ChannelGroup;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.models.registry.StateDictLayout;
import studio.kintsugi.models.registry.TensorNames;
import studio.kintsugi.models.registry.TrainableArchitecture;
import studio.kintsugi.nn.Functional;
import studio.kintsugi.nn.Initializer;
import studio.kintsugi.nn.Parameters;

/** The smallest network that restores: two convolutions, a rectifier between them, and a skip connection round both. */
final class ToyArchitecture implements TrainableArchitecture {
    private static final int COLORS = 3;
    private static final String WIDTH = "width";
    private static final String FIRST = "toy.first";
    private static final String SECOND = "toy.second";

    @Override
    public String id() {
        return "toy";
    }

    @Override
    public Optional<Recognition> recognize(StateDict weights) {
        TensorNames names = new TensorNames(weights);
        if (!names.anyStarts("toy.")) {
            return Optional.empty();
        }
        int width = names.size(FIRST + ".weight", 0, 1);
        return Optional.of(new StateDictLayout().conv(FIRST, width, COLORS, 3).conv(SECOND, COLORS, width, 3)
                .compare(this, "Toy, width " + width, List.of("denoise"), HyperParameters.NONE.with(WIDTH, width),
                        weights));
    }

    @Override
    public ImageNetwork build(HyperParameters hyperParameters, Parameters parameters) {
        return new Toy(parameters);
    }

    @Override
    public StateDict initialWeights(HyperParameters hyperParameters, RandomGenerator random) {
        int width = hyperParameters.integer(WIDTH);
        return new Initializer(random).conv(FIRST, width, COLORS, 3).conv(SECOND, COLORS, width, 3).weights();
    }

    @Override
    public double macsPerPixel(HyperParameters hyperParameters) {
        return 2.0 * 9 * COLORS * hyperParameters.integer(WIDTH);
    }

    @Override
    public List<ChannelGroup> channelGroups(HyperParameters hyperParameters) {
        return List.of(new ChannelGroup.Channels(FIRST, hyperParameters.integer(WIDTH),
                Stream.of(".weight", ".bias").map(end -> new ChannelGroup.Slice(FIRST + end, 0, 0)).toList(),
                List.of(new ChannelGroup.Slice(SECOND + ".weight", 1, 0))));
    }

    private record Toy(Parameters parameters) implements ImageNetwork {
        @Override
        public NDArray forward(NDArray x) {
            return x.add(convolved(SECOND, convolved(FIRST, x).getNDArrayInternal().relu()));
        }

        private NDArray convolved(String layer, NDArray x) {
            return Functional.conv2d(x, parameters.get(layer + ".weight"), parameters.get(layer + ".bias"), 1, 1, 1);
        }

        @Override
        public int sizeMultiple() {
            return 1;
        }

        @Override
        public int context() {
            return 2;
        }

        @Override
        public int bytesPerPixel() {
            return Float.BYTES * (int) parameters.get(FIRST + ".bias").size() * 2;
        }
    }
}
