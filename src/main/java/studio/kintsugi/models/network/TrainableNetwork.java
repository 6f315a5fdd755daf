package studio.kintsugi.models.network;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import java.util.function.UnaryOperator;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.nn.Parameters;

/** A network as it is trained, where that differs from the network that ships. */
public interface TrainableNetwork extends ImageNetwork {
    /**
     * The forward pass of a training step; {@link #forward} is that of validation.
     *
     * @param x as in {@link #forward}
     * @return as from {@link #forward}
     */
    default NDArray forwardTraining(NDArray x) {
        return forward(x);
    }

    /** Names among the parameters that gradients do not move: running statistics. */
    default Set<String> buffers() {
        return Set.of();
    }

    /**
     * Told before each step how far the run is.
     *
     * @param fraction 0–1
     */
    default void progress(double fraction) {}

    /**
     * Goes on from weights, as they ship or as they are trained.
     *
     * @throws IllegalArgumentException where they are not this network's; says what differs
     */
    default void begin(StateDict weights) {
        parameters().set(weights);
    }

    /** The weights that ship, from trained ones. */
    default StateDict export(StateDict trained) {
        return trained;
    }

    /** {@code network}, which is trained as it ships. */
    static TrainableNetwork of(ImageNetwork network) {
        return of(network, UnaryOperator.identity());
    }

    /**
     * The same.
     *
     * @param beginning makes weights that training goes on from into this network's
     */
    static TrainableNetwork of(ImageNetwork network, UnaryOperator<StateDict> beginning) {
        return new TrainableNetwork() {
            @Override
            public void begin(StateDict weights) {
                parameters().set(beginning.apply(weights));
            }

            @Override
            public NDArray forward(NDArray x) {
                return network.forward(x);
            }

            @Override
            public Parameters parameters() {
                return network.parameters();
            }

            @Override
            public int scale() {
                return network.scale();
            }

            @Override
            public int sizeMultiple() {
                return network.sizeMultiple();
            }

            @Override
            public int context() {
                return network.context();
            }

            @Override
            public int bytesPerPixel() {
                return network.bytesPerPixel();
            }
        };
    }
}
