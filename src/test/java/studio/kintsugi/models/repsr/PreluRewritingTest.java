package studio.kintsugi.models.repsr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.nn.Parameters;

/** Steep slopes are folded into the layers round them, and the network stays what it was. */
class PreluRewritingTest {
    private static final RepSrConfig CONFIG = new RepSrConfig(2, 4, 2, 3, 0);
    private static final float[] SLOPES = {0.2f, 1.7f, -0.4f, 3};

    private final NDManager manager = ComputeDevice.processor().newManager();

    @Test
    void slopesShrinkAndTheNetworkStays() {
        try (manager; PlainSr plain = new PlainSr(CONFIG, new Parameters(manager, weights()))) {
            NDArray x = manager.randomUniform(0, 1, new Shape(1, 3, 9, 11));
            float[] expected = plain.forward(x).toFloatArray();
            try (NDManager keeper = manager.newSubManager()) {
                assertArrayEquals(expected, plain.gentle(keeper).forward(x).toFloatArray(), 1e-5f);
                PreluRewriting.of(CONFIG, plain.parameters(), keeper).forEach((name, array) -> assertTrue(
                        array.getShape().dimension() > 1 || name.endsWith("bias") || array.max().getFloat() <= 1,
                        name));
            }
            assertArrayEquals(expected, plain.forward(x).toFloatArray(), "the network itself keeps its weights");
        }
    }

    private StateDict weights() {
        Map<String, TensorData> out = new LinkedHashMap<>();
        conv(out, RepSrConfig.head(), 4, 3);
        for (int i = -1; i < CONFIG.blocks(); i++) {
            out.put(RepSrConfig.slope(i), TensorData.ofFloats(SLOPES, 4));
        }
        for (int i = 0; i < CONFIG.blocks(); i++) {
            conv(out, RepSrConfig.block(i), 4, 4);
        }
        conv(out, CONFIG.tail(), 12, 4);
        return new StateDict(out);
    }

    private void conv(Map<String, TensorData> out, String name, int to, int from) {
        out.put(name + ".weight", TensorData.ofFloats(
                manager.randomNormal(0, 0.1f, new Shape(to, from, 3, 3), DataType.FLOAT32)
                        .toFloatArray(), to, from, 3, 3));
        out.put(name + ".bias", TensorData.ofFloats(manager.randomNormal(0, 0.1f, new Shape(to), DataType.FLOAT32)
                .toFloatArray(), to));
    }
}
