package studio.kintsugi.models.repsr;

import static studio.kintsugi.nn.Functional.conv2d;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.models.network.TrainableNetwork;
import studio.kintsugi.nn.Parameters;

/**
 * RepSR as it is trained. At first blocks normalise by the statistics of the mini-batch; from {@link
 * RepSrConfig#freezeAt()} on by those of the population (section 3.3), because what a network learns with the first
 * goes wrong with the second now and then, which shows as artefacts and as an exploding validation.
 */
public final class TrainingRepSr extends RepSrNetwork implements TrainableNetwork {
    /** Largest difference between the forms of a block, as a share of what it gives, at least of 1. */
    private static final float EXACT = 1e-5f;
    private static final int CHECKED_SIDE = 12;

    private double freezeAt;
    private boolean batchStatistics;

    /** Owns {@code parameters} from here on. */
    public TrainingRepSr(RepSrConfig config, Parameters parameters) {
        super(config, parameters);
        this.freezeAt = config.freezeAt();
        this.batchStatistics = freezeAt > 0;
    }

    @Override
    public void progress(double fraction) {
        batchStatistics = fraction < freezeAt;
    }

    /**
     * A collapsed network's blocks are taken apart again. What statistics they had is not known any more, so that those
     * of the batch play no part from here on. A network that enlarges by another scale lends all but its last
     * convolution, as is usual in super-resolution (Lim et al., EDSR, CVPR workshops 2017, section 3.3).
     */
    @Override
    public void begin(StateDict weights) {
        if (weights.has(RepSrConfig.block(0) + ".weight")) {
            p.set(RepBlock.expand(lent(weights), p.stateDict(), config));
            freezeAt = 0;
            batchStatistics = false;
        } else {
            p.set(weights);
        }
    }

    private StateDict lent(StateDict weights) {
        if (outputs(weights) == outputs(p.stateDict())) {
            return weights;
        }
        Map<String, TensorData> blocks = new LinkedHashMap<>(weights.tensors());
        blocks.keySet().removeIf(name -> name.startsWith(config.tail() + "."));
        return new StateDict(blocks);
    }

    /** Channels that the last convolution gives, or 0 where there is none of that name. */
    private long outputs(StateDict weights) {
        String bias = config.tail() + ".bias";
        return weights.has(bias) ? weights.get(bias).shape()[0] : 0;
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
    public NDArray expanded(NDArray x, boolean statisticsOfTheBatch) {
        return RepSr.forward(x, config, p,
                i -> y -> RepBlock.expanded(y, p, RepSrConfig.block(i), statisticsOfTheBatch), RepSr::prelu);
    }

    /**
     * The collapsed network's weights.
     *
     * @throws ArithmeticException where a block's one convolution is not what its paths are
     */
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
                check(manager, from, name, m);
                out.put(name + ".weight", data(m.weight()));
                out.put(name + ".bias", data(m.bias()));
            }
            return new StateDict(out);
        }
    }

    /** Compares both forms of a block on noise. */
    private void check(NDManager scope, Parameters from, String name, RepBlock.Merged merged) {
        SplittableRandom random = new SplittableRandom(1);
        float[] noise = new float[config.channels() * CHECKED_SIDE * CHECKED_SIDE];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextDouble(-1, 1);
        }
        NDArray x = scope.create(noise, new Shape(1, config.channels(), CHECKED_SIDE, CHECKED_SIDE));
        NDArray paths = RepBlock.expanded(x, from, name, false);
        float difference = paths.sub(conv2d(x, merged.weight(), merged.bias(), 1, 1, 1)).abs().max().getFloat();
        float largest = Math.max(1, paths.abs().max().getFloat());
        // said so that what is not a number fails too
        if (!(difference <= EXACT * largest)) {
            throw new ArithmeticException(name + " as one convolution differs by " + difference
                    + " from its paths, whose largest value is " + largest);
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
    public int bytesPerPixel() {
        return 4 * (10 * config.channels() + 12 * config.scale() * config.scale());
    }
}
