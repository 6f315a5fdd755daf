package studio.kintsugi.models.repsr;

import static studio.kintsugi.nn.Functional.conv2d;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.models.TrainableNetwork;
import studio.kintsugi.nn.Parameters;

/**
 * RepSR as it is trained. At first blocks normalise by the statistics of the mini-batch; from {@link
 * RepSrConfig#freezeAt()} on by those of the population (section 3.3), because what a network learns with the first
 * goes wrong with the second now and then, which shows as artefacts and as an exploding validation.
 */
public final class TrainingRepSr implements TrainableNetwork {
    private final RepSrConfig config;
    private final Parameters p;
    private double freezeAt;
    private boolean batchStatistics;

    /** Owns {@code parameters} from here on. */
    public TrainingRepSr(RepSrConfig config, Parameters parameters) {
        this.config = config;
        this.p = parameters;
        this.freezeAt = config.freezeAt();
        this.batchStatistics = freezeAt > 0;
    }

    @Override
    public void progress(double fraction) {
        batchStatistics = fraction < freezeAt;
    }

    /**
     * A collapsed network's blocks are taken apart again. What statistics they had is not known any more, so that those
     * of the batch play no part from here on.
     */
    @Override
    public void begin(StateDict weights) {
        if (weights.has(RepSrConfig.block(0) + ".weight")) {
            p.set(RepBlock.expand(weights, p.stateDict(), config));
            freezeAt = 0;
            batchStatistics = false;
        } else {
            p.set(weights);
        }
    }

    /** By the population's statistics, each block as one convolution. */
    @Override
    public NDArray forward(NDArray x) {
        return RepSr.forward(x, config, p, i -> y -> {
            RepBlock.Merged m = RepBlock.merge(y.getManager(), p, RepSrConfig.block(i));
            return conv2d(y, m.weight(), m.bias(), 1, 1, 1);
        }, RepSr::prelu);
    }

    @Override
    public NDArray forwardTraining(NDArray x) {
        return batchStatistics ? expanded(x, true) : forward(x);
    }

    /** Path by path, as figure 3 draws it. */
    NDArray expanded(NDArray x, boolean statisticsOfTheBatch) {
        return RepSr.forward(x, config, p,
                i -> y -> RepBlock.expanded(y, p, RepSrConfig.block(i), statisticsOfTheBatch), RepSr::prelu);
    }

    /** The collapsed network's weights. */
    @Override
    public StateDict export(StateDict trained) {
        try (NDManager manager = p.manager().newSubManager(); Parameters from = new Parameters(manager, trained)) {
            Map<String, TensorData> out = new LinkedHashMap<>();
            trained.tensors().forEach((name, tensor) -> {
                if (!name.contains(".branch")) {
                    out.put(name, tensor);
                }
            });
            for (int i = 0; i < config.blocks(); i++) {
                String name = RepSrConfig.block(i);
                RepBlock.Merged m = RepBlock.merge(manager, from, name);
                out.put(name + ".weight", data(m.weight()));
                out.put(name + ".bias", data(m.bias()));
            }
            return new StateDict(out);
        }
    }

    private static TensorData data(NDArray a) {
        return TensorData.ofFloats(a.toFloatArray(), a.getShape().getShape());
    }

    @Override
    public Set<String> buffers() {
        return p.names().stream().filter(n -> n.contains(".running_")).collect(Collectors.toSet());
    }

    @Override
    public Parameters parameters() {
        return p;
    }

    @Override
    public int scale() {
        return config.scale();
    }

    @Override
    public int sizeMultiple() {
        return 1;
    }

    @Override
    public int context() {
        return config.blocks() + 2;
    }

    @Override
    public int bytesPerPixel() {
        return 4 * (10 * config.channels() + 12 * config.scale() * config.scale());
    }
}
