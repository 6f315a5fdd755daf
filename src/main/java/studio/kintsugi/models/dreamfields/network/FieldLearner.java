package studio.kintsugi.models.dreamfields.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Set;
import java.util.random.RandomGenerator;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.optim.AdamW;
import studio.kintsugi.nn.optim.FlatParameters;

/**
 * The paper's field while it learns: a fresh network with positional encoding, its renderer, and Adam over its weights.
 */
final class FieldLearner implements AutoCloseable {
    /** Corners along a side of the grid that the network is asked for. */
    private static final int BAKED = 64;

    private final NDManager manager;
    private final NDArray basis;
    private final double half;
    private final MlpField network;
    private final MlpRenderer renderer;
    private final FlatParameters flat;
    private final float[] weights;
    private final AdamW optimizer;

    /**
     * @param device where it learns
     * @param half side of the cube, from its middle, that holds all there is
     * @param beta2 decay of Adam's second moments
     * @param random draws the weights
     */
    FieldLearner(ComputeDevice device, double half, float beta2, RandomGenerator random) {
        manager = device.newManager();
        basis = Encoding.fourier(manager);
        this.half = half;
        Parameters parameters =
                new Parameters(manager, MlpFieldInit.weights((int) (2 * basis.getShape().get(0)), random));
        network = new MlpField(parameters);
        renderer = new MlpRenderer(network, basis, half);
        flat = new FlatParameters(parameters, Set.of());
        weights = flat.values();
        optimizer = new AdamW(new float[weights.length], new float[weights.length], 0, AdamW.BETA1, beta2, 0);
        flat.requireGradients();
    }

    MlpRenderer renderer() {
        return renderer;
    }

    /** Memory for a step; closed by who asks. */
    NDManager scope() {
        return manager.newSubManager();
    }

    /**
     * Moves the weights against the gradients gathered since the last step.
     *
     * @param clip longest gradient, as a Euclidean norm; 0 for any
     */
    void step(double clip, double rate) {
        float[] gradient = flat.takeGradients();
        AdamW.clip(gradient, clip);
        optimizer.step(weights, gradient, rate);
        flat.set(weights);
    }

    /**
     * What the network says of the corners of a grid of {@value #BAKED}³, which takes seconds.
     *
     * @param origin where the grid's middle lies in the network's space, (3)
     */
    VoxelField field(float[] origin) {
        return NetworkGrid.baked(manager, network, basis, BAKED, origin, half);
    }

    /** Arrays in native memory that stay between steps. */
    int arraysHeld() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        manager.close();
    }
}
