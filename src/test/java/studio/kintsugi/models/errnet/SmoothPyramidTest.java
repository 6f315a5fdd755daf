package studio.kintsugi.models.errnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.nn.Parameters;

class SmoothPyramidTest {
    private static final int SIDE = 128;
    private static final int SMALLEST_WINDOW = 4;
    private static final HyperParameters LITE =
            HyperParameters.of(Map.of("in_channels", 3, "out_channels", 3, "n_feats", 16,
            "n_resblocks", 1, "pyramid", true, "res_scale", 1.0, "fold", 1, "residual", true));

    /** How much larger steps from column to column are between windows than within them, of what the network adds. */
    private static double stepsBetweenWindows(boolean smooth) {
        HyperParameters hyper = LITE.with(ErrNetConfig.SMOOTH, smooth);
        ErrNetArchitecture architecture = new ErrNetArchitecture();
        float[] in = new float[3 * SIDE * SIDE];
        for (int i = 0; i < in.length; i++) {
            in[i] = (float) (0.5 + 0.4 * Math.sin(i % SIDE / 10.0) * Math.cos(i / SIDE % SIDE / 14.0));
        }
        try (NDManager manager = ComputeDevice.processor().newManager();
                ImageNetwork network = architecture.build(hyper,
                        new Parameters(manager,
                        ofWindows(architecture.initialWeights(hyper, new SplittableRandom(5)))))) {
            float[] out = network.forward(manager.create(in, new Shape(1, 3, SIDE, SIDE))).toFloatArray();
            double between = 0;
            double within = 0;
            for (int i = 0; i < out.length; i++) {
                int x = i % SIDE;
                if (x > 0) {
                    double step = Math.abs((out[i] - in[i]) - (out[i - 1] - in[i - 1]));
                    if (x % SMALLEST_WINDOW == 0) {
                        between += step;
                    } else {
                        within += step / (SMALLEST_WINDOW - 1);
                    }
                }
            }
            return between / (within + 1e-6);
        }
    }

    /** Fresh weights, but the last layer adds something, and that comes from the windows alone. */
    private static StateDict ofWindows(StateDict fresh) {
        Map<String, TensorData> tensors = new HashMap<>(fresh.tensors());
        SplittableRandom random = new SplittableRandom(6);
        tensors.computeIfPresent("deconv3.conv2d.weight",
                (name, t) -> with(t, (i, value) -> random.nextDouble(-0.5, 0.5)));
        tensors.computeIfPresent("pyramid_module.bottleneck.weight",
                (name, t) -> with(t, (i, value) -> i % t.shape()[1] < t.shape()[1] / 2 ? value : 0));
        return new StateDict(tensors);
    }

    @FunctionalInterface
    private interface Change {
        double of(int index, double value);
    }

    private static TensorData with(TensorData tensor, Change change) {
        float[] values = tensor.toFloats();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) change.of(i, values[i]);
        }
        return TensorData.ofFloats(values, tensor.shape());
    }

    @Test
    void windowsOfAFoldedNetworkGoOverIntoOneAnother() {
        double squares = stepsBetweenWindows(false);
        double smooth = stepsBetweenWindows(true);
        assertTrue(squares > 10, "as the official network has it: " + squares);
        assertEquals(1, smooth, 0.2);
    }
}
